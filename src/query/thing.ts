import { jsonLdClosing, jsonLdNodes, jsonLdOpening } from '../../graph/rdf/jsonld-nodes.ts';
import { nquadsLine } from '../../graph/rdf/nquads.ts';
import type { Statement } from '../../graph/rdf/statement.ts';
import { trigBlocks, turtleBlocks } from '../../graph/rdf/turtle.ts';
import type { GraphStore, Row, Value } from '../../graph/store.ts';
import { domainRelationshipTypes, relationshipTypes } from '../../ontology/model.ts';
import { prefixLines } from '../../ontology/rdf-terms.ts';
import { readPage, type NodeWithEdges } from './export-pages.ts';
import { findNodes, type FoundNode } from './find-node.ts';
import { statementsOf } from './rdf-statements.ts';

/** A relationship seen from the thing at its one end: what stands at the other, and why we say so. */
export interface ThingEdge {
  readonly type: string;
  readonly other: FoundNode;
  readonly evidence: Readonly<Record<string, Value>>;
}

/** One thing with what is around it: for a page of its own. */
export interface Thing {
  readonly node: FoundNode;
  readonly labels: readonly string[];
  readonly properties: Readonly<Record<string, Value>>;
  /** By type, then IRI. */
  readonly out: readonly ThingEdge[];
  /** The first of them. */
  readonly into: readonly ThingEdge[];
  /** All of them. */
  readonly intoTotal: number;
  /** What it is another name of. */
  readonly redirectsTo: string | undefined;
  readonly stored: NodeWithEdges;
}

/** Relationships towards a thing that are shown: a licence has tens of thousands. */
const shownInto = 200;
const unshown: ReadonlySet<string> = new Set(['DESCRIBED_BY', 'REDIRECTS_TO']);

/** The thing with this IRI; none when the graph knows no such thing. */
export async function readThing(store: GraphStore, uri: string): Promise<Thing | undefined> {
  const [stored] = await readPage(store, [uri], relationshipTypes);
  const [node] = await findNodes(store, [uri]);
  if (stored === undefined || node === undefined) return undefined;
  const { edges } = stored;
  const shown = edges.filter(({ type }) => !unshown.has(type));
  const into = await readInto(store, uri);
  const others = await findNodes(store, [...shown.map(({ target }) => target), ...into.rows.map(({ from }) => from)]);
  const byUri = new Map(others.map((other) => [other.uri, other]));
  const edge = (type: string, other: string, evidence: ThingEdge['evidence']): ThingEdge[] => {
    const found = byUri.get(other);
    return found === undefined ? [] : [{ type, other: found, evidence }];
  };
  return {
    node,
    labels: stored.node.labels,
    properties: stored.node.properties,
    out: shown.flatMap(({ type, target, properties }) => edge(type, target, properties)),
    into: into.rows.flatMap(({ type, from, properties }) => edge(type, from, properties)),
    intoTotal: into.total,
    redirectsTo: edges.find(({ type }) => type === 'REDIRECTS_TO')?.target,
    stored,
  };
}

type IntoRow = Row & { readonly from: string; readonly type: string; readonly properties: ThingEdge['evidence'] };

async function readInto(store: GraphStore, uri: string): Promise<{ rows: readonly IntoRow[]; total: number }> {
  const pattern = `MATCH (n:Resource {uri: $uri}) WITH n MATCH (s:Resource)-[r:${domainRelationshipTypes.join('|')}]->(n)`;
  const [count] = await store.read<{ total: number }>(`${pattern} RETURN count(r) AS total`, { uri });
  const rows = await store.read<IntoRow>(
    `${pattern} RETURN s.uri AS from, type(r) AS type, properties(r) AS properties ORDER BY type, from LIMIT $limit`,
    { uri, limit: shownInto },
  );
  return { rows, total: count?.total ?? 0 };
}

export type ThingFormat = 'jsonld' | 'turtle' | 'trig' | 'nquads' | 'ntriples';

/** What the graph says of a thing as RDF, counters with it: in formats that have graphs, its evidence too. */
export function thingRdf({ stored }: Thing, format: ThingFormat): string {
  const hasGraphs = format !== 'turtle' && format !== 'ntriples';
  const statements = statementsOf(stored, [], { assertions: hasGraphs ? 'edges' : 'none', counters: true });
  return written[format](statements);
}

const lines = (statements: readonly Statement[]): string => statements.map((one) => `${nquadsLine(one)}\n`).join('');

const written: Readonly<Record<ThingFormat, (statements: readonly Statement[]) => string>> = {
  jsonld: (statements) => `${jsonLdOpening()}\n${jsonLdNodes(statements).join(',\n')}${jsonLdClosing}`,
  turtle: (statements) => withPrefixes(turtleBlocks(statements)),
  trig: (statements) => withPrefixes(trigBlocks(statements)),
  nquads: lines,
  ntriples: (statements) => lines(statements.map(({ graph: _graph, ...triple }) => triple)),
};

function withPrefixes(blocks: string): string {
  return `${prefixLines(blocks)}\n${blocks}`;
}

export interface Download {
  readonly url: string;
  /** None where it is not known. */
  readonly mediaType: string | undefined;
}

/** The files of a thing, by address. */
export async function readDownloads(store: GraphStore, uri: string, limit: number): Promise<readonly Download[]> {
  const rows = await store.read<{ url: string; types: readonly string[] | null }>(
    `MATCH (n:Resource {uri: $uri}) WITH n MATCH (n)-[:DISTRIBUTION]->(d:DataDownload) WHERE d.contentUrl IS NOT NULL
     RETURN d.contentUrl AS url, d.encodingFormat AS types ORDER BY url LIMIT $limit`,
    { uri, limit },
  );
  return rows.map(({ url, types }) => ({ url, mediaType: types?.[0] }));
}
