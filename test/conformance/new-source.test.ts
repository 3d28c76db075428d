import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const parts = ['.ci', 'cypher', 'extract', 'graph', 'ontology', 'src', 'test', 'package.json', 'tsconfig.json'];
const node = promisify(execFile);

/** The guide, taken at its word, in a copy of the project. */
describe('a new source by the guide', () => {
  const copy = mkdtempSync(join(tmpdir(), 'stemma-new-source-'));
  const run = async (...args: string[]): Promise<string> => {
    const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, VITEST_MODE: undefined };
    const { stdout } = await node(process.execPath, args, { cwd: copy, env, maxBuffer: 2 ** 24 });
    return stdout;
  };
  const tool = (path: string): string => join('node_modules', path);
  const text = (path: string): string => readFileSync(join(copy, path), 'utf8');

  beforeAll(async () => {
    for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    await run('.ci/new-source.mjs', 'cell-zoo');
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('is a copy of one folder under its own name, and one line', () => {
    const before = readFileSync(join(root, 'extract/index.ts'), 'utf8').split('\n');
    const added = text('extract/index.ts')
      .split('\n')
      .filter((line) => !before.includes(line));

    expect(added).toEqual(["import { cellZoo } from './cell-zoo/index.ts';", expect.stringMatching(/, cellZoo\]\);$/)]);
    expect(text('extract/cell-zoo/settings.ts')).toContain("env: ['CELL_ZOO_TOKEN']");
    expect(text('extract/cell-zoo/README.md')).toContain('`cell_zoo_works`');
    expect(text('extract/cell-zoo/map.ts')).not.toMatch(/fourth|\.\.\/\.\.\/\.\.\//i);
  });

  it('has types that fit, and imports what it may', { timeout: 120_000 }, async () => {
    await run(tool('typescript/bin/tsc'), '--noEmit', '-p', 'tsconfig.json');
    await run('.ci/boundaries.mjs');
  });

  it('has its flags, variables and stages on the command line', { timeout: 60_000 }, async () => {
    const stages = await run('--import', 'tsx', 'src/cli/main.ts', 'stages', 'cell-zoo');
    const help = await run('--import', 'tsx', 'src/cli/main.ts', 'help', 'environment');

    expect(stages).toContain('cell_zoo_people');
    expect(help).toContain('CELL_ZOO_BASE_URL, --cell-zoo-base-url');
  });

  it('passes the conformance suite, being one of the sources', { timeout: 120_000 }, async () => {
    const suite = ['test/conformance/sources.test.ts', '-t', 'cell-zoo'];
    const said = await run(
      tool('vitest/vitest.mjs'),
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      'plain',
      ...suite,
      '--reporter',
      'json',
    );
    const report = JSON.parse(said.slice(said.indexOf('{'))) as { numPassedTests: number; numFailedTests: number };

    expect(report.numFailedTests).toBe(0);
    expect(report.numPassedTests).toBeGreaterThan(30);
  });
});
