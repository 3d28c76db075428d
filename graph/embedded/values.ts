import { AnswerEnds } from '../answer-ends.ts';
import type { NodeValue, PathValue, RelationshipValue, Row, Value } from '../store.ts';
import type { EngineValue } from './engine.ts';

type EngineMap = { readonly [key: string]: EngineValue };

/** Result rows in the form both engines share. The engine already gives times as ISO text in UTC. */
export function rowsOf(rows: readonly EngineMap[]): Row[] {
  const ends = new AnswerEnds();
  const found = rows.map((row) => plainMap(row, ends));
  ends.settle();
  return found;
}

function plainMap(map: EngineMap, ends: AnswerEnds): Row {
  const out: Record<string, Value> = {};
  for (const [column, value] of Object.entries(map)) out[column] = valueOf(value, ends);
  return out;
}

function valueOf(value: EngineValue | undefined, ends: AnswerEnds): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item) => valueOf(item, ends));
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  return mapOf(value as EngineMap, ends);
}

function mapOf(map: EngineMap, ends: AnswerEnds): Value {
  if (Array.isArray(map['_labels'])) return nodeOf(map, ends);
  if (typeof map['_type'] === 'string' && '_source' in map) return relationshipOf(map, ends);
  if (isPath(map)) return pathOf(map, ends);
  return plainMap(map, ends);
}

function nodeOf(map: EngineMap, ends: AnswerEnds): NodeValue {
  const labels = (map['_labels'] as string[]).toSorted();
  const properties = propertiesOf(map, ends);
  ends.node(String(map['_id']), properties);
  return { kind: 'node', labels, properties };
}

function relationshipOf(map: EngineMap, ends: AnswerEnds): RelationshipValue {
  const { _type: type, _source: start, _target: end } = map;
  return ends.relationship(String(type), [String(start), String(end)], propertiesOf(map, ends));
}

const ownFields = new Set(['_id', '_labels', '_type', '_source', '_target']);

function propertiesOf(map: EngineMap, ends: AnswerEnds): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const [key, value] of Object.entries(map)) if (!ownFields.has(key)) out[key] = valueOf(value, ends);
  return out;
}

function isPath(map: EngineMap): boolean {
  const { nodes, edges } = map;
  if (!Array.isArray(nodes) || !Array.isArray(edges) || Object.keys(map).length !== 2) return false;
  return (
    nodes.length === edges.length + 1 && nodes.every((node) => Array.isArray((node as EngineMap | null)?.['_labels']))
  );
}

function pathOf(map: EngineMap, ends: AnswerEnds): PathValue {
  return {
    kind: 'path',
    nodes: (map['nodes'] as EngineMap[]).map((node) => nodeOf(node, ends)),
    relationships: (map['edges'] as EngineMap[]).map((edge) => relationshipOf(edge, ends)),
  };
}

/** Parameters as the engine takes them: it would read `undefined` in a list or a Date in its own way. Copied only when needed. */
export function parameterOf(value: unknown): unknown {
  return isPlain(value) ? value : plainCopy(value);
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined;
  if (value === null) return true;
  if (Array.isArray(value)) return value.every(isPlain);
  if (value instanceof Date) return false;
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}

function plainCopy(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plainCopy);
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) out[key] = plainCopy(item);
  return out;
}
