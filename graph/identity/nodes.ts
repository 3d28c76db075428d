import { identify } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { curatedAliasOf } from '../../ontology/vocab/curated-alias.ts';
import { grouped } from '../load-context.ts';
import type { LoadContext, PendingEntity, StandingAccount } from '../load-context.ts';
import { standingAccount, type KnownAccount } from '../known-accounts.ts';
import { isRedirect, redirectTarget } from '../redirects.ts';
import { foldOf } from '../rows.ts';
import { readAccounts } from '../statements.ts';
import type { Row } from '../store.ts';
import { aliasesOf, namesByFold, namesBySourceId, namesByUri } from './statements.ts';

/** An alias relationship as it stands. */
export interface StoredAlias {
  readonly to: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What decides whether a name is an alias, and of what. */
export interface NamedThing {
  readonly uri: string;
  readonly label: string;
  /** The id in lower case. */
  readonly fold: string;
  readonly exists: boolean;
  /** An account tells of it, or told of it until it went away. */
  readonly isDescribed: boolean;
  /** The source's immutable id of what it names, or named. */
  readonly sourceId?: string;
  /** The immutable id its node holds. */
  readonly heldId?: string;
  /** The immutable id of what was called so in this run before it was called otherwise. */
  readonly givenUp?: string;
  /** This run tells of it. */
  readonly isTold: boolean;
  /** It has news of it, and tells its immutable id. */
  readonly isToldById: boolean;
  readonly stored: readonly StoredAlias[];
  /** Where the source was seen to answer for it. */
  readonly observed?: string;
  /** What a shipped table says it stands for. */
  readonly curated?: string;
  /** Accounts that should have ended when it became an alias, and did not: a load was killed there. */
  readonly leftOver: readonly StandingAccount[];
}

/** The id by which a name that something else overtook leads there. */
export function idAsAlias({ isDescribed, sourceId, givenUp }: NamedThing): string | undefined {
  return isDescribed ? (givenUp ?? sourceId) : sourceId;
}

/** The class of a thing that may have several names; `undefined` for all others. */
export function namedLabel(uri: string): string | undefined {
  const label = identify(uri)?.label;
  return label !== undefined && propertyOf(label, 'foldedId') !== undefined ? label : undefined;
}

interface NameRow extends Row {
  readonly uri: string;
  readonly labels: readonly string[];
  readonly resolved: boolean | null;
  readonly sourceId: string | null;
  readonly to: string | null;
  readonly alias: Readonly<Record<string, string | number | null>> | null;
}

/** Values asked for in one statement. */
const lookUps = 1_000;

/** Finds all names that have to do with some names: the same but for case, of the same immutable id, aliases and their targets. */
export class NameReader {
  readonly #context: LoadContext;
  readonly #pending: ReadonlyMap<string, PendingEntity>;

  constructor(context: LoadContext, pending: ReadonlyMap<string, PendingEntity>) {
    this.#context = context;
    this.#pending = pending;
  }

  /** With everything reachable from the names, so that what is decided of one of them is decided of all. */
  async neighbourhood(uris: Iterable<string>): Promise<ReadonlyMap<string, NamedThing>> {
    const things = new Map<string, NamedThing>();
    let frontier = await this.#read([...uris].filter((uri) => namedLabel(uri) !== undefined));
    while (frontier.length > 0) {
      for (const thing of frontier) things.set(thing.uri, thing);
      const rows = await this.#neighbours(frontier);
      const wanted = new Set(frontier.flatMap(targetsOf).filter((uri) => namedLabel(uri) !== undefined));
      for (const row of rows) wanted.add(row.uri);
      frontier = await this.#read([...wanted].filter((uri) => !things.has(uri)));
    }
    return things;
  }

