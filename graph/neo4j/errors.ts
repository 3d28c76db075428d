import { Neo4jError } from 'neo4j-driver';
import { isStemmaError, messageOf, StemmaError } from '../../src/core/errors.ts';

function codeOf(error: unknown): string {
  return error instanceof Neo4jError ? error.code : '';
}

/** The transaction needed more memory than the server gives: smaller batches may pass, the same one will not. */
function isOutOfMemory(code: string): boolean {
  return code.endsWith('MemoryPoolOutOfMemoryError') || code.endsWith('TransactionOutOfMemoryError');
}

/** Worth sending again as it is: deadlocks, lost connections, leader changes. */
export function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  if (isOutOfMemory(code)) return false;
  return error instanceof Neo4jError && error.retryable;
}

const unauthorized = new Set([
  'Neo.ClientError.Security.Unauthorized',
  'Neo.ClientError.Security.AuthenticationRateLimit',
  'Neo.ClientError.Security.CredentialsExpired',
  'Neo.ClientError.Security.TokenExpired',
]);

/** What a call of the driver failed with, as every caller knows it. `where` names the server, without credentials. */
export function neo4jError(error: unknown, where: string): StemmaError {
  if (isStemmaError(error)) return error;
  const code = codeOf(error);
  const message = messageOf(error).trim().split('\n')[0] ?? '';
  const context = { engine: 'neo4j', server: where, engineCode: code };
  if (unauthorized.has(code)) {
    return new StemmaError('STEMMA_AUTH', `Neo4j at ${where} refused user or password`, {
      hint: 'set NEO4J_USER and NEO4J_PASSWORD (or NEO4J_PASSWORD_FILE)',
      context,
      cause: error,
    });
  }
  if (code === 'ServiceUnavailable' || code === 'SessionExpired') return unreachable(where, message, error);
  if (isOutOfMemory(code)) {
    return new StemmaError('STEMMA_STORE', `Neo4j at ${where} ran out of transaction memory`, {
      hint: 'raise dbms.memory.transaction.total.max on the server',
      context: { ...context, reason: 'memory' },
      cause: error,
    });
  }
  return refused(code, message, error, context);
}

function refused(
  code: string,
  message: string,
  cause: unknown,
  context: Readonly<Record<string, unknown>>,
): StemmaError {
  if (code.endsWith('Statement.AccessMode')) {
    const hint = 'add --write if it is meant to';
    return new StemmaError('STEMMA_QUERY', 'the statement writes, and the graph is open for reading only', {
      hint,
      context,
      cause,
    });
  }
  if (code.includes('Transaction.TransactionTimedOut') || code.endsWith('Transaction.Terminated')) {
    const hint = 'narrow it, or give it more time with --timeout';
    return new StemmaError('STEMMA_QUERY', 'the server stopped the statement when its time was up', {
      hint,
      context,
      cause,
    });
  }
  if (code === 'Neo.ClientError.Database.DatabaseNotFound') {
    const hint = 'set NEO4J_DATABASE to a database of this server';
    return new StemmaError('STEMMA_STORE', message, { hint, context, cause });
  }
  const isQuery = code.startsWith('Neo.ClientError.Statement.') || code.startsWith('Neo.ClientError.Schema.');
  const retryable = code.startsWith('Neo.TransientError.');
  return new StemmaError(isQuery ? 'STEMMA_QUERY' : 'STEMMA_STORE', message, { retryable, context, cause });
}

export function unreachable(where: string, detail: string, cause?: unknown): StemmaError {
  return new StemmaError('STEMMA_STORE_UNREACHABLE', `no Neo4j answers at ${where}: ${detail}`, {
    hint: 'start one (docker compose up -d), or leave out --graph for the embedded graph',
    retryable: true,
    context: { server: where },
    cause,
  });
}
