import { Neo4jError } from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { serverOf } from '../../../graph/neo4j/address.ts';
import { assertVersion, connect } from '../../../graph/neo4j/connection.ts';
import { isTransient, neo4jError } from '../../../graph/neo4j/errors.ts';

const driverError = (code: string) => new Neo4jError('what the server said', code, '50N42', '');

describe('what a Neo4j server answers', () => {
  it.each([
    ['Neo.ClientError.Security.Unauthorized', 'STEMMA_AUTH'],
    ['ServiceUnavailable', 'STEMMA_STORE_UNREACHABLE'],
    ['Neo.ClientError.Statement.SyntaxError', 'STEMMA_QUERY'],
    ['Neo.ClientError.Statement.AccessMode', 'STEMMA_QUERY'],
    ['Neo.ClientError.Schema.ConstraintValidationFailed', 'STEMMA_QUERY'],
    ['Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration', 'STEMMA_QUERY'],
    ['Neo.ClientError.Database.DatabaseNotFound', 'STEMMA_STORE'],
    ['Neo.TransientError.General.MemoryPoolOutOfMemoryError', 'STEMMA_STORE'],
    ['Neo.DatabaseError.General.UnknownError', 'STEMMA_STORE'],
  ])('%s is %s', (code, expected) => {
    expect(neo4jError(driverError(code), 'bolt://host:7687').code).toBe(expected);
  });

  it('is sent again after a deadlock, not when the batch is too large', () => {
    expect(isTransient(driverError('Neo.TransientError.Transaction.DeadlockDetected'))).toBe(true);
    expect(isTransient(driverError('Neo.TransientError.General.MemoryPoolOutOfMemoryError'))).toBe(false);
    expect(isTransient(driverError('Neo.ClientError.Statement.SyntaxError'))).toBe(false);
  });
});

describe('the address of a server', () => {
  it('is shown without user and password', () => {
    expect(serverOf('neo4j+s://me:secret@host:7687/db?x=1')).toBe('neo4j+s://host:7687');
  });

  it('that nobody answers at, or that is none, is said', async () => {
    await expect(connect({ uri: 'bolt://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'STEMMA_STORE_UNREACHABLE',
      retryable: true,
    });
    await expect(connect({ uri: 'bolt://me:secret@127.0.0.1:1' })).rejects.not.toThrow(/secret/);
    await expect(connect({ uri: 'nonsense://x' })).rejects.toMatchObject({ code: 'STEMMA_CONFIG' });
  });

  it('must lead to version 5.26 or later', () => {
    for (const agent of ['Neo4j/5.26.28', 'Neo4j/5.27.0', 'Neo4j/2026.09.0']) assertVersion(agent, 'bolt://host');
    for (const agent of ['Neo4j/5.25.9', 'Neo4j/4.4.40', 'Memgraph/3.0', '']) {
      expect(() => assertVersion(agent, 'bolt://host')).toThrow(/5\.26 or later/);
    }
  });
});
