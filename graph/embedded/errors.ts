import { isStemmaError, messageOf, StemmaError } from '../../src/core/errors.ts';

/** `Query error: GRAFEO-Q001: syntax error: …` → `syntax error: …`; the engine's drawing of the place is kept. */
function plainMessage(error: unknown): string {
  return messageOf(error).replace(/^(?:\w+ error: )?(?:GRAFEO-[A-Z]\d{3}: )?/, '');
}

function statusOf(error: unknown): string {
  const status = (error as { readonly gqlStatus?: unknown } | null)?.gqlStatus;
  return typeof status === 'string' ? status : '';
}

function codeOf(error: unknown): string {
  return /GRAFEO-[A-Z]\d{3}/.exec(messageOf(error))?.[0] ?? '';
}

/** Two transactions wrote the same thing; the statement was rolled back and may be sent again. */
export function isConflict(error: unknown): boolean {
  return codeOf(error) === 'GRAFEO-T001';
}

const noSpace = /no space left|os error 28|disk quota exceeded|os error 122/i;

/** What a statement failed with, as every caller knows it. */
export function statementError(error: unknown): StemmaError {
  if (isStemmaError(error)) return error;
  const message = plainMessage(error);
  const code = codeOf(error);
  if (noSpace.test(message)) return diskFull(error);
  if (/I\/O error|os error \d+/.test(message)) return notWritten(message, error);
  if (code === 'GRAFEO-T003') {
    return new StemmaError('STEMMA_QUERY', 'the statement writes, and the graph is open for reading only', {
      hint: 'add --write if it is meant to',
      cause: error,
    });
  }
  if (code === 'GRAFEO-S002') return damaged(message, error);
  const isQuery =
    code.startsWith('GRAFEO-Q') || code.startsWith('GRAFEO-V') || /^(?:22|42|G1|G2)/.test(statusOf(error));
  return new StemmaError(isQuery ? 'STEMMA_QUERY' : 'STEMMA_STORE', message, {
    retryable: code.startsWith('GRAFEO-T'),
    context: { engine: 'embedded', engineCode: code },
    cause: error,
  });
}

export function diskFull(cause: unknown): StemmaError {
  return new StemmaError('STEMMA_DISK', 'no space left on the device for the graph', {
    hint: 'free some space and run the same command again; the last published graph is untouched',
    retryable: true,
    cause,
  });
}

/** A full disk is sometimes told by a file that could not be made. */
function notWritten(message: string, cause: unknown): StemmaError {
  return new StemmaError('STEMMA_DISK', `the embedded graph cannot be written: ${message}`, {
    hint: 'look at the free space and the rights of the data directory, then run the same command again',
    retryable: true,
    cause,
  });
}

export function damaged(detail: string, cause?: unknown): StemmaError {
  return new StemmaError('STEMMA_GRAPH_DAMAGED', `the embedded graph is damaged: ${detail}`, {
    hint: 'stemma load --rebuild',
    cause,
  });
}

export function noGraphYet(): StemmaError {
  return new StemmaError('STEMMA_STORE', 'there is no graph yet', {
    hint: 'stemma demo, or stemma run huggingface --limit 1000',
  });
}
