import type { GraphStore } from '../../../graph/store.ts';
import { identify } from '../../../ontology/iri.ts';
import { lineageAt } from '../lineage-at.ts';
import type { Instant } from '../past/instant.ts';
import { type PastClaim, pastClaims } from '../past/past-claims.ts';
import { PastGraph, type PastThing } from '../past/past-graph.ts';
import { pastFound, pastNode } from '../past/past-node.ts';
import { licenseOfFamily, type LicenseOptions, type LicenseResult } from './license.ts';
import { type Licensed, licensedThing } from './stated.ts';

export interface LicenseAtOptions extends LicenseOptions {
  readonly dataDir: string;
}

/** The judgement by what was known at an instant: licences, lineage and training data are those of then. */
export async function licenseAt(
  store: GraphStore,
  id: string,
  at: Instant,
  { depth, ...options }: LicenseAtOptions,
): Promise<LicenseResult> {
  const up = { ...options, direction: 'up', ...(depth === undefined ? {} : { depth: depth + 1 }) } as const;
  const family = await lineageAt(store, id, at, up);
  const past = new PastGraph(store, options.dataDir, at);
  const models = [...(await past.things(family.nodes.map(({ uri }) => uri))).values()];
  const taught = [...(await pastClaims(past, models, (property) => property === 'trainedOn'))].flatMap(
    ([uri, claims]) => {
      const model = family.nodes.find((node) => node.uri === uri);
      const isWithin = model !== undefined && (depth === undefined || model.depth <= depth);
      return isWithin ? claims.map(({ to }) => ({ model: model.id, dataset: to })) : [];
    },
  );
  const datasets = [...(await past.things([...new Set(taught.map(({ dataset }) => dataset))])).values()];
  return licenseOfFamily(
    family,
    await licensedThen(past, models, 'baseModel'),
    { taught, datasets: await licensedThen(past, datasets, 'trainedOn') },
    depth,
  );
}

async function licensedThen(
  past: PastGraph,
  things: readonly PastThing[],
  referredBy: string,
): Promise<ReadonlyMap<string, Licensed>> {
  const claims = await pastClaims(past, things, (property) => property === 'license');
  const named = await past.things([...claims.values()].flat().map(({ to }) => to));
  return new Map(
    things.map((thing) => {
      const { properties } = pastNode(thing);
      const { gated, licenseTag } = properties;
      const said = (claims.get(thing.uri) ?? []).map((claim) => statement(claim, named.get(claim.to)));
      const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
      return [thing.uri, licensedThing(pastFound(thing, referredBy), text(gated), text(licenseTag), said)];
    }),
  );
}

function statement(
  { to, method, confidence, source, run, record, pointer }: PastClaim,
  license: PastThing | undefined,
) {
  const node = identify(to)?.id ?? to;
  const name = license === undefined || license.accounts.length === 0 ? null : pastFound(license, 'license').name;
  return { node, name, method, confidence, source, run, record, pointer };
}
