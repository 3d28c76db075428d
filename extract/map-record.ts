import { messageOf } from '../src/core/errors.ts';
import type { RawElement } from '../src/core/run/types.ts';
import type { MapInput, MapResult, RecordMedia, SourceDefinition } from './source.ts';

/** What one record gives; `failed` when it could not be worked with at all. */
export interface MappedRecord extends MapResult {
  readonly failed: boolean;
}

/** A stored record through its source's mapper. Total: what cannot be read, or what the mapper trips over, is an issue. */
export function mapRecord(
  source: Pick<SourceDefinition, 'resources' | 'map'>,
  { resource, bytes: raw, line }: Pick<RawElement, 'resource' | 'bytes' | 'line'>,
): MappedRecord {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const declared = source.resources.find((one) => one.name === resource)?.media ?? 'json';
  const kinds: readonly RecordMedia[] = typeof declared === 'string' ? [declared] : declared;
  const found = line.file.slice(line.file.lastIndexOf('.') + 1);
  const media = kinds.find((kind) => fits(kind, found));
  if (media === undefined) {
    return unusable(`not-${kinds.join('-or-')}`, `the answer is not ${kinds.map(article).join(' or ')}`);
  }
  let value: unknown;
  try {
    value = readValue(media, bytes);
  } catch (error) {
    return unusable('malformed-json', `the record is not JSON: ${messageOf(error)}`);
  }
  try {
    const input: MapInput = { resource, value, bytes, line };
    return { ...source.map(input), failed: false };
  } catch (error) {
    return mapperBug(error);
  }
}

/** What is left of a record whose mapping went wrong. */
export function mapperBug(error: unknown): MappedRecord {
  return unusable('mapper-bug', `the mapper failed on this record: ${messageOf(error)}`);
}

/** Whether a body stored under this ending can be of that kind; a text may look like anything. */
function fits(media: RecordMedia, ending: string): boolean {
  return media === 'text' || media === 'bytes' || ending === media;
}

function article(media: RecordMedia): string {
  return media === 'xml' ? 'an XML document' : 'JSON';
}

function readValue(media: RecordMedia, bytes: Buffer): unknown {
  if (media === 'bytes') return bytes;
  const text = bytes.toString('utf8');
  return media === 'json' ? JSON.parse(text) : text;
}

function unusable(code: string, message: string): MappedRecord {
  return { entities: [], issues: [{ severity: 'warning', code, message, pointer: '' }], failed: true };
}
