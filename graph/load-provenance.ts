import { mintDescription, mintRawRecord, mintRun } from '../ontology/iri.ts';
import { StemmaError } from '../src/core/errors.ts';
import { readLedger } from '../src/core/run/ledger.ts';
import { relativeFile } from '../src/core/run/run-paths.ts';
import type { LedgerLine } from '../src/core/run/types.ts';
import { batchesOf, eachInParallel, writeRows } from './batch.ts';
import type { ClosedAccount, LoadContext, OpenedAccount } from './load-context.ts';
import { canonicalTime, storableText } from './property-values.ts';
import { rowOf } from './rows.ts';
import type { NodeRow, Properties } from './rows.ts';
import type { Account } from './run-index.ts';
import {
  closeDescriptions,
  createRawRecords,
  forgetDerivations,
  openDescriptions,
  readExisting,
  replaceDescriptions,
} from './statements.ts';

/** An account to be recorded: its Description, and the response it was read from. */
export interface AccountToOpen {
  readonly account: Account;
  readonly opened: OpenedAccount;
}

interface DescriptionRow extends NodeRow {
  readonly entity: string;
  readonly record: string;
  readonly derivation: Properties;
  readonly closes?: string;
}

/** Looks up responses of the run's ledgers; read whole, once, when the first is asked for. */
export class LedgerReader {
  readonly #dataDir: string;
  readonly #run: string;
  readonly #lines = new Map<string, Promise<ReadonlyMap<number, LedgerLine>>>();

  constructor(dataDir: string, run: string) {
    this.#dataDir = dataDir;
    this.#run = run;
  }

  /** @throws StemmaError STEMMA_RUN when the ledger has no such answer */
  async find(source: string, seq: number): Promise<LedgerLine> {
    let lines = this.#lines.get(source);
    if (lines === undefined) {
      lines = this.#read(source);
      this.#lines.set(source, lines);
    }
    const line = (await lines).get(seq);
    if (line !== undefined) return line;
    throw new StemmaError('STEMMA_RUN', `the ledger of ${source} run ${this.#run} has no answer ${seq}`, {
      hint: `stemma verify ${this.#run}`,
    });
  }

