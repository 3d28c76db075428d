import { expect, it } from 'vitest';
import { statementError } from '../../../graph/embedded/errors.ts';

it.each([
  ['Query error: GRAFEO-Q001: syntax error: [Cypher] Expected RParen', 'STEMMA_QUERY'],
  ['Transaction error: GRAFEO-T003: Cannot write in read-only transaction', 'STEMMA_QUERY'],
  ['Database error: GRAFEO-S002: the file is damaged at byte 4096', 'STEMMA_GRAPH_DAMAGED'],
  ['Storage error: GRAFEO-S001: No space left on device (os error 28)', 'STEMMA_DISK'],
  ['Query error: GRAFEO-Q005: I/O error: WAL wal_1.log: No such file or directory (os error 2)', 'STEMMA_DISK'],
  ['Transaction error: GRAFEO-T001: write-write conflict', 'STEMMA_STORE'],
])('%s is %s', (message, code) => {
  expect(statementError(new Error(message)).code).toBe(code);
});
