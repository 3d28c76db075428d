import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stemmaHere } from '../support/cli-in-process.ts';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

describe('demo', () => {
  it(
    'runs every stage into a folder of its own, without network, and shows a tree, a why and what to type next',
    { timeout: 120_000 },
    async () => {
      const cwd = tempFolder();

      const first = await stemma(['demo'], {
        cwd,
        env: { HTTPS_PROXY: 'http://127.0.0.1:1', HF_ENDPOINT: 'http://127.0.0.1:1' },
      });
      const second = await stemma(['demo'], { cwd });

      expect(first.code, first.stderr).toBe(0);
      expect(first.stdout).toContain('└─ fine-tuned from');
      expect(first.stdout).toMatch(/^hf_models\t\d+\tmodels \d+\t\d+$/m);
      expect(first.stdout).toMatch(/^hf_enriched_datasets\t\d+\tdatasets \d+, Croissant documents 2\t\d+$/m);
      expect(first.stdout).toMatch(/^hf_enriched_articles\t1\tanswers of arXiv 1\t\d+$/m);
      expect(first.stdout).toMatch(/^named +\d+ base models, \d+ datasets, \d+ articles, /m);
      expect(first.stdout).toMatch(
        /^described +\d+ of \d+ models, \d+ of \d+ datasets, \d+ of \d+ papers, \d+ of \d+ flows, \d+ of \d+ runs;/m,
      );
      expect(first.stdout).toMatch(/^why\? [^\n]*\n✓ fineTunedFrom: /m);
      expect(first.stdout).toMatch(/^✓ baseModel: [^]*\/README\.md\n[^]*pointer bytes=\d+-\d+$/m);
      expect(first.stdout).toMatch(/^most cited: arxiv:1910\.09700 /m);
      expect(first.stdout).toMatch(/^gated\tcards\t\d+\tmeta-llama\//m);
      expect(first.stdout).toMatch(/^renamed\tmodels\t3\tbert-base-uncased, t5-small$/m);
      expect(first.stdout).toMatch(/^openml_runs\t12\trun list 1, run probes 1, runs 9\t0$/m);
      expect(first.stdout).toMatch(/^across sources: [^\n]+task=term:hf-task\/image-segmentation$/m);
      expect(first.stdout).toMatch(/^bioimageio\t\d+\tbioimageio:[^\n]+ \(close\)/m);
      expect(first.stdout).toMatch(/^hf\t1\thf:facebook\/detr-resnet-50-panoptic \(exact\)$/m);
      expect(first.stdout).toMatch(/^ {4}MATCH \(t:DefinedTerm \{id: \$task\}\)$/m);
      expect(first.stdout).not.toContain('✗');
      expect(first.stdout).toContain('stemma lineage');
      expect(first.stdout.split('\n').length).toBeLessThan(100);
      expect(existsSync(join(cwd, 'stemma-demo/graph/current'))).toBe(true);
      expect(existsSync(join(cwd, 'data'))).toBe(false);
      expect(second.stdout).toMatch(/^not asked for +\d+ that an earlier run has\nnothing changed/m);
    },
  );

  it('uses the data directory that is given, and gives one JSON value', { timeout: 120_000 }, async () => {
    const folder = join(tempFolder(), 'chosen');

    const result = await stemma(['demo', '--data-dir', folder, '--json', '-q']);

    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(json(result)).toMatchObject({ state: 'complete', dataDir: folder, lineage: { direction: 'both' } });
    expect(json(result)).toMatchObject({
      missed: expect.arrayContaining([
        { kind: 'renamed', resource: 'hf_models', count: 3, examples: expect.arrayContaining(['bert-base-uncased']) },
      ]),
      asked: expect.arrayContaining([expect.objectContaining({ stage: 'hf_models' })]),
    });
    expect((json(result)['why'] as { items: unknown[] }).items.length).toBeGreaterThan(0);
    const adapter = ['why', 'stemma-sample/recipes-gpt2-lora', 'adapterOf', '--data-dir', folder, '--json'];
    expect(json(await stemmaHere(adapter))).toMatchObject({
      items: [{ method: 'adapter-config', raw: 'openai-community/gpt2', verified: true }],
    });
    const best = ['query', 'best-runs-of-task', '--param', 'task=openml:task/59', '--data-dir', folder, '--json'];
    expect(json(await stemmaHere(best))).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ run: 'openml:run/539275', flow: 'openml:flow/5270' })]),
    });
    const deep = ['modality=electron-microscopy', 'dimensions=3D'].flatMap((one) => ['--param', one]);
    const models = await stemmaHere(['query', 'models-by-modality', ...deep, '--data-dir', folder, '--json']);
    expect((json(models)['items'] as { licenses: string[] }[]).map(({ licenses }) => licenses[0])).toContain(
      'spdx:CC-BY-4.0',
    );
    const next = await stemmaHere(['lineage', 'reaperdoesntknow/DualMinded-Qwen3-1.7B', '--data-dir', folder]);
    expect(next.code, next.stderr).toBe(0);
    const root = ['lineage', 'Qwen/Qwen3.8-27B', '--data-dir', folder];
    const other = / come straight from it: stemma lineage hf:Qwen\/Qwen3\.8-27B --down\n/;
    expect((await stemmaHere(root)).stderr).toMatch(other);
    expect((await stemmaHere([...root, '--up'])).stderr).not.toMatch(other);
  });
});
