import { domainRelationshipTypes } from '../ontology/model.ts';
import { batchesOf, eachInParallel, writeRows } from './batch.ts';
import { disjointRounds } from './disjoint-rounds.ts';
import { grouped } from './load-context.ts';
import type { EntityGroup, LoadContext, PendingEntity } from './load-context.ts';
import { currentAccounts } from './current-accounts.ts';
import { movableTypes } from './identity/statements.ts';
import { statedClaims, uniteClaims } from './merge.ts';
import type { Claim, StatedClaim } from './merge.ts';
import { sameProperties } from './property-values.ts';
import { evidenceOf, groupedRelationships, relationshipRowOf, typeOf } from './rows.ts';
import type { RelationshipRow } from './rows.ts';
import { deleteRelationships, readRelationships, upsertRelationships } from './statements.ts';
import type { Row } from './store.ts';
import type { Reference, Targets } from './targets.ts';

interface ExistingRelationship extends Row {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly properties: Readonly<Record<string, string | number | null>>;
}

/** A relationship to write, under its type. */
export interface TypedRow {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  readonly row: RelationshipRow;
}

export interface EntityToRelate {
  readonly group: EntityGroup;
  readonly plan: Pick<PendingEntity, 'isNew' | 'opened' | 'others'>;
}

export interface RelationshipChanges {
  readonly writes: readonly TypedRow[];
  /** What nobody claims any more. */
  readonly gone: readonly TypedEnds[];
}

/** Compares what the accounts claim with what stands. */
export async function planRelationships(
  context: LoadContext,
  entities: readonly EntityToRelate[],
  targets: Targets,
): Promise<RelationshipChanges> {
  const existing = await readExistingRelationships(context, entities);
  const stated: Stated[] = [];
  const references = new Map<string, Reference>();
  for (const { group, plan } of entities) {
    const { lines, unreadable } = await currentAccounts(context, group, plan);
    const claims = statedClaims(lines, context.authority);
    stated.push({ uri: group.uri, claims, unreadable });
    for (const { to: uri, property, account } of claims) {
      if (!targets.isKnown(uri)) references.set(uri, { uri, subjectLabel: account['@type'], property });
    }
  }
  await targets.resolve(references.values());
  await targets.matches.link(entities.map(({ group }) => group.uri));
  const writes: TypedRow[] = [];
  const gone: TypedEnds[] = [];
  for (const { uri, claims, unreadable } of stated) {
    const standing = existing.get(uri) ?? [];
    const united = uniteClaims(uri, claims, targets, context.authority);
    for (const claim of united) {
      const write = claimWrite(context, uri, claim, standing);
      if (write !== undefined) writes.push(write);
    }
    gone.push(...unclaimed(united, standing, unreadable));
  }
  return { writes, gone };
}

interface Stated {
  readonly uri: string;
  readonly claims: readonly StatedClaim[];
  readonly unreadable: ReadonlySet<string>;
}

async function readExistingRelationships(
  context: LoadContext,
  entities: readonly EntityToRelate[],
): Promise<ReadonlyMap<string, readonly ExistingRelationship[]>> {
  const uris = entities.filter(({ plan }) => !plan.isNew).map(({ group }) => group.uri);
  if (uris.length === 0) return new Map();
  const rows = await context.store.read<ExistingRelationship>(readRelationships, {
    uris,
    types: domainRelationshipTypes,
  });
  return grouped(rows, (row) => row.from);
}

function claimWrite(
  context: LoadContext,
  from: string,
  claim: Claim,
  standing: readonly ExistingRelationship[],
): TypedRow | undefined {
  const type = typeOf(claim);
  const known = standing.find((one) => one.type === type && one.to === claim.to);
  const row = relationshipRowOf(from, claim, known?.properties);
  if (known === undefined) context.counts.relationshipsCreated += 1;
  else if (sameProperties(known.properties, evidenceOf(row))) return undefined;
  else context.counts.relationshipsUpdated += 1;
  return { type, from, to: claim.to, row };
}

export interface TypedEnds {
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What an account said that cannot be read on this machine is not known to be gone. Of what a name is an alias is decided
 * with the identities.
 */
function unclaimed(
  claims: readonly Claim[],
  standing: readonly ExistingRelationship[],
  unreadable: ReadonlySet<string>,
): readonly TypedEnds[] {
  if (standing.length === 0) return [];
  const claimed = new Set(claims.map((claim) => `${typeOf(claim)} ${claim.to}`));
  return standing
    .filter((one) => movableTypes.includes(one.type) && !claimed.has(`${one.type} ${one.to}`))
    .filter((one) => !unreadable.has(String(one.properties['source'])))
    .map(({ type, from, to }) => ({ type, from, to }));
}

export async function deleteRows(context: LoadContext, gone: readonly TypedEnds[]): Promise<void> {
  for (const [type, ends] of grouped(gone, (one) => one.type)) {
    for (const rows of batchesOf(ends.map(({ from, to }) => ({ from, to })))) {
      await writeRows(context.store, deleteRelationships(type), rows);
    }
  }
  context.counts.relationshipsDeleted += gone.length;
}

/** Writes relationships type by type, in groups that do not touch each other's nodes. */
export async function writeRelationships({ store, signal }: LoadContext, rows: readonly TypedRow[]): Promise<void> {
  for (const round of disjointRounds(rows, store.writers)) {
    await eachInParallel(round, store.writers, (group) => writeGroup(store, group), signal);
  }
}

async function writeGroup(store: LoadContext['store'], group: readonly TypedRow[]): Promise<void> {
  for (const [type, members] of grouped(group, (one) => one.type)) {
    for (const rows of batchesOf(members.map((member) => member.row))) {
      await writeRows(store, upsertRelationships(type), rows, groupedRelationships);
    }
  }
}
