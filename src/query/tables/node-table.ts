import type { GraphStore, Row, Value } from '../../../graph/store.ts';
import { relationshipType, type PropertyDefinition } from '../../../ontology/define.ts';
import { entityOf, publicProperties } from '../../../ontology/model.ts';
import { StemmaError } from '../../core/errors.ts';
import { cellOf, columnKindOf } from './cells.ts';
import { pagesOf } from './pages.ts';
import type { Cell, Column, Table, TableContext, TableRow } from './table.ts';

/** A column with the ids of what a node points at, or of what points at it. */
export interface ReferenceColumn {
  readonly name: string;
  /** Property of the ontology. */
  readonly property: string;
  readonly incoming?: boolean;
  readonly many?: boolean;
  readonly doc: string;
}

export interface NodeTableDefinition {
  readonly name: string;
  readonly doc: string;
  readonly label: string;
  /** Declared properties, in this order. Default: all single and multiple values but references, counters and internals. */
  readonly properties?: readonly string[];
  /** Left out of the default. */
  readonly omit?: readonly string[];
  readonly references?: readonly ReferenceColumn[];
  /** Only nodes with a value in at least one of the properties. */
  readonly onlyWithValues?: boolean;
}

const keyColumns: readonly Column[] = [
  { name: 'id', kind: 'string', doc: 'Short id, unique over the graph.' },
  { name: 'uri', kind: 'string', doc: 'IRI.' },
];

/** A row a node of one class: key, properties, references. */
export function nodeTable(definition: NodeTableDefinition): Table {
  const { name, doc, label, references = [] } = definition;
  const properties = propertiesOf(definition);
  const columns: readonly Column[] = [
    ...keyColumns,
    ...references.map((one): Column => ({ name: one.name, kind: one.many === true ? 'list' : 'string', doc: one.doc })),
    ...properties.map(([property, declared]) => ({
      name: property,
      kind: columnKindOf(declared),
      doc: declared.doc,
    })),
  ];
  return {
    name,
    doc,
    key: ['id'],
    columns,
    async *rows(context) {
      for await (const uris of pagesOf(context, [label])) {
        const nodes = await readNodes(context.store, uris);
        const targets = await Promise.all(references.map((one) => readReferences(context, uris, one)));
        const rows = nodes.map((node) => rowOf(node, properties, targets));
        yield definition.onlyWithValues === true
          ? rows.filter((row) => row.slice(keyColumns.length + references.length).some(isFilled))
          : rows;
      }
    },
  };
}

function propertiesOf({ label, properties, omit = [] }: NodeTableDefinition): readonly [string, PropertyDefinition][] {
  const entity = entityOf(label);
  const declared = new Map<string, PropertyDefinition>(entity === undefined ? [] : publicProperties(entity));
  const omitted = new Set([...omit, ...keyColumns.map((column) => column.name)]);
  const names =
    properties ??
    [...declared]
      .filter(([name, { kind, volatile }]) => kind !== 'reference' && volatile !== true && !omitted.has(name))
      .map(([name]) => name);
  return names.map((name) => {
    const found = declared.get(name);
    if (found === undefined) throw new StemmaError('STEMMA_INTERNAL', `${label} has no property ${name}`);
    return [name, found];
  });
}

function isFilled(cell: Cell): boolean {
  return cell !== null && (!Array.isArray(cell) || cell.length > 0);
}

type NodeRow = Row & {
  readonly uri: string;
  readonly id: string;
  readonly properties: Readonly<Record<string, Value>>;
};

async function readNodes(store: GraphStore, uris: readonly string[]): Promise<NodeRow[]> {
  return store.read<NodeRow>(
    'UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) RETURN n.uri AS uri, n.id AS id, properties(n) AS properties ORDER BY uri',
    { uris },
  );
}

type ReferenceRow = Row & { readonly uri: string; readonly other: string };

async function readReferences(
  { store }: TableContext,
  uris: readonly string[],
  { property, incoming, many }: ReferenceColumn,
): Promise<ReadonlyMap<string, Cell>> {
  const type = relationshipType(property);
  const pattern = incoming === true ? `(n)<-[:${type}]-(t:Resource)` : `(n)-[:${type}]->(t:Resource)`;
  const rows = await store.read<ReferenceRow>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH ${pattern}
     RETURN n.uri AS uri, t.id AS other, t.uri AS otherUri ORDER BY uri, otherUri`,
    { uris },
  );
  const found = new Map<string, string[]>();
  for (const { uri, other } of rows) found.set(uri, [...(found.get(uri) ?? []), other]);
  // Where one is expected and several stand, the first by IRI: the edge tables hold them all.
  return new Map([...found].map(([uri, ids]) => [uri, many === true ? ids : (ids[0] ?? null)]));
}

function rowOf(
  node: NodeRow,
  properties: readonly [string, PropertyDefinition][],
  targets: readonly ReadonlyMap<string, Cell>[],
): TableRow {
  const values = properties.map(([name, declared]) =>
    cellOf(node.properties[name], columnKindOf(declared), declared.ordered === true),
  );
  return [node.id, node.uri, ...targets.map((ids) => ids.get(node.uri) ?? null), ...values];
}
