import { mapRecord, sourceByName, type MappedRecord } from '../../../extract/index.ts';
import type { EntityLine, IssueLine, MappedEntity, PresenceLine } from '../../../ontology/entity.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { encodePointer, resolvePointer } from '../../core/json-pointer.ts';
import { rangeAt } from '../../core/locate.ts';
import { linesOf } from '../../core/run/checked-line.ts';
import type { Redaction } from '../../core/run/redact-run.ts';
import { entitiesPath, issuesPath, presencePath } from '../../core/run/run-paths.ts';
import { readElementBatches } from '../../core/run/run-reader.ts';
import type { RawElement, RedactedRange } from '../../core/run/types.ts';

/** What one source's folder of a run tells of the subject. */
export interface RunPlaces {
  readonly source: string;
  readonly run: string;
  readonly redactions: readonly Redaction[];
  /** Records that are about the subject, and others that tell something of it. */
  readonly records: number;
  readonly parts: number;
  readonly bytes: number;
}

export interface FindOptions {
  readonly dataDir: string;
  /** The subject, under all its names. */
  readonly uris: ReadonlySet<string>;
  readonly signal: AbortSignal;
}

/** Where a mapped run tells of the subject. */
export async function findPlaces(run: string, options: FindOptions): Promise<readonly RunPlaces[]> {
  const answers = await answersOf(run, options);
  const places: RunPlaces[] = [];
  for (const [source, seqs] of answers) places.push(await placesOf(source, run, seqs, options));
  return places.filter(({ redactions }) => redactions.length > 0);
}

/** Answers that tell of it, by source. */
async function answersOf(
  run: string,
  { dataDir, uris, signal }: FindOptions,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> {
  const found = new Map<string, Set<number>>();
  const note = (source: string, record: string): void => {
    const seqs = found.get(source) ?? new Set();
    found.set(source, seqs.add(Number(record.slice(record.lastIndexOf('/') + 1))));
  };
  const openings = [...uris].map((uri) => Buffer.from(`{"@id":${JSON.stringify(uri)}`));
  const isOf = (line: Buffer): boolean => openings.some((opening) => line.subarray(0, opening.length).equals(opening));
  for await (const { line } of linesOf(entitiesPath(dataDir, run))) {
    throwIfAborted(signal);
    if (!isOf(line)) continue;
    const { origin } = JSON.parse(line.toString()) as EntityLine;
    note(origin.source, origin.record);
  }
  for await (const { line } of linesOf(presencePath(dataDir, run))) {
    if (!isOf(line)) continue;
    const seen = JSON.parse(line.toString()) as PresenceLine;
    if (seen.seen) note(seen.source, seen.record);
  }
  // What was received after it was forgotten is not among the mapped entities.
  for await (const { line } of linesOf(issuesPath(dataDir, run))) {
    if (!line.includes('"code":"forgotten"')) continue;
    const { source, record } = JSON.parse(line.toString()) as IssueLine;
    note(source, record);
  }
  return found;
}

async function placesOf(
  source: string,
  run: string,
  seqs: ReadonlySet<number>,
  { dataDir, uris, signal }: FindOptions,
): Promise<RunPlaces> {
  const definition = sourceByName(source);
  const redactions: Redaction[] = [];
  let [records, parts, bytes] = [0, 0, 0];
  const isWanted = ({ seq }: { readonly seq: number }): boolean => seqs.has(seq);
  for await (const elements of readElementBatches(dataDir, source, run, { isWanted, signal })) {
    const ranges: RedactedRange[] = [];
    for (const element of elements) {
      const mapped = mapRecord(definition, element);
      if (isAbout(mapped, uris)) {
        records += 1;
        ranges.push([element.offset, element.length]);
        continue;
      }
      const told = witnessRanges(mapped, element, uris);
      if (told.length > 0) parts += 1;
      ranges.push(...told);
    }
    const seq = elements[0]?.line.seq;
    if (seq === undefined || ranges.length === 0) continue;
    redactions.push({ seq, ranges });
    bytes += ranges.reduce((sum, [, length]) => sum + length, 0);
  }
  return { source, run, redactions, records, parts, bytes };
}

/** Whether the record is the subject's own: it is the first that it tells of, and no other thing of its class is told beside it. */
function isAbout({ entities, sightings = [] }: MappedRecord, uris: ReadonlySet<string>): boolean {
  const [first] = entities;
  if (first === undefined) return sightings.length > 0 && sightings.every(({ iri }) => uris.has(iri));
  return uris.has(first['@id']) && entities.every((one) => one['@type'] !== first['@type'] || uris.has(one['@id']));
}

/**
 * Where another's record tells of the subject: the witnesses of its values, and, where one stands in an entry of a list, the
 * whole entry, and its name wherever it stands again. What only spells its id stays: the id does.
 */
function witnessRanges(
  { entities }: MappedRecord,
  element: RawElement,
  uris: ReadonlySet<string>,
): readonly RedactedRange[] {
  const ranges = new Map<string, RedactedRange>();
  for (const entity of entities.filter((one) => uris.has(one['@id']))) {
    for (const pointer of new Set(entity.evidence.flatMap(({ pointer: told }) => [told, ...besides(told, element)]))) {
      const range = placeOf(pointer, element);
      if (range === undefined || isOfId(entity, element, range)) continue;
      ranges.set(range.join(' '), range);
    }
    for (const range of namedAgain(entity, element)) ranges.set(range.join(' '), range);
  }
  return [...ranges.values()];
}

const nameProperties: ReadonlySet<string> = new Set(['name', 'alternateName']);
const fewest = 4;

/** Where a JSON record says the subject's name again, as a string of its own: as that of who uploaded it. */
function namedAgain({ evidence }: MappedEntity, element: RawElement): readonly RedactedRange[] {
  const { bytes, offset, file } = element;
  if (!file.endsWith('.json')) return [];
  const found: RedactedRange[] = [];
  for (const { property, pointer } of evidence) {
    const place = nameProperties.has(property) ? placeOf(pointer, element) : undefined;
    if (place === undefined || place[1] < fewest) continue;
    const name = bytes.subarray(place[0] - offset, place[0] - offset + place[1]);
    if (name[0] !== quote) continue;
    for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + name.length))
      if (!isKey(bytes, at + name.length)) found.push([offset + at, name.length]);
  }
  return found;
}

