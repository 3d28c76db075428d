import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StemmaError } from './errors.ts';

/** The folder that holds `src/`, `cypher/`, `ontology/` …: the package root when run from source, `dist/` when compiled. */
const tree = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Absolute path of a file that ships with the package (`cypher/lineage/ancestors.cypher`): beside its module, in the source
 * tree and in `dist` alike. Existence is not checked. Throws STEMMA_INTERNAL for a path that is not plainly relative.
 */
export function packageFile(path: string): string {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\:]/.test(part))) {
    throw new StemmaError('STEMMA_INTERNAL', `not a path inside the package: ${path}`);
  }
  return join(tree, ...parts);
}

/** The folder of `package.json`, from source and from `dist`. */
export function packageRoot(): string {
  for (const candidate of [tree, dirname(tree)]) {
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  throw new StemmaError('STEMMA_INTERNAL', `no package.json above ${tree}`, { hint: 'npm install -g stemma' });
}

let version: string | undefined;

/** The version in `package.json`. */
export function packageVersion(): string {
  if (version === undefined) {
    const manifest: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
    if (
      typeof manifest !== 'object' ||
      manifest === null ||
      !('version' in manifest) ||
      typeof manifest.version !== 'string'
    ) {
      throw new StemmaError('STEMMA_INTERNAL', 'package.json has no version');
    }
    version = manifest.version;
  }
  return version;
}
