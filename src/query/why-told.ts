import type { GraphStore, Row, Value } from '../../graph/store.ts';
import type { EntityLine, Evidence } from '../../ontology/entity.ts';
import { propertyOf } from '../../ontology/model.ts';
import { StemmaError } from '../core/errors.ts';
import { readEntityLine } from './entity-line.ts';
import { type CheckedElement, isMappedAgain, rawAt, type RawChecker } from './raw-check.ts';
import type { WhyItem } from './why-item.ts';

const columns = `d.source AS source, d.resource AS resource, d.file AS lineFile, d.offset AS lineOffset, d.length AS lineLength, d.validTo AS until,
  raw.id AS record, raw.url AS url, raw.fetchedAt AS fetchedAt, raw.sha256 AS sha256, raw.file AS file,
  w.offset AS offset, w.length AS length, run.run AS run, properties(n) AS held`;

function accountsStatement(isCurrent: boolean): string {
  return `MATCH (n:Resource {uri: $uri})-[:DESCRIBED_BY]->(d:Description)
WHERE d.validTo IS ${isCurrent ? '' : 'NOT '}NULL
WITH n, d
MATCH (d)-[w:WAS_DERIVED_FROM]->(raw:RawRecord)
OPTIONAL MATCH (raw)-[:WAS_GENERATED_BY]->(run:ExtractionRun)
RETURN ${columns}
ORDER BY source, resource, record, offset`;
}

type AccountRow = Row & {
  readonly source: string;
  readonly resource: string;
  readonly lineFile: string;
  readonly lineOffset: number;
  readonly lineLength: number;
  readonly until: string | null;
  readonly record: string;
  readonly url: string;
  readonly fetchedAt: string;
  readonly sha256: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly run: string | null;
  readonly held: Readonly<Record<string, Value>>;
};

/** An account of a thing, where it was read, and what it says. */
export interface ReadAccount {
  readonly row: AccountRow;
  readonly line: EntityLine;
}

/**
 * The accounts of a thing that hold now, or those that ended, as far as their lines are still there.
 * @throws StemmaError STEMMA_RUN when the line of one that holds is not where the graph says
 */
export async function readAccounts(
  store: GraphStore,
  dataDir: string,
  uri: string,
  which: 'current' | 'ended',
): Promise<readonly ReadAccount[]> {
  const rows = await store.read<AccountRow>(accountsStatement(which === 'current'), { uri });
  const accounts: ReadAccount[] = [];
  for (const row of rows) {
    try {
      accounts.push({ row, line: await readLine(dataDir, uri, row) });
    } catch (error) {
      if (which === 'current' || !(error instanceof StemmaError)) throw error;
    }
  }
  return accounts;
}

async function readLine(dataDir: string, uri: string, row: AccountRow): Promise<EntityLine> {
  const line = await readEntityLine(dataDir, row.lineFile, row.lineOffset, row.lineLength);
  if (line['@id'] === uri) return line;
  throw new StemmaError('STEMMA_RUN', `${row.lineFile} tells of another thing at byte ${row.lineOffset}`, {
    hint: 'stemma load --rebuild',
  });
}

/** A witness, and the account it stands in. */
export interface ToldItem {
  readonly line: EntityLine;
  readonly item: WhyItem;
}

export interface ToldContext {
  readonly uri: string;
  readonly label: string;
  readonly property: string | undefined;
  readonly checker: RawChecker;
}

/** The witnesses of an account, each checked against the stored bytes. `wanted` leaves some out before anything is read. */
export async function toldItems(
  { row, line }: ReadAccount,
  { uri, label, property, checker }: ToldContext,
  wanted: (evidence: Evidence) => boolean = () => true,
): Promise<readonly ToldItem[]> {
  const { source, record, sha256, file, offset, length } = row;
  const witnesses = line.evidence.filter((one) => (property === undefined || one.property === property) && wanted(one));
  if (witnesses.length === 0) return [];
  const run = row.run ?? record.slice('raw:'.length, record.lastIndexOf('/'));
  const element = await checker.check({ source, run, record, sha256, file, offset, length });
  return witnesses.map((evidence) => {
    const note = row.until === null ? counterNote(label, evidence, row.held) : undefined;
    const item = toItem(row, run, uri, evidence, element);
    return { line, item: note === undefined ? item : { ...item, note } };
  });
}

/** A counter is updated without a new account of the thing, so the account may hold an older one. */
function counterNote(label: string, { property, value }: Evidence, held: AccountRow['held']): string | undefined {
  const now = held[property];
  if (propertyOf(label, property)?.volatile !== true || now === undefined || String(now) === String(value))
    return undefined;
  return `the graph holds ${String(now)}, counted by a later run: stemma history <id> ${property}`;
}

function toItem(account: AccountRow, run: string, uri: string, evidence: Evidence, element: CheckedElement): WhyItem {
  const { source, resource, url, fetchedAt, file, offset, length } = account;
  const { property, value, method, confidence, pointer, literal } = evidence;
  const raw = rawAt(element, pointer);
  const problem = element.problem ?? raw.problem ?? againProblem(element, uri, evidence);
  return {
    property,
    value,
    method,
    confidence,
    source,
    resource,
    run,
    url,
    fetchedAt,
    file,
    offset,
    length,
    pointer,
    raw: raw.value,
    verified: problem === undefined,
    ...(literal === undefined ? {} : { literal }),
    ...(problem === undefined ? {} : { problem }),
  };
}

function againProblem(element: CheckedElement, uri: string, evidence: Evidence): string | undefined {
  return isMappedAgain(element.mapped, uri, evidence)
    ? undefined
    : 'mapping the element again does not give this value';
}
