import { createHash } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'n3';
import { beforeAll, describe, expect, it } from 'vitest';
import { term } from '../../ontology/namespaces.ts';
import { shapesTurtle } from '../../ontology/shapes.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { json, tempFolder, type CliResult } from '../support/stemma-cli.ts';

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly total: number;
  readonly examples: readonly {
    readonly id: string;
    readonly place?: {
      readonly file: string;
      readonly offset: number;
      readonly length: number;
      readonly pointer: string;
    };
  }[];
}

const folder = tempFolder();
const ask = (...args: readonly string[]): Promise<CliResult> => stemmaHere(['validate', ...args, '--data-dir', folder]);
const itemsOf = (result: CliResult): readonly Found[] => json(result)['items'] as readonly Found[];

describe('stemma quality', () => {
  const quality = (...args: readonly string[]): Promise<CliResult> =>
    stemmaHere(['quality', ...args, '--data-dir', folder]);

  beforeAll(async () => {
    expect((await stemmaHere(['demo', '--data-dir', folder])).code).toBe(0);
  });

  it('counts what is stated, as JSON, CSV and Markdown', async () => {
    const report = json(await quality('--json'));
    const [license] = report['items'] as Record<string, number>[];
    const csv = (await quality('--as', 'csv')).stdout.trimEnd().split('\r\n');
    const markdown = (await quality('--as', 'md')).stdout.trimEnd().split('\n');

    expect(license).toMatchObject({ aspect: 'license', of: report['things'] });
    expect(license?.['have']).toBeLessThan(report['things'] as number);
    expect(csv[0]).toBe('aspect,have,of,share,fix');
    expect(csv[1]?.split(',')[1]).toBe(String(license?.['have']));
    expect(markdown).toHaveLength(csv.length + 1);
  });

  it('by source, author and month counts everything once or more', async () => {
    const things = json(await quality('--json'))['things'] as number;
    for (const by of ['source', 'author', 'month']) {
      const items = json(await quality('--by', by, '--limit', '1000', '--json'))['items'] as Record<string, number>[];
      const sum = items.reduce((all, item) => all + (item['things'] ?? 0), 0);
      expect(sum, by).toBeGreaterThanOrEqual(things);
      expect(Object.keys(items[0] ?? {})[0]).toBe(by);
    }
  });

  it('gives a page for each owner, the same as for one alone', async () => {
    const out = join(folder, 'pages');
    expect((await quality('--as', 'md', '--out', out)).code).toBe(0);
    const index = readFileSync(join(out, 'index.md'), 'utf8');
    const [, owner = '', file = ''] = /\[hf:([^\]]+)\]\((\d+\.md)\)/.exec(index) ?? [];
    const page = readFileSync(join(out, file), 'utf8');

    expect(page).toContain(`# Models of hf:${owner}`);
    expect((await quality('--as', 'md', '--owner', owner)).stdout.trimEnd()).toBe(page.trimEnd());
    expect(index.match(/^- /gm)).toHaveLength(readdirSync(out).length - 1);
    expect((await quality('--as', 'md', '--out', out)).code).toBe(2);
    expect((await quality('--as', 'md', '--owner', 'nobody-here')).code).toBe(2);
    expect((await quality('--owner', owner)).code).toBe(2);
  });
});

