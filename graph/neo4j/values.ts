import neo4j from 'neo4j-driver';
import type { Node, Path, Record as DriverRecord, Relationship } from 'neo4j-driver';
import { AnswerEnds } from '../answer-ends.ts';
import type { NodeValue, PathValue, RelationshipValue, Row, Value } from '../store.ts';

/** The driver sends every JavaScript number as a float; whole numbers are integers here, in both engines. */
export function parameterOf(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(parameterOf);
  if (value instanceof Date) return value.toISOString();
  const out: Record<string, unknown> = {};
  for (const key in value) {
    const item = (value as Record<string, unknown>)[key];
    if (item !== undefined) out[key] = parameterOf(item);
  }
  return out;
}

/** Result rows in the form both engines share. */
export function rowsOf(records: readonly DriverRecord[]): Row[] {
  const ends = new AnswerEnds();
  const rows = records.map((record) => {
    const out: Record<string, Value> = {};
    for (const key of record.keys) out[String(key)] = valueOf(record.get(key), ends);
    return out;
  });
  ends.settle();
  return rows;
}

function valueOf(value: unknown, ends: AnswerEnds): Value {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value as string | number | boolean | bigint;
  if (Array.isArray(value)) return value.map((item) => valueOf(item, ends));
  if (neo4j.isInt(value)) return value.inSafeRange() ? value.toNumber() : value.toBigInt();
  if (neo4j.isNode(value)) return nodeOf(value, ends);
  if (neo4j.isRelationship(value)) return relationshipOf(value, ends);
  if (neo4j.isPath(value)) return pathOf(value, ends);
  return temporalText(value) ?? propertiesOf(value as Record<string, unknown>, ends);
}

/** The driver writes nine digits of fraction; trailing zeros go, as the embedded engine leaves them out. */
function temporalText(value: object): string | undefined {
  if (neo4j.isDateTime(value) || neo4j.isTime(value)) return value.toString().replace(/\.(\d*?)0*(?=[Z+-])/, fraction);
  if (neo4j.isLocalDateTime(value) || neo4j.isLocalTime(value))
    return value.toString().replace(/\.(\d*?)0*$/, fraction);
  if (neo4j.isDate(value)) return value.toString();
  return neo4j.isDuration(value) ? value.toString().replace(/T$/, '') : undefined;
}

function fraction(_match: string, digits: string): string {
  return digits === '' ? '' : `.${digits}`;
}

function propertiesOf(map: Record<string, unknown>, ends: AnswerEnds): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const key of Object.keys(map).sort()) out[key] = valueOf(map[key], ends);
  return out;
}

function nodeOf(node: Node, ends: AnswerEnds): NodeValue {
  const properties = propertiesOf(node.properties, ends);
  ends.node(node.elementId, properties);
  return { kind: 'node', labels: [...node.labels].sort(), properties };
}

function relationshipOf(relationship: Relationship, ends: AnswerEnds): RelationshipValue {
  const { type, startNodeElementId, endNodeElementId, properties } = relationship;
  return ends.relationship(type, [startNodeElementId, endNodeElementId], propertiesOf(properties, ends));
}

function pathOf(path: Path, ends: AnswerEnds): PathValue {
  return {
    kind: 'path',
    nodes: [path.start, ...path.segments.map((segment) => segment.end)].map((node) => nodeOf(node, ends)),
    relationships: path.segments.map((segment) => relationshipOf(segment.relationship, ends)),
  };
}
