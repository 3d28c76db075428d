import { beforeAll, describe, expect, it } from 'vitest';
import { stemmaHere } from '../support/cli-in-process.ts';
import { json, stemma, tempFolder, type CliResult } from '../support/stemma-cli.ts';

const folder = tempFolder();
const ask = (...args: readonly string[]): Promise<CliResult> => stemmaHere([...args, '--data-dir', folder]);
const linesOf = ({ stdout }: CliResult): string[] => stdout.trimEnd().split(/\r?\n/);

describe('rows in every format', () => {
  beforeAll(async () => {
    expect((await ask('demo')).code).toBe(0);
  });

  it('of a search: json, ndjson, csv, tsv and ids say the same', async () => {
    const args = ['search', 'llama', '--limit', '3'];
    const items = json(await ask(...args, '--json'))['items'] as Record<string, unknown>[];
    const agent = await ask(...args, '--format', 'agent');
    const ndjson = linesOf(await ask(...args, '--format', 'ndjson')).map((line) => JSON.parse(line) as unknown);
    const csv = await ask(...args, '--format', 'csv');
    const tsv = linesOf(await ask(...args, '--format', 'tsv'));

    expect(items).toHaveLength(3);
    expect(json(agent)['items']).toEqual(items);
    expect(linesOf(agent)).toHaveLength(1);
    expect(ndjson).toEqual(items);
    expect(csv.stdout.split('\r\n')[0]).toBe(
      'id,label,name,downloads,license,task,resolved,removed,uri,redirectedFrom',
    );
    expect(csv.stdout.split('\r\n')).toHaveLength(3 + 2);
    expect(tsv.map((line) => line.split('\t')[0])).toEqual(['id', ...items.map((item) => item['id'])]);
    expect(linesOf(await ask(...args, '--format', 'quiet'))).toEqual(items.map((item) => item['id']));
  });

  it('with chosen fields only, in that order', async () => {
    const args = ['search', 'llama', '--limit', '2', '--fields', 'label,id'];
    const result = json(await ask(...args, '--json'));

    expect((result['items'] as object[]).map((item) => Object.keys(item))).toEqual([
      ['label', 'id'],
      ['label', 'id'],
    ]);
    expect(result).toHaveProperty('total');
    expect(linesOf(await ask(...args, '--format', 'csv'))[0]).toBe('label,id');
    expect(linesOf(await ask(...args))[0]).toBe('label\tid');
    expect((await ask('search', 'llama', '--fields', 'licence')).stderr).toContain('did you mean license?');
  });

  it('lists the fields there are', async () => {
    expect(linesOf(await ask('search', '--fields'))).toContain('license');
    expect(json(await ask('runs', '--json', '--fields'))['fields']).toContain('records');
    expect(linesOf(await ask('query', 'roots-with-most-descendants', '--fields')).length).toBeGreaterThan(1);
    expect(linesOf(await ask('cypher', 'MATCH (m:MLModel) RETURN m.id AS model LIMIT 1', '--fields'))).toEqual([
      'model',
    ]);
  });

  it('of lineage are statements, or models when their fields are chosen', async () => {
    const id = linesOf(await ask('query', 'roots-with-most-descendants', '--limit', '1', '--format', 'quiet'))[0] ?? '';
    const down = json(await ask('lineage', id, '--down', '--json'));
    const [nodes, edges] = [down['nodes'] as { id: string }[], down['edges'] as object[]];

    expect(linesOf(await ask('lineage', id, '--down', '--format', 'csv'))).toHaveLength(edges.length + 1);
    expect(linesOf(await ask('lineage', id, '--down', '--format', 'tsv', '--fields', 'id,depth'))).toHaveLength(
      nodes.length,
    );
    expect(linesOf(await ask('lineage', id, '--down', '--format', 'quiet')).sort()).toEqual(
      nodes
        .map((node) => node.id)
        .filter((node) => node !== down['root'])
        .sort(),
    );
    const limited = json(await ask('lineage', id, '--down', '--json', '--fields', 'id'));
    expect((limited['nodes'] as object[])[0]).toEqual({ id });
  });

  it('of answers about families: rows, and forms for other programs', async () => {
    const [base, child] = ['Qwen/Qwen3-8B-Base', 'Qwen/Qwen3-8B'];
    const starts: Readonly<Record<string, RegExp>> = {
      md: /^## /,
      mermaid: /^flowchart BT\n/,
      dot: /^digraph lineage /,
      svg: /^<svg [^]*<\/svg>\n$/,
      graphml: /^<\?xml [^]*<graphml [^]*<\/graphml>\n$/,
      gexf: /^<\?xml [^]*<gexf [^]*<\/gexf>\n$/,
    };
    for (const args of [
      ['lineage', `${base}+`],
      ['impact', base],
      ['family', child],
      ['siblings', child],
      ['ancestors-common', base, child],
    ]) {
      for (const [form, start] of Object.entries(starts))
        expect((await ask(...args, '--as', form)).stdout, `${args.join(' ')} as ${form}`).toMatch(start);
      const csv = linesOf(await ask(...args, '--as', 'csv'));
      expect(csv.length, args.join(' ')).toBeGreaterThan(args[0] === 'siblings' ? 0 : 1);
      expect(json(await ask(...args, '--as', 'json')), args.join(' ')).not.toHaveProperty('graph');
    }
    expect(json(await ask('lineage', `${base}+`, '--as', 'jsonld'))).toHaveProperty('@graph');
    expect((await ask('lineage', `${base}+1`, '--depth', '2')).stderr).toContain('exclude each other');
    expect((await ask('lineage', base, '--kind', 'finetuned')).stderr).toContain('did you mean finetune?');
    const empty = await ask('impact', 'hf:accounts/Qwen');
    expect({ code: empty.code, stdout: empty.stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('of why, runs, sources, the catalogue and the settings', async () => {
    const [id] = linesOf(await ask('search', 'llama', '--limit', '1', '--format', 'quiet'));

    expect(linesOf(await ask('why', id ?? '', '--format', 'csv', '--fields', 'property,verified'))).toContain(
      'license,true',
    );
    expect(linesOf(await ask('runs', 'list', '--format', 'quiet'))[0]).toMatch(/^\d{4}-/);
    expect(linesOf(await ask('sources', '--format', 'quiet'))).toContain('huggingface');
    expect(linesOf(await ask('query', '--format', 'quiet'))).toContain('lineage/ancestors');
    expect(linesOf(await ask('config', 'show', '--format', 'csv'))[0]).toBe('key,value,origin,from');
  });

  it('are refused where there are none, with what is possible', async () => {
    const status = await ask('status', '--format', 'csv');
    const both = await ask('search', 'x', '--json', '--format', 'csv');
    const unknown = await ask('search', 'x', '--format', 'xml');
    const shown = await ask('runs', 'show', '--format', 'tsv');

    expect([status.code, both.code, unknown.code, shown.code]).toEqual([2, 2, 2, 2]);
    expect(status.stderr).toContain('formats here: human, json, ndjson, agent');
    expect(JSON.parse((await ask('status', '--format', 'ndjson')).stdout)).toHaveProperty('graph');
  });

  it('that are none are an answer, and exit 3 when that was asked for', async () => {
    const plain = await ask('search', 'nothingiscalledthis');
    const root =
      linesOf(await ask('query', 'roots-with-most-descendants', '--limit', '1', '--format', 'quiet'))[0] ?? '';
    const searched = await ask('search', 'nothingiscalledthis', '--fail-if-empty', '--json');
    const codes = [
      searched.code,
      (await ask('cypher', 'MATCH (m:MLModel {id: "no"}) RETURN m.id AS id', '--fail-if-empty')).code,
      (await ask('lineage', root, '--up', '--fail-if-empty', '--format', 'quiet')).code,
      (await stemmaHere(['runs', 'list', '--fail-if-empty', '--data-dir', tempFolder()])).code,
      (await ask('lineage', root, '--down', '--fail-if-empty')).code,
    ];

    expect(plain.code).toBe(0);
    expect(codes).toEqual([3, 3, 3, 3, 0]);
    expect(json(searched)).toMatchObject({ items: [], total: 0 });
  });

  it('of a stage are its run', async () => {
    const result = await ask('map', '--format', 'quiet');

    expect(result.stdout).toMatch(/^\d{4}-\d\d-\d\d_\S+\n$/);
  });
});

describe('--timeout', () => {
  it('stops a command in time, as an interruption', async () => {
    const result = await ask('cypher', 'RETURN 1 AS one', '--timeout', '30', '--json');
    expect(result.code).toBe(0);

    const hanging = await stemma(['extract', '--limit', '1', '--timeout', '1', '--json', '--data-dir', tempFolder()], {
      // An address nobody answers at: the connection is waited for.
      env: { HF_ENDPOINT: 'http://192.0.2.1' },
    });
    expect(hanging.code, hanging.stderr).toBe(130);
    expect(json(hanging)).toMatchObject({
      state: 'interrupted',
      error: { code: 'STEMMA_CANCELLED', message: 'stopped by --timeout after 1 s' },
    });
  });
});
