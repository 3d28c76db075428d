import type { GraphStore, Parameters, Row } from '../../graph/store.ts';
import { identify } from '../../ontology/iri.ts';
import { lineageProperties, propertyOf } from '../../ontology/model.ts';
import { compareBy } from '../core/code-point-order.ts';
import { StemmaError } from '../core/errors.ts';
import type { EntityDocument } from './entity-document.ts';
import type { MeantNode } from './find-node.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import { show } from './show.ts';
import type { JsonValue } from './stored-node.ts';

/** One line of a comparison: a property, or the value of one metric on one set of data. */
export interface CompareRow {
  readonly group:
    | 'standing'
    | 'licence'
    | 'lineage'
    | 'use'
    | 'data'
    | 'size'
    | 'dates'
    | 'counters'
    | 'evaluations'
    | 'provenance';
  readonly property: string;
  /** In the order of the things; null: not known. References are ids. */
  readonly values: readonly JsonValue[];
  /** Whether all things have the same. What is not known of any is the same as nothing. */
  readonly same: boolean;
}

export interface CompareResult {
  /** Ids of the things, in the order asked for. */
  readonly ids: readonly string[];
  /** Rows of which nothing is known of any are left out. */
  readonly items: readonly CompareRow[];
  readonly total: number;
  /** The evaluations, for Neo4j Browser and `stemma cypher`. */
  readonly cypher: string;
  readonly params: Parameters;
}

const groups: readonly (readonly [CompareRow['group'], readonly string[]])[] = [
  [
    'standing',
    ['@type', 'sharedBy', 'publisher', 'resolved', 'removed', 'lastSeen', 'gated', 'disabled', 'isReplacedBy'],
  ],
  ['licence', ['license', 'licenseTag']],
  ['lineage', [...lineageProperties, 'isBasedOn', 'baseRevision', 'adaptationMethod', 'adapterRank']],
  ['use', ['mlTask', 'datasetTask', 'library', 'inLanguage', 'modelCategory', 'contextLength']],
  ['data', ['trainedOn', 'validatedOn', 'testedOn', 'evaluatedOn', 'trainingDataText']],
  [
    'size',
    [
      'parameterCount',
      'tensorType',
      'quantization',
      'weightsSize',
      'usedStorage',
      'rowCount',
      'datasetSize',
      'downloadSize',
      'sizeCategory',
    ],
  ],
  ['dates', ['dateCreated', 'dateCreatedBound', 'dateModified', 'datePublished', 'version']],
  ['counters', ['downloads', 'downloadsAllTime', 'likes']],
];

/**
 * Things side by side.
 * @throws StemmaError STEMMA_USAGE when fewer than two different things are named
 */
export async function compare(
  store: GraphStore,
  asked: readonly string[],
  options: ResolveOptions = {},
): Promise<CompareResult> {
  const nodes: MeantNode[] = [];
  for (const id of asked) nodes.push(await resolveId(store, id, options));
  const ids = [...new Set(nodes.map(({ id }) => id))];
  if (ids.length < 2)
    throw new StemmaError('STEMMA_USAGE', 'two different things are needed', { hint: 'stemma compare org/a org/b' });
  const uris = ids.map((id) => nodes.find((node) => node.id === id)?.uri ?? id);
  const documents: EntityDocument[] = [];
  for (const uri of uris) documents.push(await show(store, uri));
  const items = [
    ...groups.flatMap(([group, properties]) =>
      properties.map((property) =>
        rowOf(
          group,
          property,
          documents.map((document) => valueOf(document, property)),
        ),
      ),
    ),
    ...(await evaluations(store, uris)),
    ...(await provenance(store, uris)),
  ].filter(({ values }) => values.some((value) => value !== null));
  return { ids, items, total: items.length, cypher: evaluationStatement, params: { uris } };
}

function rowOf(group: CompareRow['group'], property: string, values: readonly JsonValue[]): CompareRow {
  return { group, property, values, same: new Set(values.map((value) => JSON.stringify(value))).size === 1 };
}

function valueOf(document: EntityDocument, property: string): JsonValue {
  const value = document[property] ?? null;
  const label = String([document['@type']].flat()[0]);
  if (value === null || propertyOf(label, property)?.kind !== 'reference') return value;
  return [value].flat().map((uri) => identify(String(uri))?.id ?? String(uri));
}

type EvaluationRow = Row & {
  readonly uri: string;
  readonly data: string | null;
  readonly config: string | null;
  readonly split: string | null;
  readonly metric: string;
  readonly value: number | null;
  readonly raw: string | null;
  readonly verification: string | null;
};

const evaluationStatement = `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted}) WITH m
MATCH (m)-[:HAS_EVALUATION]->(e:MLModelEvaluation)-[:EVALUATION_METRICS]->(v:PropertyValue)
RETURN m.uri AS uri, coalesce(e.datasetName, e.name) AS data, e.configName AS config, e.splitName AS split, v.name AS metric, v.value AS value,
  v.rawValue AS raw, coalesce(v.verification, e.verification) AS verification, v.uri AS key ORDER BY uri, data, metric, key`;

/** A row for each metric on each set of data; several values of one are all given. */
async function evaluations(store: GraphStore, uris: readonly string[]): Promise<CompareRow[]> {
  const rows = await store.read<EvaluationRow>(evaluationStatement, { uris });
  const told = new Map<string, Map<string, string[]>>();
  for (const { uri, data, config, split, metric, value, raw, verification } of rows) {
    const where = [data ?? 'data not named', config, split].filter((part) => part !== null && part !== '').join(' / ');
    const key = `${metric} on ${where}`;
    const values = told.get(key) ?? new Map<string, string[]>();
    const text = `${raw ?? value ?? '?'}${verification === null ? '' : ` (${verification})`}`;
    told.set(key, values.set(uri, [...(values.get(uri) ?? []), text]));
  }
  return [...told].sort(compareBy(([key]) => key)).map(([key, values]) =>
    rowOf(
      'evaluations',
      key,
      uris.map((uri) => one(values.get(uri) ?? [])),
    ),
  );
}

function one(values: readonly string[]): JsonValue {
  return values.length <= 1 ? (values[0] ?? null) : values;
}

type AccountRow = Row & {
  readonly uri: string;
  readonly source: string;
  readonly resource: string;
  readonly from: string;
};

/** Which resources tell of the things now, and since when any does. */
async function provenance(store: GraphStore, uris: readonly string[]): Promise<CompareRow[]> {
  const rows = await store.read<AccountRow>(
    `UNWIND $uris AS wanted MATCH (n:Resource {uri: wanted}) WITH n MATCH (n)-[:DESCRIBED_BY]->(d:Description) WHERE d.validTo IS NULL
RETURN n.uri AS uri, d.source AS source, d.resource AS resource, d.validFrom AS from ORDER BY uri, source, resource, from`,
    { uris },
  );
  const own = (uri: string): readonly AccountRow[] => rows.filter((row) => row.uri === uri);
  const told = uris.map((uri) => [...new Set(own(uri).map(({ source, resource }) => `${source} ${resource}`))]);
  const since = uris.map(
    (uri) =>
      own(uri)
        .map(({ from }) => from)
        .toSorted(compareBy((from) => Date.parse(from)))[0],
  );
  return [
    rowOf(
      'provenance',
      'told by',
      told.map((list) => (list.length === 0 ? null : list)),
    ),
    rowOf(
      'provenance',
      'as now since',
      since.map((time) => time ?? null),
    ),
  ];
}