  /** By IRI; what is not in the graph is a thing that only its name is known of. */
  async #read(uris: readonly string[]): Promise<readonly NamedThing[]> {
    const rows = grouped(await this.#ask(namesByUri, uris), (row) => row.uri);
    const silent = uris.filter((uri) => rows.get(uri)?.[0]?.resolved === false && !this.#pending.has(uri));
    const accounts = await this.#accountsOf(silent);
    return uris.map((uri) => this.#thing(uri, rows.get(uri) ?? [], accounts.get(uri) ?? noAccounts));
  }

  #thing(uri: string, rows: readonly NameRow[], { observed, leftOver }: SilentAccounts): NamedThing {
    const [row] = rows;
    const plan = this.#pending.get(uri);
    const isDescribed = row?.resolved === true;
    const heldId = row?.sourceId ?? undefined;
    const { sourceId, givenUp } = this.#idsOf(uri, heldId, isDescribed);
    const redirect = plan?.redirectsTo ?? observed;
    const curated = curatedAliasOf(uri);
    return {
      uri,
      label: namedLabel(uri) ?? '',
      fold: foldOf(identify(uri)?.id ?? uri),
      exists: row !== undefined,
      isDescribed,
      isTold: this.#context.index.winners.get(uri)?.some((winner) => !winner.redirects) === true,
      isToldById: plan?.sourceId !== undefined,
      stored: rows.flatMap(({ to, alias }) => (to === null ? [] : [{ to, properties: alias ?? {} }])),
      leftOver,
      ...(sourceId === undefined ? {} : { sourceId }),
      ...(heldId === undefined ? {} : { heldId }),
      ...(givenUp === undefined ? {} : { givenUp }),
      ...(redirect === undefined ? {} : { observed: redirect }),
      ...(curated === undefined ? {} : { curated }),
    };
  }

  /** A later run knows better what a name stands for than this one, which saw it given up. */
  #idsOf(uri: string, heldId: string | undefined, isDescribed: boolean): Pick<NamedThing, 'sourceId' | 'givenUp'> {
    const held = this.#pending.get(uri)?.sourceId ?? heldId;
    const former = this.#context.former.get(uri);
    const isLate = former !== undefined && this.#context.outdated.has(former.source);
    const givenUp = isDescribed && isLate ? undefined : former?.sourceId;
    const sourceId = isDescribed || isLate ? (held ?? givenUp) : (givenUp ?? held);
    return {
      ...(sourceId === undefined || (isDescribed && held === undefined) ? {} : { sourceId }),
      ...(givenUp === undefined ? {} : { givenUp }),
    };
  }

  async #neighbours(things: readonly NamedThing[]): Promise<readonly NameRow[]> {
    const found: NameRow[] = [];
    for (const [label, members] of grouped(things, (thing) => thing.label)) {
      const ids = members.flatMap(({ sourceId, givenUp }) => [sourceId, givenUp].filter((id) => id !== undefined));
      found.push(
        ...(await this.#ask(
          namesByFold(label),
          members.map((thing) => thing.fold),
        )),
        ...(await this.#ask(namesBySourceId(label), ids)),
      );
    }
    const standing = things.filter((thing) => thing.exists).map((thing) => thing.uri);
    found.push(...(await this.#ask(aliasesOf, standing)));
    return found;
  }

  async #ask(statement: string, values: readonly string[]): Promise<NameRow[]> {
    const distinct = [...new Set(values)];
    const rows: NameRow[] = [];
    for (let start = 0; start < distinct.length; start += lookUps) {
      const part = distinct.slice(start, start + lookUps);
      rows.push(...(await this.#context.store.read<NameRow>(statement, { values: part })));
    }
    return rows;
  }

  /** Of things that nothing describes, though accounts may stand: redirects, and what a killed load left. */
  async #accountsOf(uris: readonly string[]): Promise<ReadonlyMap<string, SilentAccounts>> {
    const found = new Map<string, SilentAccounts>();
    if (uris.length === 0) return found;
    const { store, reader } = this.#context;
    const rows = await store.read<KnownAccount>(readAccounts([]), { uris });
    for (const [uri, known] of grouped(rows, (row) => row.uri)) {
      const accounts = known.map(standingAccount);
      const lines = await reader.readAll(accounts);
      const redirects = lines.flatMap((account) =>
        account !== undefined && isRedirect(account.line) ? account.line : [],
      );
      const leftOver = accounts.filter((_, index) => {
        const line = lines[index]?.line;
        return line !== undefined && !isRedirect(line);
      });
      found.set(uri, { observed: redirectTarget(redirects), leftOver });
    }
    return found;
  }
}

interface SilentAccounts {
  readonly observed: string | undefined;
  readonly leftOver: readonly StandingAccount[];
}
const noAccounts: SilentAccounts = { observed: undefined, leftOver: [] };

/** Things that a name leads to, by any account. */
function targetsOf({ stored, observed, curated }: NamedThing): readonly string[] {
  return [...stored.map((alias) => alias.to), observed, curated].filter((uri) => uri !== undefined);
}
