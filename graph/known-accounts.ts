import { mintDescription } from '../ontology/iri.ts';
import { isSamePart } from './account-part.ts';
import type { EntityGroup, LoadContext, OpenedAccount, StandingAccount } from './load-context.ts';
import { grouped } from './load-context.ts';
import { isRedirect } from './redirects.ts';
import { countersOf } from './rows.ts';
import type { Account } from './run-index.ts';
import { readAccounts, readParts } from './statements.ts';
import type { Row } from './store.ts';

/** A current Description in the graph, with the node's counters beside it. */
export interface KnownAccount extends Row {
  readonly uri: string;
  readonly description: string;
  readonly source: string;
  readonly resource: string;
  readonly contentHash: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly validFrom: string;
}

/** One query per class for the whole window. */
export async function readKnownAccounts(
  context: LoadContext,
  groups: readonly EntityGroup[],
): Promise<ReadonlyMap<string, readonly KnownAccount[]>> {
  if (context.isFirst) return new Map();
  const byLabel = grouped(groups, (group) => group.accounts[0]?.line['@type'] ?? '');
  const found = await Promise.all(
    [...byLabel].map(([label, members]) =>
      context.store.read<KnownAccount>(readAccounts(countersOf(label)), { uris: members.map((member) => member.uri) }),
    ),
  );
  return grouped(found.flat(), (row) => row.uri);
}

export function standingAccount({
  source,
  resource,
  description,
  file,
  offset,
  length,
}: KnownAccount): StandingAccount {
  return { part: { source, resource }, description, file, offset, length };
}

/** Of which part the graph has ever held an account of a thing. */
export interface KnownPart extends Row {
  readonly uri: string;
  readonly source: string;
  readonly resource: string;
  readonly isCurrent: boolean;
}

/** Of the things that a source tells whose later run is loaded already. */
export async function readKnownParts(
  context: LoadContext,
  groups: readonly EntityGroup[],
): Promise<ReadonlyMap<string, readonly KnownPart[]>> {
  const uris = groups
    .filter(({ accounts }) => accounts.some(({ line }) => context.outdated.has(line.origin.source)))
    .map((group) => group.uri);
  if (uris.length === 0) return new Map();
  return grouped(await context.store.read<KnownPart>(readParts, { uris }), (row) => row.uri);
}

export type Decision =
  | { readonly kind: 'unchanged' | 'ignored' }
  | { readonly kind: 'opened'; readonly opened: OpenedAccount };

/** What the graph knows of a thing when an account of it is judged. */
export interface KnownThing {
  readonly current: readonly KnownAccount[];
  /** Only asked for when a later run is loaded. */
  readonly parts: readonly KnownPart[];
  /** Something else bears its source's id for it now. */
  readonly isFormerName: boolean;
}

/**
 * What an account means for the graph. A run older than the latest one loaded of its source changes nothing that is
 * known: whether its account held longer than the later one says cannot be told. It adds what was never told, and brings
 * nothing back.
 */
export function decide(account: Account, known: KnownThing, outdated: ReadonlySet<string>): Decision {
  const { origin, contentHash } = account.line;
  const { run, source, resource } = origin;
  const current = known.current.find((one) => isSamePart(one, origin));
  const part = { source, resource };
  if (current === undefined) {
    return outdated.has(source) && !isNews(account, known) ? { kind: 'ignored' } : { kind: 'opened', opened: { part } };
  }
  const isSameContent = current.contentHash === contentHash;
  if (current.description === mintDescription(run, source, resource, account.line['@id'])) {
    const isSamePlace =
      current.file === account.file && current.offset === account.offset && current.length === account.length;
    if (isSameContent && isSamePlace) return { kind: 'unchanged' };
    return { kind: 'opened', opened: { part, rewrites: current.validFrom } };
  }
  if (outdated.has(source)) return { kind: 'ignored' };
  return isSameContent ? { kind: 'unchanged' } : { kind: 'opened', opened: { part, closes: current.description } };
}

/** Whether an account of an old run tells of what later runs did not: another part of a thing that stands, or a new thing. */
function isNews({ line }: Account, { parts, isFormerName }: KnownThing): boolean {
  const ofSource = parts.filter((one) => one.source === line.origin.source);
  if (ofSource.length === 0) return !isFormerName;
  const isTold = ofSource.some((one) => one.resource === line.origin.resource);
  return !isTold && !isRedirect(line) && ofSource.some((one) => one.isCurrent);
}