describe('stemma validate', () => {
  let found: readonly Found[];

  beforeAll(async () => {
    const result = await ask('--json');
    expect(result.code, result.stderr).toBe(0);
    found = itemsOf(result);
  });

  it('finds no violation in the sample, and shows the record in which something is missing', () => {
    expect(found.filter(({ severity }) => severity === 'Violation')).toEqual([]);
    const merged = found.find(({ rule }) => rule === 'MLModel-rule-licensed');
    const [example] = merged?.examples ?? [];
    const { file = '', offset = 0, length = 0 } = example?.place ?? {};
    const bytes = readFileSync(join(folder, file)).subarray(offset, offset + length);
    expect(example?.id).toBe(`hf:${(JSON.parse(bytes.toString()) as { id: string }).id}`);
  });

  it('exits with 3 when a threshold is passed, and says which', async () => {
    const rule = 'MLModel-rule-licensed';
    const { total } = found.find((one) => one.rule === rule) as Found;
    const only = ['--only', 'run', '--rule', rule, '--fail-on', 'warning'];

    const over = await ask(...only);
    expect(over.code).toBe(3);
    expect(over.stderr).toContain(`${rule}: ${total}, allowed are 0`);
    expect((await ask(...only, '--allow', `${rule}=${total - 1}`)).code).toBe(3);
    expect((await ask(...only, '--allow', `${rule}=${total}`)).code).toBe(0);
    expect((await ask(...only, '--max-violations', String(total))).code).toBe(0);
    const file = join(folder, 'thresholds.json');
    writeFileSync(file, JSON.stringify({ [rule]: total }));
    expect((await ask(...only, '--thresholds', file)).code).toBe(0);
    expect((await ask(...only, '--allow', 'no-rule=1')).code).toBe(2);
  });

  it('writes SARIF 2.1.0 with a result, a rule and a place for each finding', async () => {
    const { stdout, code } = await ask('--as', 'sarif');
    const log = JSON.parse(stdout) as {
      version: string;
      runs: { tool: { driver: { name: string; rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
    };
    const [run] = log.runs;
    const rules = run?.tool.driver.rules.map(({ id }) => id) ?? [];

    expect(code).toBe(0);
    expect(log.version).toBe('2.1.0');
    expect(run?.tool.driver.name).toBe('stemma');
    expect(new Set(rules).size).toBe(rules.length);
    expect(run?.results).toHaveLength(found.reduce((sum, { total }) => sum + total, 0));
    for (const result of run?.results ?? []) {
      expect(rules[result['ruleIndex'] as number]).toBe(result['ruleId']);
      expect(['error', 'warning', 'note']).toContain(result['level']);
      expect((result['message'] as { text: string }).text).not.toBe('');
    }
    const prints = run?.results.map((result) => JSON.stringify(result['partialFingerprints'])) ?? [];
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('writes a SHACL report that Turtle parsers read, with our shapes as sources', async () => {
    const { stdout } = await ask('--as', 'shacl-report', '--only', 'run');
    const quads = new Parser().parse(stdout);
    const objects = (name: string): readonly string[] =>
      quads.filter(({ predicate }) => predicate.value === term('sh', name)).map(({ object }) => object.value);
    const known = new Set(new Parser().parse(shapesTurtle()).map(({ subject }) => subject.value));

    expect(objects('conforms')).toEqual(['false']);
    const results = objects('result').length;
    expect(results).toBeGreaterThan(0);
    for (const name of ['focusNode', 'resultSeverity', 'sourceShape', 'sourceConstraintComponent', 'resultMessage'])
      expect(objects(name), name).toHaveLength(results);
    expect(objects('sourceShape').filter((shape) => !known.has(shape))).toEqual([]);
  });

  it('finds what is broken in the mapped file itself, and where', async () => {
    const [run = ''] = readdirSync(join(folder, 'jsonld'));
    const file = join(folder, 'jsonld', run, 'entities.ndjson');
    const line = readFileSync(file, 'utf8')
      .split('\n')
      .map((text) => JSON.parse(text || '{}') as Record<string, unknown>)
      .find((one) => one['@type'] === 'MLModel');
    const broken = {
      ...line,
      '@id': 'https://w3id.org/stemma/id/hf/model/broken/one',
      id: 'hf:broken/one',
      url: 'no address',
      parameterCount: -1,
      trainedOn: ['https://w3id.org/stemma/id/hf/model/broken/two'],
      evidence: [
        { property: 'url', value: 'no address', method: 'hub-api', confidence: 2, pointer: '/id' },
        { property: 'parameterCount', value: -1, method: 'hub-api', confidence: 1, pointer: '/gguf/total' },
        {
          property: 'trainedOn',
          value: 'https://w3id.org/stemma/id/hf/model/broken/two',
          method: 'hub-tag',
          confidence: 0.8,
          pointer: '/tags/1',
        },
        { property: 'license', value: 'nothing', method: 'guess', confidence: 1, pointer: '/tags/0' },
      ],
      contentHash: createHash('sha256').update('x').digest('hex'),
    };
    appendFileSync(file, `${JSON.stringify(broken)}\n`);
    const result = await ask('--only', 'run', '--json', '--examples', '20');
    expect(result.code, result.stderr + result.stdout.slice(0, 500)).toBe(3);
    const violations = itemsOf(result).filter(({ severity }) => severity === 'Violation');

    expect(violations.map(({ rule }) => rule).sort()).toEqual([
      'A4-witness-without-value',
      'A5-value-without-witness',
      'Assertion-rule-confidence',
      'Assertion-rule-method',
      'MLModel-rule-parameters',
      'MLModel-trainedOn',
      'MLModel-url',
    ]);
    const parameters = violations.find(({ rule }) => rule === 'MLModel-rule-parameters');
    expect(parameters?.examples).toMatchObject([{ id: 'hf:broken/one', place: { pointer: '/gguf/total' } }]);
  });

  it('lists its rules, and audits the graph alone', async () => {
    const rules = itemsOf(await ask('--rules', '--json')).map(({ rule }) => rule);
    const graph = json(await ask('--only', 'graph', '--json'));

    expect(rules).toContain('A1-lineage-cycle');
    expect(rules).toContain('MLModel-name');
    expect(graph).toMatchObject({ run: null, graph: 'embedded' });
    expect(graph['provenance']).toBeGreaterThan(0);
  });
});
