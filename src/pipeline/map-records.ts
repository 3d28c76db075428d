import type { RawElement } from '../core/run/types.ts';
import { mapperBug, type MappedRecord } from '../../extract/index.ts';
import type { Sighting, SourceDefinition } from '../../extract/source.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import type { IssueLine, MappedEntity, MappingIssue, Origin, PresenceLine } from '../../ontology/entity.ts';
import { identify, mintRawRecord } from '../../ontology/iri.ts';
import { counterLine } from './map-counters.ts';
import { mapUnforgotten } from './map-redacted.ts';

export interface RecordCounts {
  records: number;
  entities: number;
  issues: number;
  failed: number;
}

/** What some records give, ready to be written, in their order. */
export interface MappedRecords {
  /** Lines of `entities.ndjson` and `issues.ndjson`, each ended by a newline. */
  readonly entities: Uint8Array;
  readonly issues: Uint8Array;
  /** Lines of `presence.ndjson`: things that are there. */
  readonly presence: Uint8Array;
  /** What they count, to be sorted. */
  readonly counters: Uint8Array;
  /** By resource. */
  readonly counts: ReadonlyMap<string, RecordCounts>;
  /** Entities by class. */
  readonly labels: ReadonlyMap<string, number>;
  readonly issueCodes: ReadonlyMap<string, number>;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Maps records of one source. Pure: the same bytes for the same records, in whatever thread. `forgotten`: IRIs of which
 * nothing may be told.
 */
export function mapRecords(
  source: SourceDefinition,
  run: string,
  elements: readonly RawElement[],
  forgotten: ReadonlySet<string> = nothing,
): MappedRecords {
  const entities: string[] = [];
  const issues: string[] = [];
  const presence: string[] = [];
  const counters: string[] = [];
  const counts = new Map<string, RecordCounts>();
  const labels = new Map<string, number>();
  const issueCodes = new Map<string, number>();
  const records = new Map<number, string>();
  for (const element of elements) {
    const origin = originOf(source.name, run, element, records);
    const mapped = mapElement(source, element, origin, forgotten);
    const count = counts.get(element.resource) ?? { records: 0, entities: 0, issues: 0, failed: 0 };
    counts.set(element.resource, count);
    count.records++;
    count.entities += mapped.lines.length;
    count.issues += mapped.issues.length;
    if (mapped.failed) count.failed++;
    entities.push(...mapped.lines);
    counters.push(...mapped.counters);
    presence.push(...mapped.sightings.map((sighting) => sightingLine(sighting, origin)));
    for (const label of mapped.labels) labels.set(label, (labels.get(label) ?? 0) + 1);
    for (const issue of mapped.issues) {
      issues.push(issueLine(issue, origin, mapped.key));
      issueCodes.set(issue.code, (issueCodes.get(issue.code) ?? 0) + 1);
    }
  }
  return {
    entities: linesOf(entities),
    issues: linesOf(issues),
    presence: linesOf(presence),
    counters: linesOf(counters),
    counts,
    labels,
    issueCodes,
  };
}

function linesOf(lines: readonly string[]): Uint8Array {
  return Buffer.from(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
}

function originOf(source: string, run: string, element: RawElement, records: Map<number, string>): Origin {
  const { resource, file, offset, length, line } = element;
  let record = records.get(line.seq);
  if (record === undefined) {
    record = identify(mintRawRecord(run, line.seq))?.id ?? '';
    records.set(line.seq, record);
  }
  return { source, run, record, resource, file, offset, length, fetchedAt: line.fetchedAt };
}

function issueLine(issue: MappingIssue, origin: Origin, key: string | undefined): string {
  const { source, resource, record, file, offset, length } = origin;
  const line: IssueLine = {
    ...issue,
    source,
    resource,
    ...(key === undefined ? {} : { key }),
    record,
    file,
    offset,
    length,
  };
  return JSON.stringify(line);
}

function sightingLine({ iri, sourceId, pointer }: Sighting, { source, resource, fetchedAt, record }: Origin): string {
  const line: PresenceLine = {
    '@id': iri,
    seen: true,
    source,
    resource,
    at: fetchedAt,
    record,
    ...(sourceId === undefined ? {} : { sourceId }),
    ...(pointer === undefined ? {} : { pointer }),
  };
  return JSON.stringify(line);
}

interface MappedElement {
  readonly lines: readonly string[];
  readonly labels: readonly string[];
  readonly issues: readonly MappingIssue[];
  readonly sightings: readonly Sighting[];
  readonly counters: readonly string[];
  readonly key: string | undefined;
  readonly failed: boolean;
}

/** An `EntityLine`. Put together as text: copying each entity first costs more than writing it. */
function toLine(entity: MappedEntity, origin: string): string {
  return `${JSON.stringify(entity).slice(0, -1)},"origin":${origin},"contentHash":"${contentHashOf(entity)}"}`;
}

/** One record's failure is an issue of that record and touches no other: nothing is written before all of it can be. */
function mapElement(
  source: SourceDefinition,
  element: RawElement,
  origin: Origin,
  forgotten: ReadonlySet<string>,
): MappedElement {
  try {
    const mapped = mapUnforgotten(source, element, forgotten);
    return asLines(mapped, origin);
  } catch (error) {
    return asLines(mapperBug(error), origin);
  }
}

function asLines({ entities, issues, sightings = [], failed }: MappedRecord, origin: Origin): MappedElement {
  const place = JSON.stringify(origin);
  return {
    lines: entities.map((entity) => toLine(entity, place)),
    labels: entities.map((entity) => entity['@type']),
    issues,
    sightings,
    counters: entities.map((entity) => counterLine(entity, origin)).filter((line) => line !== undefined),
    key: entities[0]?.id,
    failed,
  };
}
