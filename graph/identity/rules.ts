import { byCodePoint } from '../../src/core/code-point-order.ts';
import { idAsAlias } from './nodes.ts';
import type { NamedThing } from './nodes.ts';

/** By what a name is known to be an alias. */
export type AliasKind = 'observed' | 'renamed' | 'curated' | 'case';

export interface Alias {
  readonly kind: AliasKind;
  /** Where the first step leads, whose accounts tell of it. */
  readonly by: string;
  /** What it stands for in the end. */
  readonly to: string;
}

export interface Resolution {
  /** By IRI; a name that is no alias is absent. */
  readonly aliases: ReadonlyMap<string, Alias>;
  /** Former names of things: by IRI, what bears their immutable id now. */
  readonly overtaken: ReadonlyMap<string, string>;
}

interface Step {
  readonly kind: AliasKind;
  readonly to: string;
}

/**
 * Which of some names are aliases. In this order: where the source was seen to answer for it; what bears its immutable id
 * now; the shipped table; the one described thing whose id it is but for letter case. A described thing is never an alias.
 * Depends on nothing but the things, not on their order. `things` holds all names that have to do with one another.
 */
export function resolveNames(things: ReadonlyMap<string, NamedThing>): Resolution {
  const names = new Names(things);
  const aliases = new Map<string, Alias>();
  for (const uri of things.keys()) {
    const alias = names.aliasOf(uri);
    if (alias !== undefined) aliases.set(uri, alias);
  }
  return { aliases, overtaken: names.overtaken };
}

class Names {
  readonly overtaken = new Map<string, string>();
  readonly #things: ReadonlyMap<string, NamedThing>;
  readonly #byId: ReadonlyMap<string, readonly NamedThing[]>;
  readonly #byFold: ReadonlyMap<string, readonly NamedThing[]>;

  constructor(things: ReadonlyMap<string, NamedThing>) {
    this.#things = things;
    this.#byId = groupsOf(things, idKeyOf);
    this.#byFold = groupsOf(things, ({ label, fold }) => `${label} ${fold}`);
    this.#overtake();
  }

  aliasOf(uri: string): Alias | undefined {
    const thing = this.#things.get(uri);
    const step = thing === undefined ? undefined : this.#step(thing);
    if (step === undefined) return undefined;
    const to = this.#end(uri);
    return to === uri ? undefined : { kind: step.kind, by: step.to, to };
  }

  /**
   * Of several described things with one immutable id the one that this run tells of by it bears it; others, of which the run
   * tells nothing, are former names.
   */
  #overtake(): void {
    const rivals = [...this.#things.values()].filter((thing) => thing.isDescribed && !thing.isTold);
    for (const group of this.#byId.values()) {
      const [bearer, second] = group.filter((thing) => thing.isDescribed && thing.isToldById);
      if (bearer === undefined || second !== undefined) continue;
      const key = idKeyOf(bearer);
      for (const rival of rivals) {
        if (key === idKeyOf(rival) || key === idKeyOf({ ...rival, sourceId: rival.givenUp }))
          this.overtaken.set(rival.uri, bearer.uri);
      }
    }
  }

  #isDescribed(thing: NamedThing | undefined): boolean {
    return thing?.isDescribed === true && !this.overtaken.has(thing.uri);
  }

  #step(thing: NamedThing): Step | undefined {
    return this.#known(thing) ?? this.#byCase(thing);
  }

  /** What is known of a name, letter case aside. */
  #known(thing: NamedThing): Step | undefined {
    if (this.#isDescribed(thing)) return undefined;
    const { observed, curated } = thing;
    if (observed !== undefined) return { kind: 'observed', to: observed };
    const bearer = this.#bearer(thing);
    if (bearer !== undefined) return { kind: 'renamed', to: bearer };
    return curated === undefined ? undefined : { kind: 'curated', to: curated };
  }

  #bearer(thing: NamedThing): string | undefined {
    const key = idKeyOf({ ...thing, sourceId: idAsAlias(thing) });
    if (key === undefined) return undefined;
    const others = (this.#byId.get(key) ?? []).filter((one) => one !== thing);
    const described = least(others.filter((one) => this.#isDescribed(one)));
    // Else what bore it last and was seen to have moved on.
    return described ?? least(others.filter((one) => one.observed !== undefined));
  }

  #byCase(thing: NamedThing): Step | undefined {
    if (this.#isDescribed(thing)) return undefined;
    const described = new Set<string>();
    for (const twin of this.#byFold.get(`${thing.label} ${thing.fold}`) ?? []) {
      if (twin.uri === thing.uri) continue;
      const kind = this.#known(twin)?.kind;
      const end = kind === 'observed' || kind === 'renamed' ? this.#knownEnd(twin.uri) : twin.uri;
      if (this.#isDescribed(this.#things.get(end))) described.add(end);
    }
    const [only] = described;
    return only === undefined || described.size > 1 ? undefined : { kind: 'case', to: only };
  }

  #end(uri: string): string {
    return this.#follow(uri, (thing) => this.#step(thing));
  }

  #knownEnd(uri: string): string {
    return this.#follow(uri, (thing) => this.#known(thing));
  }

  /** To the end of a chain of aliases. Names that lead in a circle stand for the first of them by code point. */
  #follow(uri: string, stepOf: (thing: NamedThing) => Step | undefined): string {
    const path = [uri];
    for (;;) {
      const thing = this.#things.get(path.at(-1) ?? uri);
      const next = thing === undefined ? undefined : stepOf(thing)?.to;
      if (next === undefined) return path.at(-1) ?? uri;
      if (path.includes(next)) return path.slice(path.indexOf(next)).toSorted(byCodePoint)[0] ?? next;
      path.push(next);
    }
  }
}

/** Immutable ids are a source's own, and the source is what short ids begin with. */
function idKeyOf({
  label,
  fold,
  sourceId,
}: Pick<NamedThing, 'label' | 'fold'> & { readonly sourceId?: string | undefined }): string | undefined {
  return sourceId === undefined ? undefined : `${label} ${fold.slice(0, fold.indexOf(':'))} ${sourceId}`;
}

function least(things: readonly NamedThing[]): string | undefined {
  return things.map((thing) => thing.uri).toSorted(byCodePoint)[0];
}

function groupsOf(
  things: ReadonlyMap<string, NamedThing>,
  keyOf: (thing: NamedThing) => string | undefined,
): ReadonlyMap<string, readonly NamedThing[]> {
  const groups = new Map<string, NamedThing[]>();
  for (const thing of things.values()) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [thing]);
    else group.push(thing);
  }
  return groups;
}
