import type { GraphStore, Row } from '../../../../graph/store.ts';
import { throwIfAborted } from '../../../core/abort.ts';
import type { KnownModel } from './known-models.ts';
import type { BaseWitness, Guess } from './witness.ts';

type HashRow = Row & { readonly model: string; readonly sha256: string };

const pageSize = 20_000;

/** Weights of which the source tells the hash. */
const weightHashes = `MATCH (m:MLModel) WHERE m.uri > $after
WITH m ORDER BY m.uri LIMIT $limit
OPTIONAL MATCH (m)-[:DISTRIBUTION]->(f:DataDownload) WHERE f.fileKind = 'weights' AND f.sha256 IS NOT NULL
RETURN m.uri AS model, f.sha256 AS sha256 ORDER BY model, sha256`;

/** Configurations as they were received. */
const configHashes = `MATCH (m:MLModel) WHERE m.uri > $after
WITH m ORDER BY m.uri LIMIT $limit
OPTIONAL MATCH (m)-[:DESCRIBED_BY]->(d:Description)-[:WAS_DERIVED_FROM]->(f:RawRecord)
WHERE d.resource = 'hf_model_configs' AND d.validTo IS NULL
RETURN m.uri AS model, f.sha256 AS sha256 ORDER BY model, sha256`;

/** Models with the very same weights: the younger has them from the eldest, or from where that has them. */
export function equalWeights(
  store: GraphStore,
  models: ReadonlyMap<string, KnownModel>,
  signal?: AbortSignal,
): Promise<BaseWitness> {
  return equalBytes(
    store,
    'equal-weights',
    weightHashes,
    'it has the very same weights, byte for byte',
    models,
    signal,
  );
}

/** Models with the very same configuration: of one build, though not by itself one made from the other. */
export function equalConfig(
  store: GraphStore,
  models: ReadonlyMap<string, KnownModel>,
  signal?: AbortSignal,
): Promise<BaseWitness> {
  return equalBytes(
    store,
    'equal-config',
    configHashes,
    'it has the very same configuration, byte for byte',
    models,
    signal,
  );
}

async function equalBytes(
  store: GraphStore,
  name: 'equal-weights' | 'equal-config',
  statement: string,
  because: string,
  models: ReadonlyMap<string, KnownModel>,
  signal: AbortSignal | undefined,
): Promise<BaseWitness> {
  const holders = new Map<string, KnownModel[]>();
  const hashes = new Map<string, string[]>();
  for (let after = ''; ;) {
    throwIfAborted(signal);
    const rows = await store.read<HashRow & { sha256: string | null }>(statement, { after, limit: pageSize });
    for (const { model, sha256 } of rows) {
      const known = models.get(model);
      if (known === undefined || sha256 === null) continue;
      holders.set(sha256, [...(holders.get(sha256) ?? []), known]);
      hashes.set(model, [...(hashes.get(model) ?? []), sha256]);
    }
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.model;
  }
  return {
    name,
    guess: (model): Guess | undefined => {
      const others = (hashes.get(model.uri) ?? []).flatMap((hash) => holders.get(hash) ?? []);
      const eldest = eldestBefore(model, others);
      return eldest === undefined ? undefined : { base: eldest.uri, because };
    },
  };
}

/** Only where both dates are known: which of two has it from the other is otherwise anybody's guess. */
function eldestBefore({ uri, created }: KnownModel, others: readonly KnownModel[]): KnownModel | undefined {
  if (created === null) return undefined;
  let eldest: KnownModel | undefined;
  for (const other of others) {
    if (other.uri === uri || other.created === null || other.created >= created) continue;
    if (eldest?.created === undefined || eldest.created === null || other.created < eldest.created) eldest = other;
  }
  return eldest;
}
