import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder with size, hash and time of change: equal snapshots, nothing was touched. */
export function folderSnapshot(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    const stat = statSync(path);
    const content = stat.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'folder';
    found[name] = `${stat.size} ${stat.mtimeMs} ${content}`;
  }
  return found;
}
