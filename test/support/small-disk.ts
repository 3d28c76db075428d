import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  /** Gives it this much room from now on; what is on it stays. */
  resize(bytes: number): void;
  remove(): void;
}

/** A file system in memory that holds this much; only for the superuser on Linux. */
export function mountSmallDisk(bytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'stemma-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${Math.round(bytes)}`, 'stemma-test', path], { stdio: 'pipe' });
  } catch (error) {
    rmdirSync(path);
    throw error;
  }
  return {
    path,
    resize: (room) => void execFileSync('mount', ['-o', `remount,size=${Math.round(room)}`, path], { stdio: 'pipe' }),
    remove() {
      execFileSync('umount', ['-l', path], { stdio: 'pipe' });
      rmdirSync(path);
    },
  };
}

/** Why no small disk can be had here; undefined when it can. */
export function smallDiskSkipped(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a small tmpfs needs the superuser on Linux';
  try {
    mountSmallDisk(64 * 1024).remove();
    return undefined;
  } catch (error) {
    return `no tmpfs can be mounted (${(error as Error).message.split('\n')[0]})`;
  }
}
