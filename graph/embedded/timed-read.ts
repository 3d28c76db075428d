import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cancelledError } from '../../src/core/abort.ts';
import { StemmaError } from '../../src/core/errors.ts';
import type { ErrorCode } from '../../src/core/errors.ts';
import type { Parameters, Row } from '../store.ts';
import { removeSpillFolders } from './spill-folders.ts';
import { parameterOf } from './values.ts';

/** Sent to `read-process.ts`. */
export interface ReadRequest {
  readonly file: string;
  readonly cypher: string;
  readonly parameters: Parameters;
  readonly maxRows: number | undefined;
}

/** Its one answer. */
export type ReadAnswer =
  | { readonly rows: readonly Row[] }
  | { readonly error: { readonly code: ErrorCode; readonly message: string; readonly hint?: string } };

export interface TimedReadOptions {
  readonly timeoutMs: number;
  readonly maxRows: number | undefined;
  readonly signal: AbortSignal | undefined;
}

const script = new URL(import.meta.url.endsWith('.ts') ? './read-process.ts' : './read-process.js', import.meta.url);

/**
 * Runs one read-only statement in a child process and kills it when its time is up or the signal aborts.
 * @throws StemmaError STEMMA_QUERY for a bad or too slow statement, STEMMA_CANCELLED
 */
export async function readInOwnProcess(
  file: string,
  cypher: string,
  parameters: Parameters,
  options: TimedReadOptions,
): Promise<Row[]> {
  const child = startReader();
  try {
    const answer = await answerOf(
      child,
      { file, cypher, parameters: parameterOf(parameters) as Parameters, maxRows: options.maxRows },
      options,
    );
    if ('error' in answer) {
      const { code, message, hint } = answer.error;
      throw new StemmaError(code, message, hint === undefined ? {} : { hint });
    }
    return [...answer.rows];
  } finally {
    await ended(child);
    if (child.pid !== undefined) await removeSpillFolders(child.pid);
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

function startReader(): ChildProcess {
  return fork(fileURLToPath(script), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: script.pathname.endsWith('.ts') ? ['--import', sourceLoader()] : [],
  });
}

/** In a source checkout Node needs the development loader; the published package holds JavaScript. */
function sourceLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}

function answerOf(child: ChildProcess, request: ReadRequest, options: TimedReadOptions): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(timedOut(options.timeoutMs)), options.timeoutMs);
    const onAbort = (): void => reject(cancelledError(options.signal as AbortSignal));
    const settle = (): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
    };
    options.signal?.addEventListener('abort', onAbort, { once: true });
    child.once('message', (answer) => {
      settle();
      resolve(answer as ReadAnswer);
    });
    child.once('exit', (code, signal) => {
      settle();
      reject(
        new StemmaError(
          'STEMMA_QUERY',
          `the statement's process ended before it answered (${signal ?? `exit ${code}`})`,
        ),
      );
    });
    child.once('error', (cause) => {
      settle();
      reject(new StemmaError('STEMMA_STORE', 'cannot start a process for the statement', { cause }));
    });
    child.send(request);
  });
}

export function timedOut(timeoutMs: number): StemmaError {
  return new StemmaError('STEMMA_QUERY', `the statement was stopped after ${timeoutMs / 1000} s`, {
    hint: 'narrow it, or give it more time with --timeout',
  });
}
