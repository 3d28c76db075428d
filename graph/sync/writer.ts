import { batchesOf, eachInParallel, writeRows } from '../batch.ts';
import { disjointRounds } from '../disjoint-rounds.ts';
import { grouped } from '../load-context.ts';
import { rowOf, type NodeRow, type Properties } from '../rows.ts';
import { deleteRelationships, upsertNodes } from '../statements.ts';
import type { GraphStore } from '../store.ts';
import type { StoredEdge, StoredNode } from './stored.ts';
import { deleteNodes, removeLabels, unmarkRuns, upsertEdges } from './statements.ts';

interface EdgeRow {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly properties: Properties;
  readonly typed: Properties;
}

/** Rows held before they are written. */
const edgesAtOnce = 10_000;

/** Writes what differs, in batches; two writers never wait for each other's nodes in a circle. */
export class SyncWriter {
  readonly #store: GraphStore;
  readonly #signal: AbortSignal | undefined;
  #nodes: { readonly statement: string; readonly row: { readonly uri: string } }[] = [];
  #edges: EdgeRow[] = [];
  #goneEdges: { readonly type: string; readonly from: string; readonly to: string }[] = [];

  constructor(store: GraphStore, signal: AbortSignal | undefined) {
    this.#store = store;
    this.#signal = signal;
  }

  async unmark(uris: readonly string[]): Promise<void> {
    for (const rows of batchesOf(uris.map((uri) => ({ uri })))) await writeRows(this.#store, unmarkRuns, rows);
  }

  node(wanted: StoredNode, held: StoredNode | undefined): void {
    const row: NodeRow = rowOf(wanted.labels, { ...wanted.properties, uri: wanted.uri });
    this.#nodes.push({ statement: upsertNodes(wanted.labels, Object.keys(row.typed)), row });
    const without = (held?.labels ?? []).filter((label) => !wanted.labels.includes(label));
    if (without.length > 0) this.#nodes.push({ statement: removeLabels(without), row: { uri: wanted.uri } });
  }

  async flushNodes(): Promise<void> {
    const writes = this.#nodes;
    this.#nodes = [];
    // Of one node, labels are taken away after it was written: statements in the order in which they first occur.
    for (const [statement, members] of grouped(writes, (write) => write.statement)) {
      const batches = batchesOf(members.map(({ row }) => row));
      await eachInParallel(
        batches,
        this.#store.writers,
        (rows) => writeRows(this.#store, statement, rows),
        this.#signal,
      );
    }
  }

  edge(from: string, wanted: StoredEdge | undefined, held: StoredEdge | undefined): void {
    if (wanted !== undefined) this.#edges.push(edgeRow(from, wanted));
    else if (held !== undefined) this.#goneEdges.push({ type: held.type, from, to: held.to });
  }

  async flushEdges(all = false): Promise<void> {
    if (!all && this.#edges.length + this.#goneEdges.length < edgesAtOnce) return;
    const [edges, gone] = [this.#edges, this.#goneEdges];
    this.#edges = [];
    this.#goneEdges = [];
    for (const [type, members] of grouped(gone, (one) => one.type)) {
      for (const rows of batchesOf(members.map(({ from, to }) => ({ from, to }))))
        await writeRows(this.#store, deleteRelationships(type), rows);
    }
    for (const round of disjointRounds(edges, this.#store.writers)) {
      await eachInParallel(round, this.#store.writers, (group) => this.#writeEdges(group), this.#signal);
    }
  }

  async deleteNodes(uris: readonly string[]): Promise<void> {
    for (const rows of batchesOf(uris.map((uri) => ({ uri })))) await writeRows(this.#store, deleteNodes, rows);
  }

  async #writeEdges(group: readonly EdgeRow[]): Promise<void> {
    const statementOf = ({ type, typed }: EdgeRow): string => upsertEdges(type, Object.keys(typed));
    for (const [statement, members] of grouped(group, statementOf)) {
      for (const rows of batchesOf(members)) await writeRows(this.#store, statement, rows);
    }
  }
}

/** What an engine has to turn into a value of its own is put aside. */
function edgeRow(from: string, { type, to, properties }: StoredEdge): EdgeRow {
  const { confidence, firstSeen, ...plain } = properties;
  const typed = { ...(confidence == null ? {} : { confidence }), ...(firstSeen == null ? {} : { firstSeen }) };
  return { type, from, to, properties: plain as Properties, typed };
}
