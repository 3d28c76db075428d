import { expect } from 'vitest';
import type { GraphStore } from '../../graph/store.ts';
import { mintModel } from '../../ontology/iri.ts';
import { lineageAt } from '../../src/query/lineage-at.ts';
import { parseInstant } from '../../src/query/past/instant.ts';
import { showAt } from '../../src/query/show-at.ts';
import { factsOf, modelOf, momentOf, replay, rootOf, type Known, type ToldStory } from './told-story.ts';

const absent = Symbol('absent');

/** Every model, and the children of every root, at the moment of each run and just before it, against the replay. */
export async function expectPastOf(store: GraphStore, dataDir: string, story: ToldStory): Promise<void> {
  const nights = replay(story);
  for (const [at, known] of nights.entries()) {
    const before = new Date(Date.parse(momentOf(at)) - 1).toISOString();
    await expectAt(store, dataDir, before, nights[at - 1] ?? known.map(() => undefined));
    await expectAt(store, dataDir, momentOf(at), known);
  }
}

async function expectAt(
  store: GraphStore,
  dataDir: string,
  moment: string,
  known: readonly (Known | undefined)[],
): Promise<void> {
  const at = parseInstant(moment);
  for (const [index, one] of known.entries()) {
    const expected = one === undefined ? absent : { ...factsOf(one), isGone: one.isGone };
    const found = await showAt(store, modelOf(index), at, { dataDir }).then(
      (document) => ({
        licenses: document['license'],
        parents: document['fineTunedFrom'] ?? [],
        isGone: document['removed'] === true,
      }),
      () => absent,
    );
    expect(found, `${modelOf(index)} at ${moment}`).toEqual(expected);
  }
  for (const root of [0, 1]) {
    const children = known.flatMap((one, index) =>
      one !== undefined && factsOf(one).parents.includes(mintModel(rootOf(root))) ? [`hf:${modelOf(index)}`] : [],
    );
    const found = await lineageAt(store, rootOf(root), at, { dataDir, direction: 'down' }).then(
      ({ nodes }) => nodes.filter(({ depth }) => depth > 0).map(({ id }) => id),
      () => [],
    );
    expect(found, `children of ${rootOf(root)} at ${moment}`).toEqual(children);
  }
}
