import { messageOf } from '../src/core/errors.ts';
import type { RawElement } from '../src/core/run/types.ts';
import type { MapInput, MapResult, ResourceDefinition, SourceDefinition } from './source.ts';

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
  const media = source.resources.find((one) => one.name === resource)?.media ?? 'json';
  const found = line.file.slice(line.file.lastIndexOf('.') + 1);
  if (!fits(media, found)) return unusable(`not-${media}`, `the answer is not ${article(media)}`);
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

type Media = NonNullable<ResourceDefinition['media']>;

/** Whether a body stored under this ending can be of that kind; a text may look like anything. */
function fits(media: Media, ending: string): boolean {
  return media === 'text' || media === 'bytes' || ending === media;
}

function article(media: Media): string {
  return media === 'xml' ? 'an XML document' : 'JSON';
}

function readValue(media: Media, bytes: Buffer): unknown {
  if (media === 'bytes') return bytes;
  const text = bytes.toString('utf8');
  return media === 'json' ? JSON.parse(text) : text;
}

function unusable(code: string, message: string): MappedRecord {
  return { entities: [], issues: [{ severity: 'warning', code, message, pointer: '' }], failed: true };
}
