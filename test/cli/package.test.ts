import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { tempFolder } from '../support/stemma-cli.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const windows = process.platform === 'win32';
/** What a build needs. */
const sources = ['src', 'ontology', 'extract', 'graph', 'cypher', '.ci', 'package.json', 'tsconfig.json'];
const besides = ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md'];

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function execute(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  // The user's npm settings, but nothing of the npm or vitest that runs this.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_|VITEST|NODE_ENV|STEMMA_|HF_|DATA_DIR|NEO4J_)/.test(name) ||
        /^npm_config_(registry|cache|userconfig)$/i.test(name),
    ),
  );
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd, env, shell: windows, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr }),
    );
  });
}

describe('the package', () => {
  const folder = tempFolder();
  const [copy, home] = [join(folder, 'copy'), join(folder, 'home')];
  const bin = join(home, 'node_modules', '.bin', windows ? 'stemma.cmd' : 'stemma');
  let files: readonly string[] = [];
  let offline: string | undefined;

  beforeAll(async () => {
    mkdirSync(home, { recursive: true });
    for (const name of [...sources, ...besides])
      if (existsSync(join(root, name))) cpSync(join(root, name), join(copy, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    const built = await execute('npm', ['run', '--silent', 'build'], copy);
    expect(built.code, built.stdout + built.stderr).toBe(0);
    const packed = await execute('npm', ['pack', '--json', '--pack-destination', folder], copy);
    expect(packed.code, packed.stderr).toBe(0);
    const [made] = JSON.parse(packed.stdout) as { filename: string; files: { path: string }[] }[];
    files = (made?.files ?? []).map((file) => file.path);

    writeFileSync(join(home, 'package.json'), '{ "name": "home", "private": true, "type": "module" }\n');
    const installed = await execute(
      'npm',
      ['install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, made?.filename ?? '')],
      home,
    );
    if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH)\b/.test(installed.stderr))
      offline = 'no registry answers';
    else expect(installed.code, installed.stderr).toBe(0);
  }, 180_000);
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

  function needsInstall(context: TestContext): void {
    if (offline === undefined) return;
    console.info(`skipped: the installed package (${offline})`);
    context.skip(offline);
  }

  it('holds the compiled program and its data, and nothing else', () => {
    const strange = files.filter((path) => !path.startsWith('dist/') && !['package.json', ...besides].includes(path));
    const code = files.filter((path) => /\.[cm]?ts$/.test(path) && !path.endsWith('.d.ts'));

    expect(strange).toEqual([]);
    expect(code).toEqual([]);
    expect(files.filter((path) => /(^|\/)(test|node_modules|data|\.ci)\/|\.test\./.test(path))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'package.json',
        ...besides,
        'dist/src/cli/main.js',
        'dist/src/index.js',
        'dist/src/index.d.ts',
      ]),
    );
  });

  it('holds every query, table and sample that the sources have', () => {
    const data = ['cypher', 'ontology', 'src', 'extract', 'graph'].flatMap((part) =>
      readdirSync(join(root, part), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
        .filter((path) => path.includes('/sample/') || !/\.(ts|md)$/.test(path)),
    );

    expect(data.filter((path) => path.endsWith('.cypher')).length).toBeGreaterThan(10);
    expect(data.some((path) => path.startsWith('ontology/vocab/'))).toBe(true);
    expect(data.some((path) => /^src\/demo\/sample\/repos\/.+\/README\.md$/.test(path))).toBe(true);
    expect(files).toEqual(expect.arrayContaining(data.map((path) => `dist/${path}`)));
  });

  it('tells its version once installed in an empty folder', async (context) => {
    needsInstall(context);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

    expect(await execute(bin, ['--version'], home)).toMatchObject({ code: 0, stdout: `${version}\n` });
  });

  it('runs the demo once installed', async (context) => {
    needsInstall(context);

    const demo = await execute(bin, ['demo'], home);

    expect(demo.code, demo.stderr).toBe(0);
    expect(demo.stdout).toContain('stemma lineage');
    expect(existsSync(join(home, 'stemma-demo/graph/current'))).toBe(true);
  }, 60_000);

  it('gives its small API to an importer, and keeps the rest to itself', async (context) => {
    needsInstall(context);
    const script = `
      import { openGraph, runSource } from 'stemma';
      const graph = await openGraph({ dataDir: 'stemma-demo' });
      const { items } = await graph.cypher('MATCH (m:MLModel) RETURN count(m) AS models');
      await graph.close();
      const inside = await import('stemma/dist/src/core/errors.js').then(() => 'open', (error) => error.code);
      console.log(JSON.stringify([typeof runSource, items[0].models > 100, inside]));`;
    writeFileSync(join(home, 'ask.js'), script);

    const asked = await execute(process.execPath, ['ask.js'], home);

    expect(asked.code, asked.stderr).toBe(0);
    expect(JSON.parse(asked.stdout)).toEqual(['function', true, 'ERR_PACKAGE_PATH_NOT_EXPORTED']);
  }, 60_000);

  it('gives types to an importer in TypeScript', async (context) => {
    needsInstall(context);
    const script = `
      import { openGraph, runSource, type Graph, type LineageResult, type RunReport } from 'stemma';
      const graph: Graph = await openGraph({ dataDir: 'stemma-demo' });
      const family: LineageResult = await graph.lineage('a/b', { direction: 'up' });
      export const depth: number | undefined = family.nodes[0]?.depth;
      export const report: RunReport = await runSource('huggingface', { settings: { numModels: 1 } });
      // @ts-expect-error -- a direction there is not
      await graph.lineage('a/b', { direction: 'sideways' });`;
    writeFileSync(join(home, 'typed.ts'), script);
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      'node',
      '--typeRoots',
      join(root, 'node_modules', '@types'),
    ];

    const checked = await execute(
      process.execPath,
      [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, 'typed.ts'],
      home,
    );

    expect(checked.stdout).toBe('');
    expect(checked.code).toBe(0);
  }, 60_000);
});
