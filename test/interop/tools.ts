import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Other people's software, where it is: a Python with what `requirements.txt` names, and Jena's jars under Java. `.ci/interop-tools`
 * puts both into `.cache`; STEMMA_PYTHON names another Python.
 */
const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
const jenaJars = join(cache, 'jena-5.6.0');
const madePython = join(cache, 'interop-python', 'bin', 'python');

export const python = process.env['STEMMA_PYTHON'] ?? (existsSync(madePython) ? madePython : 'python3');
export const hasPython = spawnSync(python, ['-c', 'import rdflib, pyshacl, pyoxigraph']).status === 0;
if (!hasPython)
  console.log(`test/interop: skipped, ${python} has no rdflib, pyshacl and pyoxigraph (bash .ci/interop-tools)`);

const java = process.env['JAVA_HOME'] === undefined ? 'java' : join(process.env['JAVA_HOME'], 'bin', 'java');
export const hasJena =
  existsSync(jenaJars) &&
  readdirSync(jenaJars).some((name) => name.startsWith('jena-cmds')) &&
  spawnSync(java, ['-version']).status === 0;
if (!hasJena) console.log('test/interop: skipped, no Java with the jars of Jena in .cache (bash .ci/interop-tools)');

/** The JSON a script beside this file prints. */
export function byPython<T>(script: string, ...args: readonly string[]): T {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return JSON.parse(execFileSync(python, [path, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })) as T;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of Jena, by its class. */
export function byJena(command: string, ...args: readonly string[]): Ran {
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  return spawnSync(java, ['-cp', [join(jenaJars, '*')].join(delimiter), command, ...args], options);
}

/** Findings of Jena's SHACL by severity and shape, as `rdf.py` counts them. `data`: one graph, as N-Triples. */
export function jenaFindings(shapes: string, data: string): Readonly<Record<string, number>> {
  const { stdout, stderr, status } = byJena('shacl.shacl', 'validate', '--shapes', shapes, '--data', data);
  if (status !== 0) throw new Error(stderr);
  const count: Record<string, number> = {};
  for (const block of stdout.split('sh:result ').slice(1)) {
    const severity = /sh:resultSeverity\s+sh:(\w+)/.exec(block)?.[1];
    const shape =
      /sh:sourceShape\s+<[^>]*#([^>]+)>/.exec(block)?.[1] ?? /sh:sourceShape\s+\w*:([\w-]+)/.exec(block)?.[1];
    const key = `${severity} ${shape}`;
    count[key] = (count[key] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(count).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
