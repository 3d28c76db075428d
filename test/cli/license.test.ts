import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stemmaHere } from '../support/cli-in-process.ts';
import { chainWorld, judgedChains } from '../support/license-chains.ts';
import { loadNight, listRows, storeNight } from '../support/nights/stored-night.ts';
import { json, type CliResult } from '../support/stemma-cli.ts';
import { type Sandbox, sandboxOf } from '../store/engines.ts';

interface Item {
  readonly child: string;
  readonly verdict: string;
}

describe('stemma license', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await sandboxOf('embedded');
    const script = chainWorld();
    await loadNight(sandbox.location, await storeNight(sandbox.dataDir, 1, listRows(script.at(1))));
    // On the second night the parent takes another licence, and one that was a parent is gone.
    script.night(2, (hub) => hub.change('by4-to-apache/b', { front: { license: 'cc-by-nc-4.0' } }));
    script.night(2, (hub) => hub.remove('three-apache/b'));
    const run = await storeNight(sandbox.dataDir, 2, listRows(script.at(2)), [], 'hf_models');
    await loadNight(sandbox.location, run);
  });
  afterAll(() => sandbox.remove());

  const ask = (...args: string[]): Promise<CliResult> => stemmaHere([...args, '--data-dir', sandbox.dataDir]);
  const steps = judgedChains.flatMap((chain) => chain.steps);

  it('draws the chain with rule, clause, source and what is to be passed on, and exits 3 on a conflict', async () => {
    const { code, stdout } = await ask('license', 'gemma-as-apache/a');

    expect(code).toBe(3);
    expect(stdout).toMatch(/^conflict {2}hf:gemma-as-apache\/a {2}Apache-2\.0$/m);
    expect(stdout).toContain('  fine-tuned from hf:gemma-as-apache/b  gemma\n  use-limits-dropped: ');
    expect(stdout).toContain('<https://ai.google.dev/gemma/terms>, as of 20');
    expect(stdout).toContain('To pass on\n');
    expect(stdout.match(/Not legal advice/g)).toHaveLength(1);
  });

  it('goes by the other spelling too, and exits 0 without a conflict', async () => {
    const { code, stdout } = await ask('licence', 'gemma-kept/a', '--json');

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      model: 'hf:gemma-kept/a',
      verdict: 'ok',
      steps: [{ child: 'hf:gemma-kept/a', type: 'ADAPTER_OF', statement: { method: 'hub-api' } }],
      models: [{ licenses: [{ license: 'gemma', method: 'yaml-frontmatter', pointer: '/cardData/license' }] }, {}],
      notice: expect.stringContaining('Not legal advice') as unknown,
    });
  });

  it('marks a parent that is gone, judged as last known', async () => {
    const { code, stdout } = await ask('license', 'three-apache/a');

    expect(code).toBe(0);
    expect(stdout).toContain('hf:three-apache/b (removed; as last known)  Apache-2.0');
  });

  it('of the past answers by the licences of then', async () => {
    const now = await ask('license', 'by4-to-apache/a', '--json');
    const then = await ask('license', 'by4-to-apache/a', '--at', '2026-08-10', '--json');

    expect([now.code, json(now)['verdict']]).toEqual([3, 'conflict']);
    expect([then.code, json(then)['verdict']]).toEqual([0, 'ok']);
    expect(json(then)['steps']).toMatchObject([{ parentLicense: 'CC-BY-4.0', rule: 'terms-kept' }]);
    expect(json(then)['models']).toMatchObject([
      {},
      { licenses: [{ license: 'CC-BY-4.0', pointer: '/cardData/license' }] },
    ]);
  });

  it('gives all steps as JSON, lines, CSV, Markdown and SARIF, the same ones', async () => {
    const whole = await ask('license', '--all', '--as', 'json');
    const { items, total } = json(whole) as unknown as { items: Item[]; total: number };

    expect(whole.code).toBe(3);
    expect(items).toHaveLength(steps.length);
    expect(total).toBe(steps.length);
    for (const key of 'child parent type childLicense parentLicense verdict rule clause path'.split(' '))
      expect(
        items.every((item) => key in item),
        key,
      ).toBe(true);
    const children = items.map(({ child }) => child);
    const lines = await ask('license', '--all', '--as', 'ndjson');
    expect(
      lines.stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as Item).child),
    ).toEqual(children);
    const csv = await ask('license', '--all', '--as', 'csv');
    expect(csv.stdout.trimEnd().split('\r\n')).toHaveLength(steps.length + 1);
    const md = await ask('license', '--all', '--as', 'md');
    expect(md.stdout.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(steps.length + 2);
    const sarif = JSON.parse((await ask('license', '--all', '--as', 'sarif')).stdout) as {
      version: string;
      runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleId: string; level: string }[] }[];
    };
    const [run] = sarif.runs;
    expect(sarif.version).toBe('2.1.0');
    expect(run?.results).toHaveLength(steps.length);
    const ids = run?.tool.driver.rules.map(({ id }) => id);
    for (const { ruleId, level } of run?.results ?? []) {
      expect(ids).toContain(ruleId);
      expect(['error', 'note', 'none']).toContain(level);
    }
  });

  it('narrows to verdicts and to an account; without a conflict among them the exit code is 0', async () => {
    const conflicts = json(await ask('license', '--all', '--verdict', 'conflict', '--json'))['items'] as Item[];
    const fine = await ask('license', '--all', '--verdict', 'ok', '--verdict', 'unknown', '--json');
    const own = json(await ask('license', '--all', '--author', 'three-apache', '--json'))['items'] as Item[];

    expect(new Set(conflicts.map(({ verdict }) => verdict))).toEqual(new Set(['conflict']));
    expect(fine.code).toBe(0);
    expect((json(fine)['items'] as Item[]).length + conflicts.length).toBe(steps.length);
    expect(own.map(({ child }) => child)).toEqual(['hf:three-apache/a', 'hf:three-apache/b']);
    expect((await ask('license', '--all', '--author', 'nobody', '--fail-if-empty')).code).toBe(3);
  });

  it('counts all steps by rule where nothing is chosen, and says the notice once', async () => {
    const { stdout, stderr } = await ask('license', '--all');

    expect(stdout).toMatch(/^verdict\trule\tsteps$/m);
    expect(stdout).toMatch(/^ok\tsame-license\t\d+$/m);
    expect(stderr.match(/Not legal advice/g)).toHaveLength(1);
  });

  it('shows what it knows of a licence, with clauses', async () => {
    const one = await ask('license', 'table', 'gpl-3.0');
    const whole = json(await ask('license', 'table', '--json'));

    expect(one.stdout).toContain('GPL-3.0-only');
    expect(one.stdout).toContain('(§5(c): “license the entire work, as a whole, under this License”)');
    expect(whole['total']).toBeGreaterThan(83);
    expect((await ask('license', 'table', 'no-such-licence')).code).toBe(2);
  });

  it.each([
    [[], 'which model?'],
    [['--all', 'three-apache/a'], '--all is for every model'],
    [['three-apache/a', '--as', 'sarif'], '--as sarif is for --all'],
    [['--all', '--depth', '1'], '--at and --depth are for one model'],
    [['--all', '--verdict', 'fine'], '--verdict is one of'],
    [['datasets/no/such'], 'nothing in the graph'],
  ])('refuses %j', async (args, said) => {
    const { code, stderr } = await ask('license', ...args);

    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
