import type { GraphStore } from '../../graph/store.ts';
import { relationshipType } from '../../ontology/define.ts';
import { identify } from '../../ontology/iri.ts';
import { lineageProperties } from '../../ontology/model.ts';
import { passes } from './lineage-filter.ts';
import { askedFor, depthOf, directionsOf, found, type LineageOptions, type LineageResult } from './lineage.ts';
import { assertModel, byNextId, type LineageStep, LineageWalk } from './lineage-walk.ts';
import type { Instant } from './past/instant.ts';
import { PastChildren } from './past/past-children.ts';
import { type PastClaim, pastClaims } from './past/past-claims.ts';
import { PastGraph } from './past/past-graph.ts';
import { pastFound } from './past/past-node.ts';
import { resolvePast } from './past/resolve-past.ts';
import { accountsStatement } from './past/told-accounts.ts';

export interface LineageAtOptions extends LineageOptions {
  readonly dataDir: string;
}

const isLineage = (property: string): boolean => lineageProperties.includes(property);

/** The lineage of a model as it was known at an instant: names, statements and what was gone are those of then. */
export async function lineageAt(
  store: GraphStore,
  id: string,
  at: Instant,
  options: LineageAtOptions,
): Promise<LineageResult> {
  const past = new PastGraph(store, options.dataDir, at);
  const steps = { up: parentsOf, down: childrenOf(new PastChildren(past)) };
  let redirectedFrom: string | undefined;
  const thing = await resolvePast(past, id, {
    onRedirect: (from, to) => {
      redirectedFrom = from;
      options.onRedirect?.(from, to);
    },
    isReferredTo: async (uri) => (await steps.down(past, [uri])).length > 0,
  });
  const root = pastFound(thing, 'baseModel');
  assertModel(root);
  const walk = new LineageWalk(root, options.maxNodes);
  const isFollowed = passes(options.filter ?? {});
  for (const direction of directionsOf(options)) {
    const stepsOf = async (frontier: readonly string[]): Promise<readonly LineageStep[]> =>
      (await steps[direction](past, frontier)).filter(isFollowed).toSorted(byNextId);
    await walk.follow(direction, stepsOf, { ...options, depth: depthOf(options, direction) });
  }
  const { truncated } = walk;
  const reached = found({ nodes: walk.nodes(), edges: walk.edges(), levels: walk.levels(), truncated });
  return {
    root: root.id,
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    ...askedFor(options),
    at: at.text,
    ...reached,
    cypher: accountsStatement,
    params: { uris: reached.nodes.map(({ uri }) => uri) },
  };
}

type Steps = (past: PastGraph, frontier: readonly string[]) => Promise<readonly LineageStep[]>;

async function parentsOf(past: PastGraph, frontier: readonly string[]): Promise<readonly LineageStep[]> {
  const things = await past.things(frontier);
  const claims = await pastClaims(past, [...things.values()], isLineage);
  const parents = await past.things([...claims.values()].flat().map(({ to }) => to));
  return [...claims].flatMap(([uri, all]) =>
    all.flatMap((claim) => {
      const parent = parents.get(claim.to);
      return parent === undefined ? [] : [stepOf(uri, pastFound(parent, claim.property), claim)];
    }),
  );
}

function childrenOf(children: PastChildren): Steps {
  return async (past, frontier) => {
    const wanted = new Set(frontier);
    const named = await past.meant(await children.of(frontier));
    // Who was known by another name then is found under that.
    const things = await past.things([...named].filter(([uri, meant]) => uri === meant).map(([uri]) => uri));
    const claims = await pastClaims(past, [...things.values()], isLineage);
    return [...claims].flatMap(([uri, all]) => {
      const thing = things.get(uri);
      const own = all.filter((claim) => wanted.has(claim.to));
      if (thing === undefined || own.length === 0) return [];
      const child = pastFound(thing, 'baseModel');
      return own.map((claim) => stepOf(claim.to, child, claim));
    });
  };
}

function stepOf(near: string, far: ReturnType<typeof pastFound>, claim: PastClaim): LineageStep {
  const { method, confidence, evidenceCount, source, run, record, pointer, firstSeen } = claim;
  const { uri, id, name, label, resolved, removed } = far;
  const node = { uri, id, name, labels: [label], resolved, removed };
  const evidence = { method, confidence, evidenceCount, source, run, record, pointer, firstSeen };
  return { near: identify(near)?.id ?? near, ...node, type: relationshipType(claim.property), ...evidence };
}
