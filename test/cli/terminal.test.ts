import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/cli/text.ts';
import { commands } from '../../src/cli/commands.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { compiled } from '../support/compiled-program.ts';
import { startScriptedHub, type ScriptedHub } from '../support/scripted-hub.ts';
import { json, tempFolder, type CliResult } from '../support/stemma-cli.ts';

const folder = tempFolder();
const ask = (args: readonly string[], env = {}, look: { columns?: number } = {}): Promise<CliResult> =>
  stemmaHere([...args, '--data-dir', folder], { HF_ENDPOINT: hub.endpoint, ...env }, look);
// eslint-disable-next-line no-control-regex
const escapes = /\u001b\[/;
const coloured = ['verify'];
let hub: ScriptedHub;

beforeAll(async () => {
  hub = await startScriptedHub();
  expect((await ask(['demo'])).code).toBe(0);
});

afterAll(() => hub.close());

describe('--json', () => {
  /** What each command does well here; what they do badly is below. */
  const good: Readonly<Record<string, readonly string[]>> = {
    demo: [],
    init: [],
    run: ['--limit', '1', '--select', 'hf_models'],
    extract: ['--limit', '1', '--select', 'hf_models'],
    map: [],
    load: [],
    resume: [],
    search: ['llama'],
    show: ['spdx:MIT'],
    lineage: ['Qwen/Qwen3-8B'],
    license: ['Qwen/Qwen3-8B'],
    contamination: ['Qwen/Qwen3-8B'],
    findings: [],
    impact: ['Qwen/Qwen3-8B'],
    family: ['Qwen/Qwen3-8B'],
    siblings: ['Qwen/Qwen3-8B'],
    'ancestors-common': ['Qwen/Qwen3-8B', 'Qwen/Qwen3-8B-Base'],
    compare: ['Qwen/Qwen3-8B', 'Qwen/Qwen3-8B-Base'],
    timeline: ['Qwen/Qwen3-8B'],
    why: ['Qwen/Qwen3-8B', 'license'],
    history: ['Qwen/Qwen3-8B'],
    query: ['roots-with-most-descendants'],
    cypher: ['RETURN 1 AS one'],
    export: ['--out', `${folder}/graph.jsonl`],
    status: [],
    runs: [],
    verify: [],
    sources: [],
    stages: ['huggingface'],
    schema: ['context'],
    config: [],
    doctor: ['huggingface'],
    completion: ['bash'],
    help: ['concepts'],
    suggest: ['base-models'],
    sparql: ['ASK { ?s ?p ?o }'],
    browser: ['--out', `${folder}/neo4j-browser`],
    validate: [],
    quality: [],
    forget: ['Qwen/Qwen3-8B', '--dry-run'],
  };
  /** They go on until they are stopped, or want a file or a store: see their own tests. */
  const elsewhere: ReadonlySet<string> = new Set(['serve', 'push', 'import']);

  it('is one JSON value alone on stdout, of every command, also with -vv', async () => {
    // Logs of requests go around the streams that are looked at here; a spawned run with -vv is looked at elsewhere.
    const talkative = ['demo', 'run', 'extract', 'doctor'];
    const before = process.cwd();
    process.chdir(tempFolder());
    try {
      for (const { name } of commands.filter((one) => !elsewhere.has(one.name))) {
        const result = await ask([name, ...(good[name] ?? []), '--json', talkative.includes(name) ? '-v' : '-vv']);
        expect(() => JSON.parse(result.stdout), `${name}: ${result.stdout.slice(0, 200)}`).not.toThrow();
        expect(result.code, `${name}: ${result.stderr}`).toBe(0);
        expect(result.stdout.endsWith('\n') && !result.stdout.endsWith('\n\n'), name).toBe(true);
      }
    } finally {
      process.chdir(before);
    }
  });

  it('is {"error": …} of every command that fails', async () => {
    for (const { name } of commands) {
      for (const format of ['json', 'ndjson', 'agent']) {
        const result = await ask([name, '--nosuchflag', '-vv', '--format', format]);
        expect(result.code, name).toBe(2);
        expect(json(result), name).toMatchObject({ error: { code: 'STEMMA_USAGE', hint: expect.any(String) } });
      }
    }
    const failed = await ask(['show', 'no/such-model', '--json', '-vv']);
    expect(Object.keys(json(failed)['error'] as object)).toEqual(['code', 'message', 'hint', 'candidates']);
  });
});

describe('a terminal', () => {
  it('of 40 columns is not overrun, and says what to do', async () => {
    for (const args of [['search', 'llama'], ['runs', 'list'], ['sources'], ['query'], ['config', 'show']]) {
      const { stdout, stderr } = await ask(args, {}, { columns: 40 });
      for (const line of stdout.trimEnd().split('\n'))
        expect(columnsOf(line), `${args.join(' ')}: ${line}`).toBeLessThanOrEqual(40);
      expect(stderr, args.join(' ')).toContain('--no-truncate shows all');
    }
    const whole = await ask(['search', 'llama', '--no-truncate'], {}, { columns: 40 });
    expect(whole.stdout).not.toContain('…');
    expect(whole.stdout.split('\n').some((line) => columnsOf(line) > 40)).toBe(true);
  });

  it('gets colours, unless NO_COLOR, --no-color or TERM=dumb say otherwise', async () => {
    const terminal = { columns: 80 };
    expect((await ask(coloured, {}, terminal)).stdout).toMatch(escapes);
    expect((await ask(coloured, { NO_COLOR: '1' }, terminal)).stdout).not.toMatch(escapes);
    expect((await ask([...coloured, '--no-color'], {}, terminal)).stdout).not.toMatch(escapes);
    expect((await ask(coloured, { TERM: 'dumb' }, terminal)).stdout).not.toMatch(escapes);
  });

  it('that is dumb gets lines and no cursor movement', async () => {
    const dumb = await ask(['map'], { TERM: 'dumb' }, { columns: 80 });
    const able = await ask(['map'], {}, { columns: 80 });

    expect(dumb.stderr).toContain('map huggingface');
    expect(dumb.stderr).not.toMatch(escapes);
    expect(able.stderr).toMatch(escapes);
  });

  it('without UTF-8 gets plain signs', async () => {
    for (const args of [
      ['lineage', 'Qwen/Qwen3-8B', '--both'],
      ['impact', 'Qwen/Qwen3-8B'],
      ['compare', 'Qwen/Qwen3-8B', 'Qwen/Qwen3-8B-Base'],
      ['timeline', 'Qwen/Qwen3-8B'],
      ['doctor', 'huggingface'],
      ['map'],
      ['why', 'Qwen/Qwen3-8B', 'license'],
    ]) {
      const result = await ask(args, { LANG: 'C', LC_ALL: 'C' }, { columns: 40 });
      // eslint-disable-next-line no-control-regex
      expect(result.stdout + result.stderr, args.join(' ')).toMatch(/^[\u0000-\u007f]*$/);
    }
  });
});

describe('a pipe', () => {
  it('has no colours unless FORCE_COLOR asks for them', async () => {
    expect((await ask(coloured)).stdout).not.toMatch(escapes);
    expect((await ask(coloured, { FORCE_COLOR: '1' })).stdout).toMatch(escapes);
    expect((await ask(coloured, { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toMatch(escapes);
  });

  it('that is closed early is no error', () => {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const program = `"${process.execPath}" "${compiled('src/cli/main.ts')}"`;
    const { stdout, stderr } = spawnSync(
      'bash',
      ['--norc', '-c', `${program} export --data-dir "${folder}" | head -n 1; echo "\${PIPESTATUS[0]}"`],
      { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8' } },
    );

    const [line, code] = stdout.trimEnd().split('\n');
    expect(JSON.parse(line ?? '')).toHaveProperty('@id');
    expect({ code, stderr }).toEqual({ code: '0', stderr: '' });
  });

  it('gets progress as events when it asks for them', async () => {
    const { stderr, stdout } = await ask(['map', '--progress', 'events', '-q', '--json']);

    const events = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { event: string });
    expect(events.map(({ event }) => event)).toEqual(expect.arrayContaining(['start', 'stop']));
    expect(JSON.parse(stdout)).toHaveProperty('run');
    expect((await ask(['map', '--progress', 'none', '-q'])).stderr).toBe('');
    expect((await ask(['map', '--no-progress', '-q'])).stderr).toBe('');
  });
});
