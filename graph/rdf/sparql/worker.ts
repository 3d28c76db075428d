import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { isStemmaError, messageOf } from '../../../src/core/errors.ts';
import { CheckedQueries } from './checked-queries.ts';
import { assertGraph, type CheckedQuery } from './checked-query.ts';
import { countRows, rowsAtMost } from './count-rows.ts';
import { answerBytes, oxigraph } from './engine.ts';
import type { QueryMessage, Refusal, WorkerMessage, WorkerStart } from './messages.ts';

/** Entry of the worker behind `SparqlWorker`: loads a file, then answers one query at a time. Whoever started it ends it. */
const bytesPerRead = 4 << 20;
const { namedNode, Store } = oxigraph;
const store = new Store();
let graphs: ReadonlySet<string> = new Set();
let queries = new CheckedQueries(graphs);

function* bytesOf(file: string): Generator<Uint8Array> {
  const handle = openSync(file, 'r');
  try {
    const buffer = new Uint8Array(bytesPerRead);
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) yield buffer.slice(0, read);
  } finally {
    closeSync(handle);
  }
}

function load(file: string): WorkerMessage {
  // The file is our own: it is not checked again, and a failure leaves nothing that anybody reads.
  store.load(bytesOf(file), { format: 'application/n-quads', lenient: true, no_transaction: true });
  const found = store.query('SELECT DISTINCT ?g { GRAPH ?g {} }') as readonly ReadonlyMap<string, { value: string }>[];
  graphs = new Set(found.flatMap((row) => row.get('g')?.value ?? []).sort());
  queries = new CheckedQueries(graphs);
  return { loaded: { quads: store.size, graphs: [...graphs] } };
}

function answer(message: QueryMessage): WorkerMessage {
  const { maxRows, beyond } = message;
  const checked = queries.check(message.query, beyond === 'cut' ? maxRows : maxRows + 1);
  for (const iri of [...message.defaultGraphs, ...message.namedGraphs]) assertGraph(iri, graphs);
  const mediaType = checked.kind === 'graph' ? message.graph : message.rows;
  if (mediaType === undefined)
    return refusal('not-acceptable', checked.kind === 'graph' ? 'the answer is a graph' : 'the answer is rows');
  const began = performance.now();
  const body = run(checked, message, mediaType);
  const engineMs = performance.now() - began;
  const mayBeMany = checked.kind === 'select' && (checked.ownLimit ?? Infinity) > maxRows;
  const rows = mayBeMany && rowsAtMost(body, mediaType) >= maxRows ? countRows(body, mediaType) : 0;
  if (rows > maxRows)
    return refusal('rows', `the answer has more than ${maxRows} rows`, 'add LIMIT, and OFFSET for the rest');
  if (body.byteLength > message.maxBytes)
    return refusal(
      'bytes',
      `the answer has more than ${message.maxBytes} bytes`,
      'add LIMIT, or ask for fewer columns',
    );
  return { answer: { kind: checked.kind, mediaType, body, isCut: rows === checked.limit, engineMs } };
}

function run(checked: CheckedQuery, { defaultGraphs, namedGraphs }: QueryMessage, mediaType: string): Uint8Array {
  const isNamed = defaultGraphs.length + namedGraphs.length > 0;
  const dataset = { default_graph: defaultGraphs.map(namedNode), named_graphs: namedGraphs.map(namedNode) };
  return answerBytes(store, checked.text, { results_format: mediaType, ...(isNamed ? dataset : {}) });
}

function refusal(why: Refusal, message: string, hint?: string): WorkerMessage {
  return { refused: { why, message, ...(hint === undefined ? {} : { hint }) } };
}

/** Where ours does not say line and column, the engine's message does. Asked of an empty store: nothing is run. */
function syntaxRefusal(query: string, fallback: string): WorkerMessage {
  if (fallback.includes(', at ')) return refusal('syntax', fallback);
  try {
    new Store().query(query);
    return refusal('syntax', fallback);
  } catch (error) {
    if (isBroken(error)) return { broken: messageOf(error) };
    const message = messageOf(error);
    return refusal(
      'syntax',
      message.startsWith('error at') ? message.replace('error at', 'no SPARQL query, at') : fallback,
    );
  }
}

function isBroken(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && error.name === 'RuntimeError');
}

function settled(message: QueryMessage): WorkerMessage {
  try {
    return answer(message);
  } catch (error) {
    if (isBroken(error)) return { broken: messageOf(error) };
    if (!isStemmaError(error)) return refusal('engine', messageOf(error));
    if (error.context['reason'] === 'syntax') return syntaxRefusal(message.query, error.message);
    return refusal('refused', error.message, error.hint);
  }
}

function tell(message: WorkerMessage): void {
  const moved = 'answer' in message ? [message.answer.body.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(message, moved);
}

parentPort?.on('message', (message: QueryMessage) => tell(settled(message)));
try {
  tell(load((workerData as WorkerStart).file));
} catch (error) {
  tell({ failed: messageOf(error) });
}
