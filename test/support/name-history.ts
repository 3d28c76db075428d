/**
 * What names come to after some nights, told as simply as can be: everything is looked at anew after every night. The
 * loader, which looks only at what may have changed, must come to the same.
 */
export interface ToldAccount {
  readonly id: string;
  readonly part: string;
  /** A redirect describes nothing. */
  readonly redirectsTo?: string;
  readonly sourceId?: string;
  /** Ids it says it was fine-tuned from. */
  readonly bases: readonly string[];
}

export class NameHistory {
  /** By id, then part. */
  readonly #current = new Map<string, Map<string, ToldAccount>>();
  readonly #sourceIds = new Map<string, string>();
  readonly #nodes = new Set<string>();

  /** In the order in which the night's run read them. */
  night(told: readonly ToldAccount[]): void {
    const latest = new Map<string, ToldAccount>();
    for (const account of told) latest.set(`${account.id} ${account.part}`, account);
    const former = this.#formerNames(told);
    const byId = new Map<string, ToldAccount[]>();
    for (const account of told) {
      if (latest.get(`${account.id} ${account.part}`) !== account) continue;
      if (former.has(account.id) && account.redirectsTo === undefined) continue;
      byId.set(account.id, [...(byId.get(account.id) ?? []), account]);
    }
    const news = new Set<string>();
    for (const [id, accounts] of byId) if (this.#tell(id, accounts)) news.add(id);
    this.#overtake(byId, news, former);
    for (const [id, sourceId] of former) this.#giveUp(id, sourceId);
    this.#refer();
  }

  /** Ids under which something was read that was read under another later, with the immutable id; unless the list went on to tell of them. */
  #formerNames(told: readonly ToldAccount[]): ReadonlyMap<string, string> {
    const bearers = new Map<string, { readonly id: string; readonly part: string; readonly at: number }>();
    for (const [index, { id, part, sourceId }] of told.entries())
      if (sourceId !== undefined) bearers.set(sourceId, { id, part, at: index });
    const former = new Map<string, string>();
    const at = new Map<string, number>();
    for (const { id, sourceId } of told) {
      const bearer = sourceId === undefined ? undefined : bearers.get(sourceId);
      if (sourceId === undefined || bearer === undefined || bearer.id === id) continue;
      const last = told.findLastIndex((one) => one.id === id && one.part === bearer.part);
      const isTakenBack = told.findLastIndex((one) => one.id === bearer.id && one.part === bearer.part) > bearer.at;
      if (isTakenBack) continue;
      const isGivenUp = last < bearer.at || told[last]?.redirectsTo !== undefined;
      if (!isGivenUp || bearer.at < (at.get(id) ?? 0)) continue;
      at.set(id, bearer.at);
      former.set(id, sourceId);
    }
    return former;
  }

  /** A name that was given up, and of which nothing is told, is an alias if something bears its id. */
  #giveUp(id: string, sourceId: string): void {
    if ((this.#current.get(id)?.size ?? 0) > 0) return;
    const before = this.#sourceIds.get(id);
    this.#sourceIds.set(id, sourceId);
    if (this.canonicalOf(id) !== id) this.#nodes.add(id);
    else if (before === undefined) this.#sourceIds.delete(id);
    else this.#sourceIds.set(id, before);
  }

  /** Whether anything of it is new. */
  #tell(id: string, accounts: readonly ToldAccount[]): boolean {
    const isRedirect = accounts.at(-1)?.redirectsTo !== undefined;
    const counting = accounts.filter((one) => (one.redirectsTo !== undefined) === isRedirect);
    const held = this.#current.get(id) ?? new Map<string, ToldAccount>();
    const opened = counting.filter((one) => JSON.stringify(held.get(one.part)) !== JSON.stringify(one));
    if (opened.length === 0) return false;
    for (const [part, one] of held) if ((one.redirectsTo !== undefined) !== isRedirect) held.delete(part);
    for (const one of opened) held.set(one.part, one);
    this.#current.set(id, held);
    this.#nodes.add(id);
    return true;
  }

