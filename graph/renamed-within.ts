import { identify } from '../ontology/iri.ts';
import { type AccountPart, isSamePart } from './account-part.ts';

/** Where in a run an account was read: the order of the ledger, then of the elements, then of the lines. */
export interface Position {
  readonly seq: number;
  readonly elementOffset: number;
  readonly offset: number;
}

/** In the order of the ledger, then of the elements; of one element's accounts the one that stands later. */
export function isLater(a: Position, b: Position): boolean {
  return (a.seq - b.seq || a.elementOffset - b.elementOffset || a.offset - b.offset) > 0;
}

/** A name under which a run saw a thing before it saw it under another. */
export interface FormerName {
  readonly source: string;
  /** The source's immutable id: whatever has it now is meant. */
  readonly sourceId: string;
}

/** Of what is known of a part of an account when it is compared with others. */
interface Told extends Position {
  readonly part: AccountPart;
  readonly redirects: boolean;
}

interface Holder {
  readonly iri: string;
  readonly told: Told;
}

/** Finds things that were renamed while a run was under way: one immutable id under several names, of which the last counts. */
export class RenamesWithin {
  readonly #holders = new Map<string, Holder>();
  /** By IRI: the keys of ids that something else had as well. */
  readonly #shared = new Map<string, Set<string>>();

  add(iri: string, sourceId: string, told: Told): void {
    const key = `${told.part.source} ${sourceId}`;
    const holder = this.#holders.get(key);
    if (holder === undefined || isLater(told, holder.told)) this.#holders.set(key, { iri, told });
    if (holder === undefined || holder.iri === iri) return;
    // Things of two classes may have equal ids in some sources.
    if (identify(holder.iri)?.label !== identify(iri)?.label) return;
    for (const name of [iri, holder.iri]) this.#shared.set(name, (this.#shared.get(name) ?? new Set()).add(key));
  }

  /** By IRI: names that were given up, unless the list went on to tell of something under them, or took back who has the id. */
  formerNames(toldOf: (iri: string) => readonly Told[]): Map<string, FormerName> {
    const former = new Map<string, FormerName>();
    for (const [iri, keys] of this.#shared) {
      let given: { readonly key: string; readonly told: Told } | undefined;
      for (const key of keys) {
        const { iri: bearer, told } = this.#holders.get(key) as Holder;
        const counts = toldOf(bearer).some((one) => one.seq === told.seq && one.offset === told.offset);
        if (bearer === iri || !counts || isAlive(toldOf(iri), told)) continue;
        if (given === undefined || isLater(told, given.told)) given = { key, told };
      }
      if (given === undefined) continue;
      const space = given.key.indexOf(' ');
      former.set(iri, { source: given.key.slice(0, space), sourceId: given.key.slice(space + 1) });
    }
    return former;
  }
}

/** Whether the list told of a name once more after it had told of the bearer of the id. */
function isAlive(told: readonly Told[], bearer: Told): boolean {
  return told.some((one) => isSamePart(one.part, bearer.part) && !one.redirects && isLater(one, bearer));
}

const sourceIdKey = Buffer.from('"sourceId":"');
const quote = 0x22;

/**
 * `sourceId` straight from the bytes of a mapped line. Inside JSON text a quote is escaped, so the key cannot be mistaken;
 * ids hold no escapes.
 */
export function sourceIdIn(line: Buffer): string | undefined {
  const start = line.indexOf(sourceIdKey);
  if (start < 0) return undefined;
  const from = start + sourceIdKey.length;
  const end = line.indexOf(quote, from);
  return end <= from ? undefined : line.toString('utf8', from, end);
}
