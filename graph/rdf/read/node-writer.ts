import { throwIfAborted } from '../../../src/core/abort.ts';
import { statementLimits, sizeOf, writeRows } from '../../batch.ts';
import { nodeRowOf, type NodeRow } from '../../rows.ts';
import { upsertNodes } from '../../statements.ts';
import type { GraphStore } from '../../store.ts';
import type { ReadThing } from './read-thing.ts';

/** Writes nodes in batches of those that take one statement. */
export class NodeWriter {
  readonly #store: GraphStore;
  readonly #signal: AbortSignal | undefined;
  readonly #waiting = new Map<string, { rows: NodeRow[]; bytes: number }>();
  written = 0;

  constructor(store: GraphStore, signal?: AbortSignal) {
    this.#store = store;
    this.#signal = signal;
  }

  async add({ uri, id, labels, values }: ReadThing): Promise<void> {
    const row = nodeRowOf({ uri, id, labels, values });
    const statement = upsertNodes(labels, Object.keys(row.typed));
    let held = this.#waiting.get(statement);
    if (held === undefined) this.#waiting.set(statement, (held = { rows: [], bytes: 0 }));
    held.rows.push(row);
    held.bytes += sizeOf(row);
    if (held.rows.length >= statementLimits.rows || held.bytes >= statementLimits.bytes)
      await this.#write(statement, held);
  }

  async flush(): Promise<void> {
    for (const [statement, held] of this.#waiting) if (held.rows.length > 0) await this.#write(statement, held);
  }

  async #write(statement: string, held: { rows: NodeRow[]; bytes: number }): Promise<void> {
    throwIfAborted(this.#signal);
    const { rows } = held;
    [held.rows, held.bytes] = [[], 0];
    await writeRows(this.#store, statement, rows);
    this.written += rows.length;
  }
}
