import { openReadOnly } from './connection.ts';
import { statementError } from './errors.ts';
import type { ReadAnswer, ReadRequest } from './timed-read.ts';
import { rowsOf } from './values.ts';

/** Entry of the child process behind `readInOwnProcess`: one request, one answer. Its parent kills it. */
async function answer(request: ReadRequest): Promise<ReadAnswer> {
  try {
    const database = await openReadOnly(request.file);
    const result = await database.executeCypher(request.cypher, request.parameters);
    return { rows: rowsOf(result.toArray().slice(0, request.maxRows)) };
  } catch (error) {
    const { code, message, hint } = statementError(error);
    return { error: { code, message, ...(hint === undefined ? {} : { hint }) } };
  }
}

/** The engine's threads would keep it alive when the parent is gone. */
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.once('message', (request) => {
  void answer(request as ReadRequest).then((result) => process.send?.(result));
});