  async #read(source: string): Promise<ReadonlyMap<number, LedgerLine>> {
    const lines = new Map<number, LedgerLine>();
    for await (const line of readLedger(this.#dataDir, source, this.#run)) lines.set(line.seq, line);
    return lines;
  }
}

/** Ends accounts that no other takes the place of; one that has ended already is left alone. */
export async function closeAccounts({ store, counts }: LoadContext, accounts: readonly ClosedAccount[]): Promise<void> {
  for (const rows of batchesOf(accounts.map(({ description, at }) => ({ uri: description, at })))) {
    await writeRows(store, closeDescriptions, rows);
    counts.nodesUpdated += rows.length;
  }
}

/** Last of all, since a Description says that its account is in the graph: responses first, then Descriptions. */
export async function openAccounts(
  context: LoadContext,
  ledger: LedgerReader,
  accounts: readonly AccountToOpen[],
  knownRecords: Set<string>,
): Promise<void> {
  if (accounts.length === 0) return;
  await createRecords(context, ledger, accounts, knownRecords);
  const rows = accounts.map((one) => descriptionRow(context, one));
  await forgetMoved(context, accounts, rows);
  // Ordered by response: side by side, two batches then share at most one, and cannot wait for each other in a circle.
  const ordered = rows.toSorted((a, b) => (a.record < b.record ? -1 : Number(a.record > b.record)));
  await writeDescriptions(
    context,
    openDescriptions,
    ordered.filter((row) => row.closes === undefined),
  );
  await writeDescriptions(
    context,
    replaceDescriptions,
    ordered.filter((row) => row.closes !== undefined),
  );
  countOpened(context, accounts);
}

async function writeDescriptions(
  { store, signal }: LoadContext,
  statement: string,
  rows: readonly DescriptionRow[],
): Promise<void> {
  await eachInParallel(batchesOf(rows), store.writers, (batch) => writeRows(store, statement, batch), signal);
}

function countOpened({ counts }: LoadContext, accounts: readonly AccountToOpen[]): void {
  for (const { opened } of accounts) {
    if (opened.rewrites !== undefined) {
      counts.nodesUpdated += 1;
      continue;
    }
    counts.nodesCreated += 1;
    counts.relationshipsCreated += 2;
    if (opened.closes !== undefined) counts.nodesUpdated += 1;
  }
}

function recordIri(account: Account): string {
  const { run, record } = account.line.origin;
  return mintRawRecord(run, seqOf(record));
}

function seqOf(record: string): number {
  return Number(record.slice(record.lastIndexOf('/') + 1));
}

function descriptionRow(context: LoadContext, { account, opened }: AccountToOpen): DescriptionRow {
  const { line, file, offset, length } = account;
  const { origin, contentHash } = line;
  const { source, resource } = origin;
  const uri = mintDescription(origin.run, source, resource, line['@id']);
  const validFrom = opened.rewrites ?? canonicalTime(origin.fetchedAt) ?? origin.fetchedAt;
  const properties = {
    uri,
    id: `description:${origin.run}/${source}/${resource}/${line.id}`,
    name: storableText(typeof line['name'] === 'string' ? line['name'] : line.id),
    source,
    resource,
    validFrom,
    contentHash,
    file,
    offset,
    length,
    ...(context.inlineContent ? inlined(account) : {}),
  };
  return {
    ...rowOf(['Description'], properties),
    entity: line['@id'],
    record: recordIri(account),
    derivation: { offset: origin.offset, length: origin.length, pointer: '' },
    ...(opened.closes === undefined ? {} : { closes: opened.closes }),
  };
}

function inlined({ line }: Account): Properties {
  const { evidence, origin: _origin, contentHash: _hash, ...content } = line;
  return { content: storableText(JSON.stringify(content)), evidence: storableText(JSON.stringify(evidence)) };
}

/** An account read again in the same run may stand in another response now. */
async function forgetMoved(
  context: LoadContext,
  accounts: readonly AccountToOpen[],
  rows: readonly DescriptionRow[],
): Promise<void> {
  const rewritten = rows.filter((_, index) => accounts[index]?.opened.rewrites !== undefined);
  for (const batch of batchesOf(rewritten.map(({ uri, record }) => ({ uri, record })))) {
    await writeRows(context.store, forgetDerivations, batch);
  }
}

async function createRecords(
  context: LoadContext,
  ledger: LedgerReader,
  accounts: readonly AccountToOpen[],
  knownRecords: Set<string>,
): Promise<void> {
  const wanted = new Map<string, Account>();
  for (const { account } of accounts) {
    const iri = recordIri(account);
    if (!knownRecords.has(iri)) wanted.set(iri, account);
  }
  if (wanted.size === 0) return;
  const found = context.isFirst
    ? []
    : await context.store.read<{ uri: string }>(readExisting, { uris: [...wanted.keys()] });
  for (const { uri } of found) knownRecords.add(uri);
  const rows = [];
  for (const [iri, account] of wanted) if (!knownRecords.has(iri)) rows.push(await recordRow(ledger, iri, account));
  for (const batch of batchesOf(rows)) await writeRows(context.store, createRawRecords, batch);
  context.counts.nodesCreated += rows.length;
  context.counts.relationshipsCreated += rows.length;
  for (const iri of wanted.keys()) knownRecords.add(iri);
}

async function recordRow(
  ledger: LedgerReader,
  iri: string,
  account: Account,
): Promise<NodeRow & { readonly run: string }> {
  const { source, run, record } = account.line.origin;
  const line = await ledger.find(source, seqOf(record));
  const properties = {
    uri: iri,
    id: record,
    name: String(line.seq),
    sha256: line.sha256,
    url: storableText(line.url),
    fetchedAt: canonicalTime(line.fetchedAt) ?? line.fetchedAt,
    mediaType: storableText(line.mediaType),
    bytes: line.bytes,
    file: relativeFile(source, run, line.file),
    offset: line.offset,
    length: line.length,
  };
  return { ...rowOf(['RawRecord'], properties), run: mintRun(run) };
}