  #overtake(
    byId: ReadonlyMap<string, readonly ToldAccount[]>,
    news: ReadonlySet<string>,
    former: ReadonlyMap<string, string>,
  ): void {
    for (const id of news) {
      const stated = [...(this.#current.get(id)?.values() ?? [])].map((one) => one.sourceId).find(Boolean);
      if (this.#isDescribed(id)) {
        if (stated === undefined) this.#sourceIds.delete(id);
        else this.#sourceIds.set(id, stated);
      }
    }
    for (const id of news) {
      const told = (byId.get(id) ?? []).find((one) => one.sourceId !== undefined && one.redirectsTo === undefined);
      if (told === undefined || !this.#isDescribed(id)) continue;
      for (const rival of this.#current.keys()) {
        const borne = former.get(rival) ?? this.#sourceIds.get(rival);
        const isRival = rival !== id && this.#isDescribed(rival) && borne === told.sourceId;
        if (isRival && !byId.has(rival)) this.#current.delete(rival);
      }
    }
  }

  #refer(): void {
    for (const held of this.#current.values()) {
      for (const { bases, redirectsTo } of held.values()) {
        for (const base of bases) this.#nodes.add(base);
        if (redirectsTo !== undefined) this.#nodes.add(redirectsTo);
      }
    }
    for (const id of this.#nodes) this.#nodes.add(this.canonicalOf(id));
  }

  #isDescribed(id: string): boolean {
    return [...(this.#current.get(id)?.values() ?? [])].some((one) => one.redirectsTo === undefined);
  }

  #knownStep(id: string): string | undefined {
    if (this.#isDescribed(id)) return undefined;
    const redirect = [...(this.#current.get(id)?.values() ?? [])].at(-1)?.redirectsTo;
    if (redirect !== undefined) return redirect;
    const sourceId = this.#sourceIds.get(id);
    if (sourceId === undefined) return undefined;
    const bearers = [...this.#current.keys()]
      .filter((one) => one !== id && this.#sourceIds.get(one) === sourceId)
      .sort();
    return bearers.find((one) => this.#isDescribed(one)) ?? bearers[0];
  }

  #end(id: string, stepOf: (id: string) => string | undefined): string {
    const path = [id];
    for (;;) {
      const next = stepOf(path.at(-1) ?? id);
      if (next === undefined) return path.at(-1) ?? id;
      if (path.includes(next)) return path.slice(path.indexOf(next)).sort()[0] ?? next;
      path.push(next);
    }
  }

  #step(id: string): string | undefined {
    const known = this.#knownStep(id);
    if (known !== undefined || this.#isDescribed(id)) return known;
    const twins = [...this.#nodes].filter((one) => one !== id && one.toLowerCase() === id.toLowerCase());
    const ends = twins.map((twin) => this.#end(twin, (one) => this.#knownStep(one)));
    const described = new Set(ends.filter((one) => this.#isDescribed(one)));
    return described.size === 1 ? [...described][0] : undefined;
  }

  canonicalOf(id: string): string {
    return this.#end(id, (one) => this.#step(one));
  }

  /** `id described`, `id -> base`, `id => what it stands for`, sorted. */
  facts(): string[] {
    const facts: string[] = [];
    for (const id of this.#nodes) {
      facts.push(this.#isDescribed(id) ? `${id} described` : `${id} named`);
      const canonical = this.canonicalOf(id);
      if (canonical !== id) facts.push(`${id} => ${canonical}`);
      if (!this.#isDescribed(id)) continue;
      for (const account of this.#current.get(id)?.values() ?? []) {
        for (const base of account.bases) {
          const to = this.canonicalOf(base);
          if (to !== id || base === id) facts.push(`${id} -> ${to}`);
        }
      }
    }
    return [...new Set(facts)].sort();
  }
}
