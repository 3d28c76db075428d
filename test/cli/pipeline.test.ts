import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubModels } from '../support/hub-models.ts';
import { startScriptedHub, type ScriptedHub } from '../support/scripted-hub.ts';
import { json, startStemma, stemma, tempFolder, type CliResult } from '../support/stemma-cli.ts';

const counters = [
  'nodesCreated',
  'nodesUpdated',
  'nodesDeleted',
  'relationshipsCreated',
  'relationshipsUpdated',
  'relationshipsDeleted',
  'runsRecorded',
  'countersUpdated',
];
const bytesOf = (folder: string): string => readFileSync(join(folder, 'graph.jsonl'), 'utf8');

describe('a run, from the source to the answers', () => {
  const folder = tempFolder();
  let hub: ScriptedHub;
  let first: CliResult;
  const run = (args: readonly string[], input?: string): Promise<CliResult> =>
    stemma([...args, '--data-dir', folder], {
      env: { HF_ENDPOINT: hub.endpoint },
      ...(input === undefined ? {} : { input }),
    });

  beforeAll(async () => {
    hub = await startScriptedHub();
    first = await run(['run', 'huggingface', '--select', 'hf_models', '--limit', '100', '--json', '-vv']);
  });
  afterAll(() => hub.close());

  it('prints one report on stdout and talks on stderr', () => {
    const report = json(first);

    expect(first.code, first.stderr).toBe(0);
    expect(report).toMatchObject({
      state: 'complete',
      resources: { hf_models: { fetched: hubModels.length, updated: 0, unchanged: 0, failed: 0 } },
    });
    expect(report['run']).toMatch(/^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_[0-9a-f]{8}$/);
    for (const name of [...counters, 'unchanged', 'seconds', 'issues']) expect(report).toHaveProperty(name);
    expect(report['nodesCreated']).toBeGreaterThan(hubModels.length);
    expect(first.stderr).toContain('hf_models');
  });

  it('keeps raw bytes, entities and graph where the design says', () => {
    const id = String(json(first)['run']);

    for (const path of [
      `raw/huggingface/${id}/hf_models.json`,
      `jsonld/${id}/entities.ndjson`,
      `jsonld/${id}/manifest.json`,
      'graph/current',
    ]) {
      expect(readFileSync(join(folder, path)).length).toBeGreaterThan(0);
    }
  });

  it('changes nothing when the same run is mapped and loaded again', async () => {
    const mapped = await run(['map', '--json']);
    const loaded = await run(['load', '--json']);

    expect(mapped.code).toBe(0);
    expect(mapped.stderr).toContain('the same bytes as before');
    for (const name of counters) expect(json(loaded)[name], name).toBe(0);
    expect(json(loaded)['unchanged']).toBeGreaterThanOrEqual(hubModels.length);
    expect((await run(['load'])).stdout).toContain('nothing changed');
  });

  it('records only the run when the same content is fetched again', async () => {
    await run(['export', '--out', join(folder, 'graph.jsonl')]);
    const before = bytesOf(folder);
    const again = json(await run(['run', 'huggingface', '--select', 'hf_models', '--limit', '100', '--json']));
    await run(['export', '--out', join(folder, 'graph.jsonl')]);

    expect(again).toMatchObject({
      runsRecorded: 1,
      nodesCreated: 0,
      nodesUpdated: 0,
      relationshipsCreated: 0,
      relationshipsUpdated: 0,
    });
    expect(again['resources']).toMatchObject({ hf_models: { new: 0, updated: 0 } });
    expect(bytesOf(folder)).toBe(before);
  });

  it('has nothing to resume afterwards', async () => {
    const { code, stdout } = await run(['resume']);

    expect(code).toBe(0);
    expect(stdout).toContain('nothing to resume');
  });

  it('answers lineage, in every format', async () => {
    const child = String((await oneEdge())['from']);
    const down = json(await run(['lineage', child, '--up', '--json']));

    expect(down).toMatchObject({ root: child, direction: 'up', depth: null, truncated: false });
    expect(Object.keys(down)).toEqual([
      'root',
      'direction',
      'depth',
      'total',
      'levels',
      'next',
      'nodes',
      'edges',
      'truncated',
      'cypher',
      'params',
    ]);
    expect((await run(['lineage', child])).stdout).toContain('└─ ');
    expect((await run(['lineage', child, '--as', 'mermaid'])).stdout).toMatch(/^flowchart|^graph/);
    expect((await run(['lineage', child, '--as', 'dot'])).stdout).toContain('digraph');
    expect((await run(['lineage', child, '--as', 'table'])).stdout).toContain('\t');
  });

  async function oneEdge(): Promise<Record<string, unknown>> {
    const result = json(
      await run([
        'cypher',
        'MATCH (a:MLModel)-[r:FINE_TUNED_FROM]->(b:MLModel) RETURN a.id AS `from`, b.id AS `to` ORDER BY `from` LIMIT 1',
        '--json',
      ]),
    );
    return (result['items'] as Record<string, unknown>[])[0] ?? {};
  }

  it('follows a value to the stored bytes', async () => {
    const edge = await oneEdge();
    const { items } = json(await run(['why', String(edge['from']), 'fineTunedFrom', '--json'])) as {
      items: Record<string, unknown>[];
    };

    expect(items.length).toBeGreaterThan(0);
    for (const item of items)
      expect(item).toMatchObject({ property: 'fineTunedFrom', verified: true, source: 'huggingface' });
  });

  it('takes a statement from text, a file or stdin, with parameters', async () => {
    const statement = 'MATCH (m:MLModel) WHERE m.id STARTS WITH $start RETURN count(m) AS models';
    const file = join(folder, 'question.cypher');
    const handle = await open(file, 'w');
    await handle.writeFile(statement);
    await handle.close();

    const answers = [
      await run(['cypher', statement, '--param', 'start=hf:', '--json']),
      await run(['cypher', file, '--param', 'start=hf:', '--json']),
      await run(['cypher', '-', '--param', 'start=hf:', '--json'], statement),
    ].map((result) => json(result));

    expect(answers[0]).toMatchObject({ total: 1, params: { start: 'hf:' }, cypher: statement });
    expect(answers[1]?.['items']).toEqual(answers[0]?.['items']);
    expect(answers[2]?.['items']).toEqual(answers[0]?.['items']);
  });

  it('refuses to write through cypher, and the graph stays as it is', async () => {
    const { code, stdout } = await run(['cypher', 'MATCH (m:MLModel) SET m.name = "x" RETURN m', '--json']);
    const after = json(await run(['cypher', 'MATCH (m:MLModel {name: "x"}) RETURN count(m) AS changed', '--json']));

    expect(code).not.toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('error.code');
    expect(after['items']).toEqual([{ changed: 0 }]);
  });

  it('bounds the rows of a statement', async () => {
    const result = json(await run(['cypher', 'MATCH (m:MLModel) RETURN m.id AS id', '--limit', '2', '--json']));

    expect(result['items']).toHaveLength(2);
    expect(result['total']).toBeGreaterThan(2);
  });

  it('lists, shows and runs queries of the catalogue', async () => {
    expect((await run(['query'])).stdout).toContain('lineage/ancestors\t');
    expect((await run(['query', 'ancestors', '--show'])).stdout).toContain('MATCH');
    const edge = await oneEdge();
    const result = json(await run(['query', 'ancestors', '--param', `id=${String(edge['from'])}`, '--json']));
    expect((result['items'] as { id: string }[]).map((item) => item.id)).toContain(edge['to']);
  });

  it('searches and shows', async () => {
    const name = String(hubModels[0]?.id);
    const found = json(await run(['search', name, '--json'])) as { items: { id: string }[]; total: number };
    const shown = json(await run(['show', `https://huggingface.co/${name}`, '--json']));

    expect(found.items[0]?.id).toBe(`hf:${name}`);
    expect(shown).toMatchObject({ id: `hf:${name}`, '@type': 'MLModel' });
    expect(shown).toHaveProperty('@context');
    const none = await run(['search', 'nothingiscalledthis']);
    expect(none).toMatchObject({ code: 0, stdout: '' });
    expect(none.stderr).toContain('nothing matches');
  });

  it('lists the nearest ids of an unknown one and exits 2', async () => {
    const name = String(hubModels[0]?.id);
    const result = await run(['show', `${name}x`, '--json']);

    expect(result.code).toBe(2);
    expect(json(result)).toMatchObject({ error: { code: 'STEMMA_USAGE' } });
    expect((json(result)['error'] as { candidates: string[] }).candidates).toContain(`hf:${name}`);
  });

  it('exports the same bytes to stdout and to a file', async () => {
    const { stdout } = await run(['export', '--as', 'jsonl']);
    await run(['export', '--as', 'jsonl', '--out', join(folder, 'graph.jsonl')]);

    expect(stdout).toBe(bytesOf(folder));
    expect(stdout).not.toContain(String(json(first)['run']));
  });

  it('exports things with each value wrapped, the same bytes to stdout and to a file', async () => {
    const { stdout } = await run(['export', '--as', 'wrapped-json', '--out', '-']);
    await run(['export', '--as', 'wrapped-json', '--out', join(folder, 'graph.jsonl')]);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

    expect(stdout).toBe(bytesOf(folder));
    expect(lines.find((line) => line['@type'] === 'MLModel' && 'url' in line)?.['url']).toEqual([
      {
        data: expect.stringMatching(/^http/),
        extraction_method: 'hub-api',
        confidence: 1,
        extraction_time: expect.stringMatching(/^20.*Z$/),
      },
    ]);
    const refused = await stemma(['export', '--as', 'wrapped-json', '--provenance', '--data-dir', folder]);
    expect(refused.code).toBe(2);
  });

  it('exports RDF, compressed when the file is named so, and says what it has written', async () => {
    const { stdout } = await run(['export', '--as', 'nquads']);
    const file = join(folder, 'graph.nq.gz');
    const written = json(await run(['export', '--as', 'nquads', '--out', file, '--json']));

    expect(gunzipSync(readFileSync(file)).toString()).toBe(stdout);
    const sum = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(written).toMatchObject({
      file,
      statements: stdout.trimEnd().split('\n').length,
      sha256: sum(readFileSync(file)),
      canonicalSha256: sum(stdout),
    });
    expect(stdout).toContain('/stmt/');
    expect((await run(['export', '--as', 'trig', '--assertions', 'none'])).stdout).not.toContain('/stmt/');
    const refused = await stemma(['export', '--assertions', 'all', '--data-dir', folder]);
    expect(refused.code).toBe(2);
  });

  it('imports what it exported, into a graph of nothing else, and says what it left out', async () => {
    const [file, copy] = [join(folder, 'copied.jsonld.gz'), join(folder, 'copy')];
    const { stdout } = await run(['export', '--as', 'nquads', '--assertions', 'edges+facts']);
    await run(['export', '--as', 'jsonld', '--assertions', 'edges+facts', '--out', file, '--manifest']);
    const report = json(await stemma(['import', file, '--data-dir', copy, '--json', '--no-progress']));
    const again = await stemma(['export', '--as', 'nquads', '--assertions', 'edges+facts', '--data-dir', copy]);
    const manifest = JSON.parse(readFileSync(`${file}.manifest.json`, 'utf8')) as Record<string, unknown>;

    expect(report).toMatchObject({ leftOut: [], relationshipsWithoutEvidence: 0 });
    expect(again.stdout).toBe(stdout);
    const sum = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
    expect(manifest).toMatchObject({
      settings: { as: 'jsonld', assertions: 'edges+facts' },
      files: [{ file: 'copied.jsonld.gz', sha256: sum(readFileSync(file)) }],
      canonical: { value: sum(stdout) },
    });
    const foreign = join(folder, 'foreign.nq');
    writeFileSync(foreign, '<urn:a> <http://schema.org/name> "x" .\n');
    expect((await stemma(['import', foreign, '--data-dir', copy])).code).toBe(2);
    const replaced = await stemma(['import', foreign, '--data-dir', copy, '--replace', '--no-progress']);
    expect(replaced.code).toBe(3);
    expect(replaced.stdout).toContain('things of no known class');
  });

  it('exports cards, and shows one, with what belongs to a model inside', async () => {
    const cards = JSON.parse((await run(['export', '--as', 'jsonld', '--frame', 'model-card'])).stdout) as {
      '@graph': readonly Record<string, unknown>[];
    };
    const described = cards['@graph'].find(({ sharedBy }) => sharedBy !== undefined);
    const shown = json(await run(['show', String(described?.['id']), '--as', 'card']));

    expect(new Set(cards['@graph'].map((one) => one['@type']))).toEqual(new Set(['MLModel']));
    expect(described?.['sharedBy']).toEqual([expect.objectContaining({ '@type': expect.any(String) })]);
    expect(shown['sharedBy']).toEqual(described?.['sharedBy']);
    const evidence = json(await run(['show', String(described?.['id']), '--as', 'evidence']));
    expect(JSON.stringify(evidence['@graph'])).toContain('"Assertion"');
  });

  it('is not disturbed by a reader that stops early', async () => {
    const { child, done } = startStemma(['export', '--data-dir', folder]);
    child.stdout?.destroy();

    const { code, stderr } = await done;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('reports state, runs and settings', async () => {
    const status = json(await run(['status', '--json']));
    const runs = json(await run(['runs', 'list', '--json'])) as { items: unknown[]; total: number };
    const shown = json(await run(['runs', 'show', String(json(first)['run']), '--json']));

    expect(status).toMatchObject({ resumable: [], running: [], graph: { engine: 'embedded' } });
    expect(runs.total).toBe(2);
    expect(shown).toMatchObject({ state: 'complete', wanted: ['extract', 'map', 'load'], loaded: ['embedded'] });
  });

  it('makes the same graph again from the run folders', async () => {
    const before = (await run(['export'])).stdout;
    const rebuilt = await run(['load', '--rebuild', '--json']);

    expect(rebuilt.code, rebuilt.stderr).toBe(0);
    expect((await run(['export'])).stdout).toBe(before);
  });

  it('verifies, and names the record when a bit has flipped', async () => {
    const id = String(json(first)['run']);
    expect((await run(['verify'])).code).toBe(0);
    const handle = await open(join(folder, `raw/huggingface/${id}/hf_models.json`), 'r+');
    await handle.write(Buffer.from('X'), 0, 1, 100);
    await handle.close();

    const damaged = await run(['verify', '--json']);

    expect(damaged.code).toBe(1);
    expect(damaged.stdout).toContain(`raw:${id}/1`);
  });
});
