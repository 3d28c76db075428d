import { domainRelationshipTypes } from '../ontology/model.ts';
import { batchesOf, eachInParallel, writeRows } from './batch.ts';
import { disjointRounds } from './disjoint-rounds.ts';
import { grouped } from './load-context.ts';
import type { EntityGroup, LoadContext, PendingEntity } from './load-context.ts';
import { currentAccounts } from './load-nodes.ts';
import { labelsOf, mergeClaims } from './merge.ts';
import type { Claim } from './merge.ts';
import { sameProperties } from './property-values.ts';
import { evidenceOf, groupedRelationships, relationshipRowOf, stubOf, typeOf } from './rows.ts';
import type { RelationshipRow } from './rows.ts';
import {
  deleteRelationships,
  readExisting,
  readRelationships,
  upsertNodes,
  upsertRelationships,
} from './statements.ts';
import type { Row } from './store.ts';

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

interface Reference {
  readonly uri: string;
  readonly subjectLabel: string;
  readonly property: string;
}

export interface EntityToRelate {
  readonly group: EntityGroup;
  readonly plan: PendingEntity;
}

/** Compares what the accounts claim with what stands, removes what nobody claims any more, and gives what is to be written. */
export async function planRelationships(
  context: LoadContext,
  entities: readonly EntityToRelate[],
  knownTargets: Set<string>,
): Promise<readonly TypedRow[]> {
  const existing = await readExistingRelationships(context, entities);
  const writes: TypedRow[] = [];
  const gone: TypedEnds[] = [];
  const references = new Map<string, Reference>();
  for (const { group, plan } of entities) {
    const { lines, unreadable } = await currentAccounts(context, group, plan);
    const claims = mergeClaims(lines, context.authority);
    const subjectLabel = labelsOf(lines)[0] ?? '';
    const standing = existing.get(group.uri) ?? [];
    for (const claim of claims) {
      const write = claimWrite(context, group.uri, claim, standing);
      if (write !== undefined) writes.push(write);
      const { to: uri, property } = claim;
      if (!knownTargets.has(uri) && !context.index.winners.has(uri))
        references.set(uri, { uri, subjectLabel, property });
    }
    gone.push(...unclaimed(claims, standing, unreadable));
  }
  await createStubs(context, [...references.values()], knownTargets);
  await deleteAll(context, gone);
  return writes;
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

interface TypedEnds {
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

/** What an account said that cannot be read on this machine is not known to be gone. */
function unclaimed(
  claims: readonly Claim[],
  standing: readonly ExistingRelationship[],
  unreadable: ReadonlySet<string>,
): readonly TypedEnds[] {
  if (standing.length === 0) return [];
  const claimed = new Set(claims.map((claim) => `${typeOf(claim)} ${claim.to}`));
  return standing
    .filter((one) => !claimed.has(`${one.type} ${one.to}`) && !unreadable.has(String(one.properties['source'])))
    .map(({ type, from, to }) => ({ type, from, to }));
}

async function deleteAll(context: LoadContext, gone: readonly TypedEnds[]): Promise<void> {
  for (const [type, ends] of grouped(gone, (one) => one.type)) {
    for (const rows of batchesOf(ends.map(({ from, to }) => ({ from, to })))) {
      await writeRows(context.store, deleteRelationships(type), rows);
    }
  }
  context.counts.relationshipsDeleted += gone.length;
}

/** Nodes for what is referenced and not there. Things this run describes were created before. */
async function createStubs(
  context: LoadContext,
  references: readonly Reference[],
  knownTargets: Set<string>,
): Promise<void> {
  if (references.length === 0) return;
  const uris = references.map((reference) => reference.uri);
  const found = context.isFirst ? [] : await context.store.read<{ uri: string }>(readExisting, { uris });
  const existing = new Set(found.map((row) => row.uri));
  const missing = references.filter((reference) => !existing.has(reference.uri));
  const stubs = missing.map((reference) => stubOf(reference.uri, reference.subjectLabel, reference.property));
  const batches = [...grouped(stubs, (stub) => stub.label)].flatMap(([label, members]) =>
    batchesOf(members.map((member) => member.row)).map((rows) => ({ statement: upsertNodes([label], []), rows })),
  );
  await eachInParallel(
    batches,
    context.store.writers,
    ({ statement, rows }) => writeRows(context.store, statement, rows),
    context.signal,
  );
  context.counts.nodesCreated += missing.length;
  for (const uri of uris) knownTargets.add(uri);
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
