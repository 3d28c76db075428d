import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `STEMMA_REALDATA`: the folder of recorded replies; undefined when unset. */
export const realdata = process.env['STEMMA_REALDATA'];

/** Files of a recorded archive by their path in it, in order. */
export function recordedFiles(archive: string): ReadonlyMap<string, Buffer> {
  if (realdata === undefined) return new Map();
  const folder = mkdtempSync(join(tmpdir(), 'stemma-recorded-'));
  try {
    execFileSync('tar', ['-xzf', join(realdata, archive), '-C', folder]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((file) => join(file.parentPath, file.name)).sort();
    return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
