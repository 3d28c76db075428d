import type { GraphStore, Row } from '../../../graph/store.ts';
import { uriPages } from '../uri-pages.ts';
import type { Finding, FindingOptions } from './types.ts';

type ScoreRow = Row & {
  readonly model: string;
  readonly owner: string | null;
  readonly dataset: string;
  readonly config: string | null;
  readonly split: string | null;
  readonly metric: string;
  readonly claimed: number;
  readonly checked: number;
  readonly vouching: string;
  readonly method: string | null;
  readonly confidence: number | null;
  readonly record: string | null;
  readonly pointer: string | null;
};

const scores = `UNWIND $uris AS wanted MATCH (m:MLModel {uri: wanted}) WITH m
MATCH (m)-[r:HAS_EVALUATION]->(a:MLModelEvaluation)-[:EVALUATION_DATASET]->(d:Dataset)
WHERE a.verification = 'self-reported'
MATCH (m)-[:HAS_EVALUATION]->(b:MLModelEvaluation)-[:EVALUATION_DATASET]->(d)
WHERE b.verification IN ['leaderboard', 'server-computed', 'platform-verified']
  AND coalesce(a.configName, '') = coalesce(b.configName, '') AND coalesce(a.splitName, '') = coalesce(b.splitName, '')
MATCH (a)-[:EVALUATION_METRICS]->(va:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(t:DefinedTerm)
MATCH (b)-[:EVALUATION_METRICS]->(vb:PropertyValue)-[:MEASUREMENT_TECHNIQUE]->(t)
WHERE va.value IS NOT NULL AND vb.value IS NOT NULL
OPTIONAL MATCH (m)-[:SHARED_BY]->(o)
WITH m, r, a, b, d, t, va, vb, min(o.id) AS owner
RETURN m.id AS model, owner, d.id AS dataset, a.configName AS config, a.splitName AS split, t.name AS metric, va.value AS claimed,
  vb.value AS checked, b.verification AS vouching, r.method AS method, r.confidence AS confidence, r.record AS record, r.pointer AS pointer
ORDER BY model, dataset, metric, claimed, checked`;

/** Share of the checked value; rounding and another harness stay below it. */
const tolerance = 0.05;
const pageSize = 2_000;

/** Scores that a model's own card reports and somebody else measured otherwise, on the same data, configuration, split and metric. */
export async function* selfReportedScores(store: GraphStore, { signal }: FindingOptions): AsyncGenerator<Finding> {
  for await (const uris of uriPages(store, { label: 'MLModel', where: ['n.resolved = true'], pageSize, signal })) {
    for (const row of await store.read<ScoreRow>(scores, { uris })) {
      const { model, owner, dataset, config, split, metric, claimed, checked, vouching } = row;
      const { method, confidence, record, pointer } = row;
      const off = Math.abs(claimed - checked) / Math.max(Math.abs(checked), Number.MIN_VALUE);
      if (off <= tolerance) continue;
      yield {
        kind: 'self-reported-score',
        subject: model,
        owner,
        object: dataset,
        claim: `the card of ${model} reports ${metric} ${claimed} on ${dataset}; ${vouching}: ${checked}`,
        details: { metric, config, split, claimed, checked, vouching },
        method,
        confidence,
        record,
        pointer,
      };
    }
  }
}
