import type { MappedEntity } from '../../ontology/entity.ts';
import { EntityBuilder } from '../entity-builder.ts';
import { isObject } from '../found.ts';
import { isWebAddress } from '../web-address.ts';
import type { CroissantRecord } from './croissant-record.ts';
import { elementsOf, Members, type Placed, referenceIn, textIn } from './members.ts';

const kinds: ReadonlySet<string> = new Set(['FileObject', 'FileSet']);

/** What it is distributed as: the repository, archives, sets of files. */
export function mapCroissantParts(record: CroissantRecord): readonly MappedEntity[] {
  const parts = new Map<string, MappedEntity>();
  for (const { value, pointer } of record.elements('distribution')) {
    const members = isObject(value) ? new Members(value, pointer) : undefined;
    const kind = members?.types.find((type) => kinds.has(type));
    const key = members === undefined ? undefined : partKey(members);
    if (members === undefined || kind === undefined || key === undefined) {
      record.issues.wrongShape('a FileObject or FileSet with a name', pointer, value);
      continue;
    }
    const part = new EntityBuilder('DataDownload', record.source.mintPart(record.id, key.value));
    if (parts.has(part.iri)) {
      record.issues.inform('second-value', 'another part has this name already', key.pointer, key.value);
      continue;
    }
    mapPart(record, part, members, kind, key);
    parts.set(part.iri, part.build());
    record.state('distribution', part.iri, key.pointer, key.value);
  }
  return [...parts.values()];
}

interface Key {
  readonly value: string;
  readonly pointer: string;
}

/** `@id` since 1.0; `name` in 0.8. */
function partKey(members: Members): Key | undefined {
  for (const name of ['@id', 'id', 'name']) {
    const held = members.get(name);
    if (held === undefined) continue;
    const value = textIn(held.value);
    if (value !== undefined && /^[^\p{Cc}\p{Cs}]{1,512}$/u.test(value)) return { value, pointer: held.pointer };
  }
  return undefined;
}

const method = 'croissant-endpoint';

function mapPart(record: CroissantRecord, part: EntityBuilder, members: Members, kind: string, key: Key): void {
  const typed = members.get('@type') ?? members.get('type');
  const name = record.textOf(members.get('name'));
  part.add('name', name?.value ?? key.value, { method, pointer: name?.pointer ?? key.pointer });
  part.add('fileKind', `cr:${kind}`, { method, pointer: typed?.pointer ?? key.pointer });
  const description = record.textOf(members.get('description'));
  if (description !== undefined) part.add('description', description.value, { method, pointer: description.pointer });
  for (const [member, property] of [
    ['encodingFormat', 'encodingFormat'],
    ['includes', 'includes'],
    ['excludes', 'excludes'],
  ] as const) {
    for (const placed of members.all(member).slice(0, mostPatterns)) {
      const found = record.textOf(placed);
      if (found !== undefined) part.add(property, found.value, { method, pointer: found.pointer });
    }
  }
  mapContent(record, part, members);
  mapHashes(record, part, members);
  for (const { value, pointer } of members.all('containedIn')) {
    for (const container of elementsOf({ value, pointer })) mapContainer(record, part, container);
  }
}

const mostPatterns = 200;

function mapContainer(record: CroissantRecord, part: EntityBuilder, { value, pointer }: Placed): void {
  const container = referenceIn(value, 'name');
  if (container === undefined || container === '') record.issues.wrongShape('the name of a part', pointer, value);
  else part.add('containedIn', record.source.mintPart(record.id, container), { method, pointer, literal: container });
}

/** An address, or a path in the container that holds it. */
function mapContent(record: CroissantRecord, part: EntityBuilder, members: Members): void {
  const content = record.textOf(members.get('contentUrl'));
  if (content !== undefined) {
    const property = isWebAddress(content.value) ? 'contentUrl' : 'path';
    part.add(property, content.value, { method, pointer: content.pointer });
  }
  const size = members.get('contentSize');
  if (size === undefined) return;
  const bytes = bytesOf(size.value);
  if (bytes === undefined) record.issues.inform('size-in-words', 'not a number of bytes', size.pointer, size.value);
  else part.add('contentSize', bytes, { method, pointer: size.pointer, literal: textIn(size.value) });
}

/** `1234`, `1234 B`. A `MB` may be 1,000,000 or 1,048,576 of them. */
function bytesOf(stated: unknown): number | undefined {
  const digits =
    typeof stated === 'number' ? String(stated) : /^(\d{1,15})\s*(?:B|bytes?)?$/i.exec(textIn(stated) ?? '')?.[1];
  const value = Number(digits);
  return digits !== undefined && Number.isSafeInteger(value) && value >= 0 ? value + 0 : undefined;
}

/** What documents of the Hub write where a hash should be, for the repository as a whole has none. */
const noHash = 'https://github.com/mlcommons/croissant/issues/80';

function mapHashes(record: CroissantRecord, part: EntityBuilder, members: Members): void {
  for (const [name, pattern] of [
    ['sha256', /^[\da-f]{64}$/i],
    ['md5', /^[\da-f]{32}$/i],
  ] as const) {
    const held = members.get(name);
    if (held === undefined || held.value === noHash) continue;
    const text = textIn(held.value) ?? '';
    if (pattern.test(text)) {
      const lower = text.toLowerCase();
      part.add(name, lower, { method, pointer: held.pointer, literal: lower === text ? undefined : text });
    } else {
      record.issues.warn('not-a-hash', `no ${name}`, held.pointer, held.value);
    }
  }
}
