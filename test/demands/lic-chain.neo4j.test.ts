import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../graph/open.ts';
import type { GraphStore } from '../../graph/store.ts';
import { license, type LicenseResult } from '../../src/query/license/license.ts';
import { licensePairs, type LicensePair } from '../../src/query/license/license-pairs.ts';
import { chainModel, chainWorld, judgedChains } from '../support/license-chains.ts';
import { listRows, loadNight, storeNight } from '../support/nights/stored-night.ts';
import { onBothEngines, type Sandbox } from '../store/engines.ts';

onBothEngines('chains of licences that were judged by hand', (makeSandbox, engine) => {
  let sandbox: Sandbox;
  let store: GraphStore;
  let pairs: LicensePair[] = [];
  beforeAll(async () => {
    sandbox = await makeSandbox();
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, listRows(chainWorld().at(1))));
    store = await openGraph(sandbox.location, 'read');
    pairs = [];
    for await (const pair of licensePairs(store)) pairs.push(pair);
  });
  afterAll(async () => {
    await store.close();
    await sandbox.remove();
  });

  it('are 30 at least', () => {
    expect(judgedChains.length).toBeGreaterThanOrEqual(30);
    expect(new Set(judgedChains.map(({ verdict }) => verdict))).toEqual(new Set(['ok', 'conflict', 'unknown']));
  });

  describe.each(judgedChains)('$name', (chain) => {
    const told = ({ child, parent, verdict, rule, clause }: LicensePair | LicenseResult['steps'][number]) => ({
      child,
      parent,
      verdict,
      rule,
      clause: clause === null ? null : `${clause.license} ${clause.text}`,
    });
    const expected = chain.steps.map(({ child, parent, verdict, rule, clause }) => ({
      child: `hf:${chainModel(chain, child)}`,
      parent: `hf:${chainModel(chain, parent)}`,
      verdict,
      rule,
      clause: clause === null ? null : (expect.stringMatching(begins(clause)) as unknown),
    }));

    // Of those of one step the server is asked together, as pairs.
    const isAskedAlone = engine === 'embedded' || chain.steps.length > 1;
    if (isAskedAlone)
      it('comes to its verdict, each step by its rule and clause, with the way to it', async () => {
        const result = await license(store, chainModel(chain, 'a'));

        expect(result.verdict).toBe(chain.verdict);
        expect(result.steps.map(told)).toEqual(expected);
        for (const { child, parent, path, clause } of result.steps) {
          expect(path[0]).toBe(`hf:${chainModel(chain, 'a')}`);
          expect(path.slice(-2)).toEqual([child, parent]);
          if (clause !== null) expect(clause.source).toMatch(/^https?:\/\//);
        }
      });

    it('is judged alike among all', () => {
      const own = pairs.filter(({ child }) => child.startsWith(`hf:${chain.name}/`));

      expect(own.map(told)).toEqual(expected);
      expect(own.map(({ path }) => path)).toEqual(expected.map(({ child, parent }) => [child, parent]));
    });
  });

  it('says where each licence was read', async () => {
    const { models } = await license(store, 'three-apache/a');

    expect(
      models.map(({ id, licenses }) => [id, licenses.map(({ license: name, pointer }) => [name, pointer])]),
    ).toEqual(['a', 'b', 'd'].map((key) => [`hf:three-apache/${key}`, [['Apache-2.0', '/cardData/license']]]));
    expect(models[0]?.licenses[0]).toMatchObject({
      method: 'yaml-frontmatter',
      confidence: 0.95,
      source: 'huggingface',
    });
  });

  it('does not call ok what it was not let to look at', async () => {
    expect(await license(store, 'three-apache/a', { depth: 1 })).toMatchObject({
      verdict: 'unknown',
      rule: 'cut-off',
      cut: true,
      steps: [{ verdict: 'ok' }],
    });
    expect(await license(store, 'three-apache/a', { depth: 2 })).toMatchObject({ verdict: 'ok', cut: false });
    expect(await license(store, 'dropped-two-steps-up/a', { depth: 1 })).toMatchObject({ verdict: 'unknown' });
  });

  it('of a root there is nothing to conflict with, unless its own licence is not known', async () => {
    expect(await license(store, 'three-apache/d')).toMatchObject({ verdict: 'ok', rule: 'no-base-stated', steps: [] });
    expect(await license(store, 'parent-without-license/b')).toMatchObject({ verdict: 'unknown', steps: [] });
    expect(await license(store, 'other-parent/b')).toMatchObject({ verdict: 'unknown', license: expect.any(String) });
  });

  it('passes on what the licences above ask, and whether the name keeps it', async () => {
    const { obligations } = await license(store, 'llama31-kept/a');

    const naming = obligations.find(({ kind }) => kind === 'naming');
    expect(naming).toMatchObject({
      license: 'llama3.1',
      met: false,
      clause: { text: '§1(b)(i)', source: 'https://www.llama.com/llama3_1/license/' },
      from: ['hf:llama31-kept/a', 'hf:llama31-kept/b'],
    });
    const dropped = (await license(store, 'llama3-adapter-as-mit/a')).obligations.find(({ kind }) => kind === 'naming');
    expect(dropped).toMatchObject({ license: 'llama3', met: false });
    expect(obligations.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['license-copy', 'built-with', 'attribution', 'use-policy', 'user-threshold']),
    );
  });
});

/** Whole sections: `§4` is no beginning of `§4(a)`. */
function begins(clause: string): RegExp {
  return new RegExp(`^${clause.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![\\w.])`);
}
