import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { CurrentGraph } from '../../src/query/current-graph.ts';
import { SparqlGraph } from '../../src/query/sparql/sparql-graph.ts';
import { createApp } from '../../src/server/app.ts';
import { standardLimits } from '../../src/server/options.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { pageOf, storeNight } from '../support/small-nights.ts';
import { json, type CliResult } from '../support/stemma-cli.ts';
import { onBothEngines, type Sandbox } from './engines.ts';

const model = (license: string, more: object = {}): object => ({
  _id: '64b7f0c1a2b3c4d5e6f70001',
  id: 'fen/heron',
  tags: [`license:${license}`],
  ...more,
});
const base = { _id: '64b7f0c1a2b3c4d5e6f70000', id: 'fen/marsh', tags: ['license:mit'] };
const nights = [
  ['2026-11-20', [base, model('mit')]],
  ['2026-11-21', [base, model('apache-2.0', { cardData: { base_model: 'fen/marsh' }, gated: 'auto' })]],
  ['2026-11-22', [base, model('mit')]],
] as const;

onBothEngines('history by the command line', (makeSandbox: () => Promise<Sandbox>) => {
  let sandbox: Sandbox;
  let runs: string[] = [];
  beforeEach(async () => {
    sandbox = await makeSandbox();
    runs = [];
    for (const [day, models] of nights) runs.push(await storeNight(sandbox.dataDir, day, [pageOf(models)]));
  });
  afterEach(() => sandbox.remove());

  async function stemma(...args: readonly string[]): Promise<CliResult> {
    const { uri, neo4j } = sandbox.location;
    const result = await stemmaHere([...args, '--data-dir', sandbox.dataDir], {
      ...(uri === undefined ? {} : { STEMMA_GRAPH: uri }),
      ...(neo4j.user === undefined ? {} : { NEO4J_USER: neo4j.user }),
      ...(neo4j.password === undefined ? {} : { NEO4J_PASSWORD: neo4j.password }),
    });
    expect(result.code, `${args.join(' ')}: ${result.stderr}`).toBe(0);
    return result;
  }
  const graph = async (): Promise<string> => (await stemma('export', '--as', 'nquads', '--assertions', 'edges')).stdout;
  const load = (...args: readonly string[]): Promise<CliResult> => stemma('load', ...args);

  it('takes a late run, rolls it back, and makes the graph anew, with nothing left over', async () => {
    const [first = '', middle = '', last = ''] = runs;
    for (const run of runs) await stemma('map', run);
    await load(first);
    await load(last);
    const without = await graph();

    await load(middle);
    const whole = await graph();
    expect(whole).not.toBe(without);
    const licenses = json(await stemma('history', 'fen/heron', 'license', '--json'));
    expect(licenses['items']).toHaveLength(3);

    const dry = await stemma('runs', 'rollback', middle, '--dry-run');
    expect(`${dry.stdout}${dry.stderr}`).toContain(middle);
    expect(await graph()).toBe(whole);
    await stemma('runs', 'rollback', middle, '--yes');
    expect(await graph()).toBe(without);

    await load(middle);
    expect(await graph()).toBe(whole);
    const again = json(await load('--rebuild', '--json'));
    expect(again).toMatchObject({ nodesCreated: 0, relationshipsCreated: 0 });
    expect(await graph()).toBe(whole);
  });

  it('shows an open server what a late run and a rollback changed', async () => {
    const [first = '', middle = '', last = ''] = runs;
    for (const run of runs) await stemma('map', run);
    for (const run of [first, last]) await load(run);
    const current = await CurrentGraph.open(sandbox.location);
    const sparql = new SparqlGraph(current, { clock: systemClock, workers: 1, queue: 8, onState: () => {} });
    try {
      const errors: unknown[] = [];
      const app = createApp({
        graph: current,
        sparql,
        limits: standardLimits,
        cors: [],
        hosts: undefined,
        version: '0',
        onError: (error) => errors.push(error),
      });
      const gates = async (): Promise<unknown> => {
        await current.refresh();
        await sparql.refresh();
        const query = 'ASK { ?s ?p "auto" }';
        const answer = await app.request(`/sparql?query=${encodeURIComponent(query)}`, {
          headers: { accept: 'application/sparql-results+json', host: 'localhost' },
        });
        return answer.json();
      };
      const card = async (): Promise<string> =>
        (
          await app.request('/id/hf/model/fen/heron', {
            headers: { accept: 'application/n-triples, text/turtle', host: 'localhost' },
          })
        ).text();
      expect(await gates()).toMatchObject({ boolean: false });
      expect(await card()).toContain('fen/heron');
      await load(middle);
      const standing = await card();
      await stemma('runs', 'rollback', last, '--yes');
      expect(await gates()).toMatchObject({ boolean: true });
      expect(await card()).not.toBe(standing);
      expect(errors).toEqual([]);
    } finally {
      await sparql.close();
      await current.close();
    }
  });
});
