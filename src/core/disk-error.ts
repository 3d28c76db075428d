import { StemmaError, isStemmaError } from './errors.ts';

const explanations: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than the system allows',
  EROFS: 'the file system is read-only',
  EACCES: 'permission is denied',
  EPERM: 'the operation is not permitted',
  EIO: 'the disk reports an input/output error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this machine',
  ELOOP: 'it is a symbolic link, which a data folder never holds',
  ENOTDIR: 'a folder of its path is a file',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist',
};

const hints: Readonly<Record<string, string>> = {
  ENOSPC: 'free some space',
  EDQUOT: 'free some space or ask for a larger quota',
  EFBIG: 'raise the file size limit',
  EROFS: 'use another --data-dir',
  EACCES: 'give this user the right to write there, or use another --data-dir',
  EPERM: 'give this user the right to write there, or use another --data-dir',
};

/** The code of a file-system error (`ENOSPC` …), if it is one. */
export function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What a failed file operation becomes: STEMMA_DISK naming the file and the reason in words. A StemmaError stays as it is. */
export function diskError(error: unknown, action: string, path: string): StemmaError {
  if (isStemmaError(error)) return error;
  const code = systemCodeOf(error) ?? 'unknown';
  const reason = explanations[code] ?? (error instanceof Error ? error.message : String(error));
  const hint = hints[code];
  return new StemmaError('STEMMA_DISK', `cannot ${action} ${path}: ${reason}`, {
    ...(hint === undefined ? {} : { hint }),
    context: { path, systemCode: code },
    cause: error,
  });
}

/** Runs a file operation; what it throws becomes STEMMA_DISK. */
export async function onDisk<T>(action: string, path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw diskError(error, action, path);
  }
}

/** The same STEMMA_DISK error with the command that goes on once its cause is gone; any other error unchanged. */
export function withNextCommand(error: unknown, command: string): unknown {
  if (!isStemmaError(error, 'STEMMA_DISK')) return error;
  const hint = error.hint === undefined ? `run: ${command}` : `${error.hint}, then run: ${command}`;
  return new StemmaError(error.code, error.message, { hint, context: error.context, cause: error.cause });
}
