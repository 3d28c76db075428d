import { hubIdOf, identify } from '../ontology/iri.ts';
import { curatedAliasOf } from '../ontology/vocab/curated-alias.ts';
import { batchesOf, eachInParallel, writeRows } from './batch.ts';
import { AliasWriter } from './identity/alias-writer.ts';
import { NameReader, namedLabel } from './identity/nodes.ts';
import { resolveNames } from './identity/rules.ts';
import { aliasesAmong } from './identity/statements.ts';
import { grouped } from './load-context.ts';
import type { LoadContext, PendingEntity } from './load-context.ts';
import type { Names } from './merge.ts';
import { stubOf } from './rows.ts';
import { readExisting, upsertNodes } from './statements.ts';
import { TermMatches } from './term-matches.ts';

/** A thing that is referred to, and by what: a node nobody described is of the class its property tells. */
export interface Reference {
  readonly uri: string;
  readonly subjectLabel: string;
  readonly property: string;
}

/**
 * What references stand for. Nodes for things that are referred to and not there are made when they are first asked for; a
 * name that is an alias is followed.
 */
export class Targets implements Names {
  readonly matches: TermMatches;
  readonly #context: LoadContext;
  readonly #pending: ReadonlyMap<string, PendingEntity>;
  /** By IRI: aliases as this load leaves them. */
  readonly #aliases: Map<string, string>;
  /** Names that stand for themselves. */
  readonly #known = new Set<string>();

  constructor(context: LoadContext, pending: ReadonlyMap<string, PendingEntity>) {
    this.#context = context;
    this.#pending = pending;
    this.#aliases = new Map();
    this.matches = new TermMatches(context);
  }

  canonicalOf(uri: string): string {
    return this.#aliases.get(uri) ?? uri;
  }

  nameOf(uri: string): string {
    return hubIdOf(uri)?.id ?? identify(uri)?.id ?? uri;
  }

  /** What the identities decided of a name in this load. */
  settle(uri: string, canonical: string): void {
    if (canonical === uri) this.#aliases.delete(uri);
    else this.#aliases.set(uri, canonical);
    if (canonical === uri) this.#known.add(uri);
    else this.#known.delete(uri);
  }

  isKnown(uri: string): boolean {
    return this.#known.has(uri) || this.#aliases.has(uri);
  }

  /** Before `canonicalOf` is asked about them. */
  async resolve(references: Iterable<Reference>): Promise<void> {
    const all = [...references];
    const asked = new Map<string, Reference>();
    for (const reference of all) this.#ask(reference, asked);
    if (asked.size > 0) await this.#lookUp(asked);
    await this.matches.link(all.map(({ uri }) => uri));
  }

  async #lookUp(asked: ReadonlyMap<string, Reference>): Promise<void> {
    const { store } = this.#context;
    const existing = await this.#existing([...asked.keys()]);
    const named = [...existing].filter((uri) => namedLabel(uri) !== undefined);
    const aliases =
      named.length === 0 ? [] : await store.read<{ uri: string; to: string }>(aliasesAmong, { values: named });
    for (const uri of existing) this.#known.add(uri);
    for (const { uri, to } of aliases) this.settle(uri, to);
    await this.#create([...asked.values()].filter((reference) => !existing.has(reference.uri)));
  }

  /** In a graph that was empty there are only the nodes of this load. */
  async #existing(uris: readonly string[]): Promise<ReadonlySet<string>> {
    const { store, isFirst } = this.#context;
    if (isFirst) return new Set(uris.filter((uri) => this.#pending.has(uri)));
    const found = await store.read<{ uri: string }>(readExisting, { uris });
    return new Set(found.map((row) => row.uri));
  }

  #ask(reference: Reference, asked: Map<string, Reference>): void {
    const { uri } = reference;
    if (asked.has(uri) || this.isKnown(uri)) return;
    if (this.#isDescribedNow(uri)) {
      this.#known.add(uri);
      return;
    }
    asked.set(uri, reference);
    const curated = curatedAliasOf(uri);
    const label = namedLabel(uri);
    if (curated !== undefined && label !== undefined)
      this.#ask({ uri: curated, subjectLabel: label, property: 'redirectsTo' }, asked);
  }

  /** The run describes it and nothing else, so that its node is there and no alias. */
  #isDescribedNow(uri: string): boolean {
    const { index, outdated } = this.#context;
    const winners = index.winners.get(uri);
    return winners?.every(({ part, redirects }) => !redirects && !outdated.has(part.source)) === true;
  }

  async #create(missing: readonly Reference[]): Promise<void> {
    if (missing.length === 0) return;
    const names = new NameReader(this.#context, this.#pending);
    const named = missing.filter(({ uri }) => namedLabel(uri) !== undefined).map(({ uri }) => uri);
    const things = await names.neighbourhood(named);
    const { aliases } = resolveNames(things);
    await this.#createStubs(missing.filter(({ uri }) => !aliases.has(uri)));
    const writer = new AliasWriter(this.#context, this.#pending);
    for (const { uri } of missing) {
      const [thing, alias] = [things.get(uri), aliases.get(uri)];
      this.settle(uri, alias?.to ?? uri);
      if (thing !== undefined && alias !== undefined) await writer.add(thing, alias);
    }
    await writer.write();
  }

  async #createStubs(missing: readonly Reference[]): Promise<void> {
    const { store, signal, counts } = this.#context;
    const stubs = missing.map((reference) => stubOf(reference.uri, reference.subjectLabel, reference.property));
    const batches = [...grouped(stubs, (stub) => stub.label)].flatMap(([label, members]) =>
      batchesOf(members.map((member) => member.row)).map((rows) => ({ statement: upsertNodes([label], []), rows })),
    );
    await eachInParallel(batches, store.writers, ({ statement, rows }) => writeRows(store, statement, rows), signal);
    counts.nodesCreated += missing.length;
  }
}
