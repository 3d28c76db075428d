import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, '.cache');
const sources = ['src', 'extract', 'graph', 'ontology', 'cypher', 'test/support', 'test/store'];
const others = ['package.json', 'tsconfig.json', 'test/tsconfig.program.json'];
const keptMs = 86_400_000;

let folder: string | undefined;

/**
 * A module of the program, or of what tests start in processes of their own, as JavaScript: such a process starts in a third of the
 * time of one that reads TypeScript. Compiled once for the sources as they are now, into `.cache`.
 */
export function compiled(path: string): string {
  folder ??= compiledFolder();
  return join(folder, path.replace(/\.ts$/, '.js'));
}

function compiledFolder(): string {
  const made = join(cache, `program-${hashOfSources()}`);
  if (existsSync(made)) return made;
  mkdirSync(cache, { recursive: true });
  forgetOld();
  const partial = mkdtempSync(join(cache, 'program-'));
  run('node_modules/typescript/bin/tsc', '-p', 'test/tsconfig.program.json', '--outDir', partial);
  run('.ci/assets.mjs', partial);
  cpSync(join(root, 'package.json'), join(partial, 'package.json'));
  try {
    renameSync(partial, made);
  } catch (error) {
    // Another worker was faster.
    if (!existsSync(made)) throw error;
    rmSync(partial, { recursive: true, force: true });
  }
  return made;
}

/** Changes with any file that is compiled, or copied beside what is. */
function hashOfSources(): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const facts = statSync(path);
    if (facts.isFile()) hash.update(`${path} ${facts.mtimeMs} ${facts.size}\n`);
  };
  for (const part of sources)
    for (const name of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).sort())
      add(join(root, part, name));
  for (const name of others) add(join(root, name));
  return hash.digest('hex').slice(0, 16);
}

function run(script: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stdout}${stderr}`);
}

function forgetOld(): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (name.startsWith('program-') && statSync(path).mtimeMs < Date.now() - keptMs)
      rmSync(path, { recursive: true, force: true });
  }
}
