import type { NodeValue, PathValue, RelationshipValue, Row, Value } from '../store.ts';
import type { EngineValue } from './engine.ts';

type EngineMap = { readonly [key: string]: EngineValue };

/** A result row in the form both engines share. The engine already gives times as ISO text in UTC. */
export function rowOf(row: EngineMap): Row {
  const out: Record<string, Value> = {};
  for (const [column, value] of Object.entries(row)) out[column] = valueOf(value);
  return out;
}

function valueOf(value: EngineValue | undefined): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(valueOf);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  return mapOf(value as EngineMap);
}

function mapOf(map: EngineMap): Value {
  if (Array.isArray(map['_labels'])) return nodeOf(map);
  if (typeof map['_type'] === 'string' && '_source' in map) return relationshipOf(map);
  if (isPath(map)) return pathOf(map);
  return rowOf(map);
}

function nodeOf(map: EngineMap): NodeValue {
  const labels = (map['_labels'] as string[]).toSorted();
  return { kind: 'node', labels, properties: propertiesOf(map) };
}

function relationshipOf(map: EngineMap): RelationshipValue {
  return { kind: 'relationship', type: String(map['_type']), properties: propertiesOf(map) };
}

const ownFields = new Set(['_id', '_labels', '_type', '_source', '_target']);

function propertiesOf(map: EngineMap): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const [key, value] of Object.entries(map)) if (!ownFields.has(key)) out[key] = valueOf(value);
  return out;
}

function isPath(map: EngineMap): boolean {
  const { nodes, edges } = map;
  if (!Array.isArray(nodes) || !Array.isArray(edges) || Object.keys(map).length !== 2) return false;
  return (
    nodes.length === edges.length + 1 && nodes.every((node) => Array.isArray((node as EngineMap | null)?.['_labels']))
  );
}

function pathOf(map: EngineMap): PathValue {
  return {
    kind: 'path',
    nodes: (map['nodes'] as EngineMap[]).map(nodeOf),
    relationships: (map['edges'] as EngineMap[]).map(relationshipOf),
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
