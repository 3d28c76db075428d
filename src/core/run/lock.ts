import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { kill, pid } from 'node:process';
import type { Clock } from '../clock.ts';
import { diskError, systemCodeOf } from '../disk-error.ts';
import { StemmaError } from '../errors.ts';

export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly startedAt: string;
  /** What tells two processes with one pid apart, where the system says it. */
  readonly birth?: string;
}

export interface Lock {
  readonly path: string;
  release(): Promise<void>;
}

export interface LockOptions {
  /** What is locked, for messages: `run 2026-…`. */
  readonly what: string;
  readonly clock: Clock;
  /** Take it whoever holds it. */
  readonly force?: boolean;
  /** Told when the lock of a dead process was taken over. */
  readonly onNote?: (message: string) => void;
}

const heldHere = new Set<string>();
let attempts = 0;

/** When the process started, in ticks since boot, and which boot; undefined where there is no `/proc`. */
function birthOf(processId: number): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    const stat = readFileSync(`/proc/${processId}/stat`, 'latin1');
    return `${boot}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return undefined;
  }
}

function isAlive(holder: LockHolder, path: string): boolean {
  if (holder.pid === pid && !heldHere.has(path)) return false;
  try {
    kill(holder.pid, 0);
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
  const birth = birthOf(holder.pid);
  return holder.birth === undefined || birth === undefined || birth === holder.birth;
}

export interface LockState {
  /** The lock file as it was read. */
  readonly text: string;
  readonly holder: LockHolder | undefined;
  /** `unknown` on another host, or when the file says nothing. */
  readonly state: 'alive' | 'dead' | 'unknown';
}

/** Who holds the lock, and whether that process lives; undefined when it is free. */
export async function inspectLock(path: string): Promise<LockState | undefined> {
  const text = await lockText(path);
  if (text === undefined) return undefined;
  const holder = parseHolder(text);
  if (holder === undefined || holder.host !== hostname()) return { text, holder, state: 'unknown' };
  return { text, holder, state: isAlive(holder, path) ? 'alive' : 'dead' };
}

async function lockText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return undefined;
    throw diskError(error, 'read', path);
  }
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const holder: Partial<LockHolder> = value;
    const isWhole =
      Number.isSafeInteger(holder.pid) && typeof holder.host === 'string' && typeof holder.startedAt === 'string';
    // The three members were just checked.
    return isWhole ? (holder as LockHolder) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes a lock file: created with its content in one step, held by pid and host. The lock of a dead process of this host is
 * taken over and said. Throws STEMMA_RUN when another living process, or another host, holds it; STEMMA_DISK when it cannot be written.
 */
export async function acquireLock(path: string, options: LockOptions): Promise<Lock> {
  const birth = birthOf(pid);
  const holder: LockHolder = {
    pid,
    host: hostname(),
    startedAt: options.clock.now().toISOString(),
    ...(birth === undefined ? {} : { birth }),
  };
  const content = `${JSON.stringify(holder)}\n`;
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await createExclusively(path, content)) {
      heldHere.add(path);
      return { path, release: () => release(path, content) };
    }
    const seen = await inspectLock(path);
    if (seen === undefined) continue;
    if (seen.state !== 'dead' && options.force !== true) throw lockedError(options.what, path, seen.holder);
    if (await removeStale(path, seen.text)) options.onNote?.(takeoverNote(options.what, seen.holder));
  }
  throw new StemmaError('STEMMA_RUN', `${options.what} is wanted by several processes at once`, { retryable: true });
}

function takeoverNote(what: string, holder: LockHolder | undefined): string {
  if (holder === undefined) return `took over the lock of ${what}`;
  return `took over the lock of ${what} from process ${holder.pid} on ${holder.host}, which no longer works on it (since ${holder.startedAt})`;
}

function lockedError(what: string, path: string, holder: LockHolder | undefined): StemmaError {
  if (holder !== undefined && holder.host === hostname()) {
    return new StemmaError(
      'STEMMA_RUN',
      `${what} is being written by process ${holder.pid} since ${holder.startedAt}`,
      {
        hint: 'wait for it, or stop it',
        context: { path, ...holder },
      },
    );
  }
  const who =
    holder === undefined ? 'an unknown process' : `process ${holder.pid} on ${holder.host} since ${holder.startedAt}`;
  return new StemmaError('STEMMA_RUN', `${what} is locked by ${who}, which cannot be checked from here`, {
    hint: 'when that process is gone, repeat the command with --force',
    context: { path, ...holder },
  });
}

async function createExclusively(path: string, content: string): Promise<boolean> {
  attempts += 1;
  const temporary = `${path}.${pid}-${attempts}.tmp`;
  try {
    await writeNew(temporary, content);
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EEXIST') return false;
    // File systems without hard links: the content follows the name.
    if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP'].includes(code ?? '')) return createPlainly(path, content);
    throw diskError(error, 'create', path);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function createPlainly(path: string, content: string): Promise<boolean> {
  try {
    await writeNew(path, content);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false;
    throw diskError(error, 'create', path);
  }
}

async function writeNew(path: string, content: string): Promise<void> {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves the stale file aside before deleting it, so that of two takers only one succeeds. */
async function removeStale(path: string, seen: string): Promise<boolean> {
  attempts += 1;
  const aside = `${path}.${pid}-${attempts}.tmp`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return false;
    throw diskError(error, 'take over', path);
  }
  const isSame = (await lockText(aside)) === seen;
  if (!isSame) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return isSame;
}

async function release(path: string, content: string): Promise<void> {
  heldHere.delete(path);
  if ((await lockText(path)) !== content) return;
  await rm(path, { force: true }).catch((error: unknown) => {
    throw diskError(error, 'remove', path);
  });
}
