import type { Row, Value } from '../../../graph/store.ts';
import { edgeProperties } from '../../../ontology/edge.ts';
import { relationshipType, type PropertyDefinition } from '../../../ontology/define.ts';
import { cellOf, columnKindOf } from './cells.ts';
import { pagesOf } from './pages.ts';
import type { Column, Table, TableContext } from './table.ts';

export interface EdgeTableDefinition {
  readonly name: string;
  readonly doc: string;
  /** Classes the edges start at. */
  readonly labels: readonly string[];
  /** Properties of the ontology whose edges are shown. */
  readonly properties: readonly string[];
  /** Names of the two end columns: `model`, `license`. */
  readonly from: string;
  readonly to: string;
  /** Attributes beside the evidence. */
  readonly attributes?: readonly string[];
}

const evidenceColumns: readonly Column[] = Object.entries<PropertyDefinition>(edgeProperties).map(
  ([name, definition]) => ({ name, kind: columnKindOf(definition), doc: definition.doc }),
);

/** A row a relationship, with its evidence. */
export function edgeTable(definition: EdgeTableDefinition): Table {
  const { name, doc, labels, from, to } = definition;
  const types = definition.properties.map(relationshipType);
  const columns: readonly Column[] = [
    { name: from, kind: 'string', doc: 'Short id of the node the edge starts at.' },
    ...(types.length > 1 ? [{ name: 'type', kind: 'string', doc: 'Relationship type.' } as const] : []),
    { name: to, kind: 'string', doc: 'Short id of the node it ends at.' },
    ...evidenceColumns,
  ];
  const key = types.length > 1 ? [from, 'type', to] : [from, to];
  return {
    name,
    doc,
    key,
    columns,
    async *rows(context) {
      for await (const uris of pagesOf(context, labels)) {
        const edges = await readEdges(context, uris, types);
        yield edges.map((edge) => [
          edge.source,
          ...(types.length > 1 ? [edge.type] : []),
          edge.target,
          ...evidenceColumns.map((column) => cellOf(edge.properties[column.name], column.kind)),
        ]);
      }
    },
  };
}

type EdgeRow = Row & {
  readonly source: string;
  readonly type: string;
  readonly target: string;
  readonly properties: Readonly<Record<string, Value>>;
};

function readEdges(
  { store }: TableContext,
  uris: readonly string[],
  types: readonly string[],
): Promise<readonly EdgeRow[]> {
  return store.read<EdgeRow>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[r:${types.join('|')}]->(t:Resource)
     RETURN n.uri AS uri, n.id AS source, type(r) AS type, t.uri AS targetUri, t.id AS target, properties(r) AS properties
     ORDER BY uri, type, targetUri`,
    { uris },
  );
}
