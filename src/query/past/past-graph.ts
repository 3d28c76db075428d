import { grouped } from '../../../graph/load-context.ts';
import { isRedirect, redirectTarget } from '../../../graph/redirects.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { namesAmong, namesOf, type NameRow } from './family.ts';
import { beganBy, heldAt, type Instant } from './instant.ts';
import { readToldAccounts, type ToldAccount } from './told-accounts.ts';

/** What was known of a name at the instant. */
export interface PastThing {
  readonly uri: string;
  /** `named`: nothing had told of it, or it stood for something else. */
  readonly state: 'described' | 'gone' | 'named';
  /** The accounts that made it what it was: those that held, or, of what was gone, those that ended with it. */
  readonly accounts: readonly ToldAccount[];
  /** All that began by then, oldest first. */
  readonly earlier: readonly ToldAccount[];
  /** Where its source was seen to answer for it. */
  readonly leadsTo?: string;
  /** When it went away. */
  readonly goneAt?: string;
}

/**
 * The graph as it was known at an instant, rebuilt from the accounts that held then and the lines they point at. Things are
 * read when they are asked for, and kept.
 */
export class PastGraph {
  readonly at: Instant;
  readonly store: GraphStore;
  readonly dataDir: string;
  readonly #things = new Map<string, PastThing>();
  /** By name: what it stands for now. */
  readonly #aliases = new Map<string, NameRow | undefined>();
  /** By what they stand for now: all names. */
  readonly #families = new Map<string, readonly string[]>();
  readonly #canonical = new Map<string, string>();

  constructor(store: GraphStore, dataDir: string, at: Instant) {
    this.store = store;
    this.dataDir = dataDir;
    this.at = at;
  }

  async things(uris: Iterable<string>): Promise<ReadonlyMap<string, PastThing>> {
    const wanted = [...new Set(uris)];
    const missing = wanted.filter((uri) => !this.#things.has(uri));
    const told = grouped(
      await readToldAccounts(this.store, this.dataDir, missing, (row) => beganBy(row, this.at)),
      (account) => account.uri,
    );
    for (const uri of missing) this.#things.set(uri, this.#thing(uri, told.get(uri) ?? []));
    return new Map(wanted.map((uri) => [uri, this.#things.get(uri) as PastThing]));
  }

  #thing(uri: string, earlier: readonly ToldAccount[]): PastThing {
    const held = earlier.filter((account) => heldAt(account, this.at));
    const describing = held.filter(({ line }) => !isRedirect(line));
    if (describing.length > 0) return { uri, state: 'described', accounts: describing, earlier };
    const leadsTo = redirectTarget(held.map(({ line }) => line));
    if (leadsTo !== undefined) return { uri, state: 'named', accounts: [], earlier, leadsTo };
    const described = earlier.filter(({ line, to }) => to !== null && !isRedirect(line));
    const [last] = described.map(({ to }) => to as string).toSorted(compareBy((to) => -Date.parse(to)));
    if (last === undefined) return { uri, state: 'named', accounts: [], earlier };
    return { uri, state: 'gone', accounts: described.filter(({ to }) => to === last), earlier, goneAt: last };
  }

  /** By what names stood for then; those that stood for themselves too. */
  async meant(uris: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(uris)];
    await this.#learn(wanted.filter((uri) => !this.#canonical.has(uri)));
    return new Map(wanted.map((uri) => [uri, this.#meant(uri)]));
  }

  /** All names that things have now, each thing's own name of now first. */
  async family(uri: string): Promise<readonly string[]> {
    await this.#learn([uri]);
    return this.#families.get(this.nowOf(uri)) ?? [uri];
  }

  /** What a name stands for now; asked after `meant` or `family`. */
  nowOf(uri: string): string {
    return this.#aliases.get(uri)?.to ?? uri;
  }

  /** Reads everything that has to do with names: what they are and were called, and where they led. */
  async #learn(uris: readonly string[]): Promise<void> {
    let frontier = uris;
    while (frontier.length > 0) {
      const fresh = frontier.filter((uri) => !this.#aliases.has(uri));
      const aliases = new Map((await namesAmong(this.store, fresh)).map((row) => [row.alias, row]));
      for (const uri of fresh) this.#aliases.set(uri, aliases.get(uri));
      const now = [...new Set(frontier.map((uri) => this.nowOf(uri)))].filter((uri) => !this.#families.has(uri));
      const names = await namesOf(this.store, now);
      for (const uri of now)
        this.#families.set(uri, [uri, ...names.filter(({ to }) => to === uri).map(({ alias }) => alias)]);
      for (const row of names) this.#aliases.set(row.alias, row);
      const all = frontier.flatMap((uri) => [uri, ...(this.#families.get(this.nowOf(uri)) ?? [])]);
      const things = await this.things(all);
      const next = [...things.values()].flatMap(({ leadsTo }) => leadsTo ?? []);
      frontier = [...new Set([...next, ...now])].filter((uri) => !this.#aliases.has(uri));
    }
  }

  #meant(uri: string): string {
    const known = this.#canonical.get(uri);
    if (known !== undefined) return known;
    const found = this.#follow(uri);
    this.#canonical.set(uri, found);
    return found;
  }

  /** To the end of a chain of names; those that lead in a circle stand for the first of them by code point. */
  #follow(uri: string): string {
    const path = [uri];
    for (;;) {
      const next = this.#step(path.at(-1) as string);
      if (next === undefined) return path.at(-1) as string;
      if (path.includes(next)) return path.slice(path.indexOf(next)).toSorted(compareBy((one) => one))[0] as string;
      path.push(next);
    }
  }

  #step(uri: string): string | undefined {
    const thing = this.#things.get(uri);
    if (thing?.state === 'described') return undefined;
    if (thing?.leadsTo !== undefined) return thing.leadsTo;
    const alias = this.#aliases.get(uri);
    if (alias === undefined) return undefined;
    const isKnown = alias.since === null || Date.parse(alias.since) <= this.at.ms;
    if (!isKnown && thing?.state !== 'gone') return undefined;
    const described = (this.#families.get(alias.to) ?? []).filter((one) => this.#isDescribed(one));
    if (described.includes(alias.to)) return alias.to;
    if (described.length === 1) return described[0];
    return isKnown && alias.to !== uri ? alias.to : undefined;
  }

  #isDescribed(uri: string): boolean {
    return this.#things.get(uri)?.state === 'described';
  }
}
