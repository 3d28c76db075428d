import { readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pid } from 'node:process';

/** The engine makes `grafeo-<file>-<pid>-<hex>.spill` in the system's temporary folder at each opening and leaves it there. */
const name = /^grafeo-.*-(\d+)-[0-9a-f]+\.spill$/;

let open = 0;

export function graphOpened(): void {
  open += 1;
}

/** Removes this process's folders once its last graph is closed. */
export async function graphClosed(): Promise<void> {
  open -= 1;
  if (open === 0) await removeSpillFolders(pid);
}

/** Removes the empty folders a process has left; what is not empty or not ours to remove stays. */
export async function removeSpillFolders(owner: number): Promise<void> {
  const entries = await readdir(tmpdir()).catch(() => []);
  const left = entries.filter((entry) => name.exec(entry)?.[1] === String(owner));
  await Promise.all(left.map((entry) => rmdir(join(tmpdir(), entry)).catch(() => undefined)));
}
