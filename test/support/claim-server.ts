import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const secondsToWait = 90;
const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * One of these servers that no other process uses, for as long as this process lives: a file has its process to itself. A process
 * that has ended gives its server back; the number that Vitest gives its workers is at times given twice.
 */
export function claimServer<T extends { readonly uri: string }>(servers: readonly T[]): T {
  for (let waited = 0; waited < secondsToWait * 10; waited += 1) {
    const free = servers.find(({ uri }) => take(lockOf(uri)));
    if (free !== undefined) return free;
    Atomics.wait(pause, 0, 0, 100);
  }
  throw new Error(`no server for tests was free within ${secondsToWait} s`);
}

function lockOf(uri: string): string {
  return join(tmpdir(), `stemma-test-neo4j-${createHash('sha256').update(uri).digest('hex').slice(0, 16)}.lock`);
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    // Another that found the same process gone may have cleared this one away with its lock.
    Atomics.wait(pause, 0, 0, 50);
    return holderOf(lock) === process.pid;
  } catch {
    const holder = holderOf(lock);
    if (holder === process.pid) return true;
    if (holder === undefined || isAlive(holder)) return false;
    rmSync(lock, { force: true });
    return false;
  }
}

function holderOf(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
