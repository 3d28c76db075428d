import type { MapInput, MapResult } from '../../extract/source.ts';
import { map } from '../../extract/huggingface/map.ts';
import type { Evidence, MappedEntity } from '../../ontology/entity.ts';
import type { LedgerLine } from '../../src/core/run/types.ts';

const listUrl = 'https://huggingface.co/api/models?limit=1000';

/** A record as the pipeline hands it to the mapper, from its JSON text. */
export function mapInput(json: string, url: string = listUrl, resource = 'hf_models'): MapInput {
  const bytes = Buffer.from(json);
  const line: LedgerLine = {
    seq: 1,
    resource,
    url,
    status: 200,
    fetchedAt: '2026-11-20T15:30:00.000Z',
    attempts: 1,
    headers: {},
    mediaType: 'application/json',
    sha256: '0'.repeat(64),
    bytes: bytes.length,
    file: `${resource}.json`,
    offset: 0,
    length: bytes.length,
    wrap: ['', ''],
    records: 1,
  };
  return { resource, value: JSON.parse(json), bytes, line };
}

/** Maps `{ id: 'org/model', ...fields }`. */
export function mapFields(fields: Readonly<Record<string, unknown>>, url?: string): MapResult {
  return map(mapInput(JSON.stringify({ id: 'org/model', ...fields }), url));
}

export function firstEntity(result: MapResult): MappedEntity {
  const [entity] = result.entities;
  if (entity === undefined) throw new Error('no entity');
  return entity;
}

export function evidenceOf(result: MapResult, property: string): readonly Evidence[] {
  return firstEntity(result).evidence.filter((one) => one.property === property);
}

/** A record of any resource, as the pipeline hands it to the mapper. */
export function recordInput(
  resource: string,
  url: string,
  body: Buffer | string,
  value: unknown = typeof body === 'string' ? JSON.parse(body) : body,
): MapInput {
  const bytes = Buffer.from(body);
  const { line } = mapInput('{}', url);
  return { resource, value, bytes, line: { ...line, resource, bytes: bytes.length, length: bytes.length } };
}

/** The only entity of this class, and an error when there is none or more. */
export function onlyOf(result: MapResult, type: string): MappedEntity {
  const [one, ...others] = result.entities.filter((entity) => entity['@type'] === type);
  if (one === undefined || others.length > 0)
    throw new Error(`not one ${type} but ${one === undefined ? 0 : others.length + 1}`);
  return one;
}

/** `code literal` of every issue. */
export function issuesOf(result: MapResult): readonly string[] {
  return result.issues.map((issue) => [issue.code, issue.literal].filter((part) => part !== undefined).join(' '));
}