const quote = 0x22;

function isKey(bytes: Buffer, end: number): boolean {
  return /^\s*:/.test(bytes.toString('latin1', end, end + 8));
}

/** The other members of an entry of a list in which a value stands: of an author the affiliation, the address. */
function besides(pointer: string, { bytes }: RawElement): readonly string[] {
  const [, entry] = /^((?:\/[^/]*)*\/\d+)\/[^/]+$/.exec(pointer) ?? [];
  const held = entry === undefined ? undefined : resolvePointer(JSON.parse(bytes.toString()), entry);
  if (entry === undefined || typeof held !== 'object' || held === null || Array.isArray(held)) return [];
  return Object.keys(held).map((key) => `${entry}${encodePointer([key])}`);
}

/** Nothing for what was concluded from the record as a whole: that is another's. */
function placeOf(pointer: string, { bytes, offset }: RawElement): RedactedRange | undefined {
  const place = pointer === '' ? undefined : rangeAt(bytes, pointer);
  return place === undefined || place.length === 0 ? undefined : [offset + place.offset, place.length];
}

/** Whether a text is made of parts of the subject's id and nothing else. */
function isOfId(
  { '@id': uri, id }: MappedEntity,
  { bytes, offset }: RawElement,
  [from, length]: RedactedRange,
): boolean {
  const text = bytes.toString('utf8', from - offset, from - offset + length).replaceAll(/^"|"$/g, '');
  const known = new Set(segmentsOf(`${id} ${uri}`));
  return segmentsOf(text).every((segment) => known.has(segment));
}

function segmentsOf(text: string): readonly string[] {
  return text.split(/[\s/:#?=]+/).filter((segment) => segment !== '');
}
