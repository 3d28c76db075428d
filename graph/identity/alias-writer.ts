import type { EntityLine } from '../../ontology/entity.ts';
import { batchesOf, writeRows } from '../batch.ts';
import { grouped } from '../load-context.ts';
import type { LoadContext, PendingEntity } from '../load-context.ts';
import { standingLines } from '../standing-accounts.ts';
import { aliasEvidence, aliasRow, methodOf } from './alias-rows.ts';
import type { AliasRow } from './alias-rows.ts';
import type { NamedThing } from './nodes.ts';
import type { Alias } from './rules.ts';
import { writeAliases } from './statements.ts';

/** Gathers names that became aliases and writes each with its evidence, node and relationship at once. */
export class AliasWriter {
  readonly #context: LoadContext;
  readonly #pending: ReadonlyMap<string, PendingEntity>;
  readonly #rows: { readonly label: string; readonly row: AliasRow }[] = [];
  readonly #lines = new Map<string, readonly EntityLine[]>();

  constructor(context: LoadContext, pending: ReadonlyMap<string, PendingEntity>) {
    this.#context = context;
    this.#pending = pending;
  }

  /** Nothing for an alias that stands already, or that an account of its own states. */
  async add(thing: NamedThing, alias: Alias): Promise<void> {
    if (alias.kind === 'observed') return;
    const standing = thing.stored.find(({ to }) => to === alias.to);
    const isSameNode = !thing.isDescribed && thing.heldId === thing.sourceId;
    if (standing?.properties['method'] === methodOf(alias.kind) && isSameNode) return;
    const { counts } = this.#context;
    if (!thing.exists) counts.nodesCreated += 1;
    else if (!isSameNode) counts.nodesUpdated += 1;
    if (standing === undefined) counts.relationshipsCreated += 1;
    else counts.relationshipsUpdated += 1;
    const evidence = aliasEvidence(alias.kind, await this.#linesOf(alias.by));
    this.#rows.push({ label: thing.label, row: aliasRow(thing, alias, evidence) });
  }

  async write(): Promise<void> {
    for (const [label, members] of grouped(this.#rows, (one) => one.label)) {
      for (const rows of batchesOf(members.map((member) => member.row))) {
        await writeRows(this.#context.store, writeAliases(label), rows);
      }
    }
    this.#rows.length = 0;
  }

  async #linesOf(uri: string): Promise<readonly EntityLine[]> {
    const known = this.#lines.get(uri);
    if (known !== undefined) return known;
    const lines = await standingLines(this.#context, this.#pending, uri);
    this.#lines.set(uri, lines);
    return lines;
  }
}
