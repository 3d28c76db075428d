import type { GraphStore, Row, Value } from '../../graph/store.ts';
import type { Evidence } from '../../ontology/entity.ts';
import { propertyOf, propertyOfType } from '../../ontology/model.ts';
import { throwIfAborted } from '../core/abort.ts';
import { messageOf, StemmaError } from '../core/errors.ts';
import { compareBy } from '../core/code-point-order.ts';
import { readEntityLine } from './entity-line.ts';
import { type CheckedElement, isMappedAgain, RawChecker, valueInElement } from './raw-check.ts';
import type { FoundNode } from './find-node.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import { type JsonValue, propertiesOf } from './stored-node.ts';
import { curatedItems } from './why-curated.ts';
import type { WhyItem } from './why-item.ts';
import { matchItems } from './why-matches.ts';
import { aliasesAmong, aliasesOf, aliasItem } from './why-names.ts';

export type { WhyItem } from './why-item.ts';

export interface WhyResult {
  readonly items: readonly WhyItem[];
  /** The id that was asked for, where it is another name of the thing. */
  readonly redirectedFrom?: string;
}

export interface WhyOptions extends ResolveOptions {
  readonly dataDir: string;
  /** Property (`fineTunedFrom`) or relationship type (`FINE_TUNED_FROM`); absent: all. */
  readonly property?: string;
  /** Shared between calls, it hashes each response once. */
  readonly checker?: RawChecker;
  readonly signal?: AbortSignal;
}

/**
 * The witnesses of each value of a thing, by the accounts of it that hold now, and why names stand for others: its own other
 * names, and those its accounts use. Sorted by property, value, confidence.
 */
export async function why(store: GraphStore, id: string, options: WhyOptions): Promise<WhyResult> {
  const node = await resolveId(store, id, options);
  const property = options.property === undefined ? undefined : declaredProperty(node.label, options.property);
  const accounts = await store.read<AccountRow>(accountsStatement, { uri: node.uri });
  const checker = options.checker ?? new RawChecker(options.dataDir);
  const items: WhyItem[] = [];
  for (const account of accounts) {
    throwIfAborted(options.signal);
    items.push(
      ...(await itemsOf(account, { uri: node.uri, label: node.label, property, dataDir: options.dataDir, checker })),
    );
  }
  if (accounts.length === 0) items.push(...(await curatedItems(store, node.uri, property)));
  if (node.label === 'DefinedTerm' && (property === undefined || property === 'closeMatch'))
    items.push(...(await matchItems(store, node.uri)));
  const named = await withNames(store, node, items, property, checker);
  const { redirectedFrom } = node;
  return { items: named.sort(byProperty), ...(redirectedFrom === undefined ? {} : { redirectedFrom }) };
}

/** With the evidence of the names in it, each once. */
async function withNames(
  store: GraphStore,
  { uri, label }: FoundNode,
  items: readonly WhyItem[],
  property: string | undefined,
  checker: RawChecker,
): Promise<WhyItem[]> {
  const isReference = (item: WhyItem): boolean => propertyOf(label, item.property)?.kind === 'reference';
  const references = new Set(items.filter(isReference).map((item) => String(item.value)));
  const used = await aliasesAmong(store, [...references]);
  const own = property === undefined || property === 'redirectsTo' ? await aliasesOf(store, uri) : [];
  const standFor = new Map(used.map(({ alias, to }) => [alias, to]));
  const told = items.map((item) => {
    const standsFor = isReference(item) ? standFor.get(String(item.value)) : undefined;
    return standsFor === undefined ? item : { ...item, standsFor };
  });
  const rows = new Map([...used, ...own].map((row) => [row.alias, row]));
  for (const row of rows.values()) told.push(await aliasItem(store, row, checker));
  return told;
}

const byProperty = compareBy<WhyItem>(
  (item) => item.property,
  (item) => item.about ?? '',
  (item) => (typeof item.value === 'string' ? item.value : JSON.stringify(item.value)),
  (item) => -item.confidence,
  (item) => item.method,
  (item) => item.source,
  (item) => item.resource ?? '',
  (item) => item.pointer ?? '',
);

/** The property's own name, from it or its relationship type. Throws STEMMA_USAGE with the names there are. */
export function declaredProperty(label: string, text: string): string {
  const names = [...propertiesOf([label]).keys()];
  const wanted = propertyOfType(text) ?? text;
  const found =
    names.find((name) => name === wanted) ?? names.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new StemmaError('STEMMA_USAGE', `${label} has no property ${text}`, {
    hint: `its properties: ${names.join(', ')}`,
    context: { candidates: names },
  });
}

const accountsStatement = `MATCH (n:Resource {uri: $uri})-[:DESCRIBED_BY]->(d:Description)
WHERE d.validTo IS NULL
WITH n, d
MATCH (d)-[w:WAS_DERIVED_FROM]->(raw:RawRecord)
OPTIONAL MATCH (raw)-[:WAS_GENERATED_BY]->(run:ExtractionRun)
RETURN d.source AS source, d.resource AS resource, d.file AS lineFile, d.offset AS lineOffset, d.length AS lineLength,
  raw.id AS record, raw.url AS url, raw.fetchedAt AS fetchedAt, raw.sha256 AS sha256, raw.file AS file,
  w.offset AS offset, w.length AS length, run.run AS run, properties(n) AS held
ORDER BY source, resource, record, offset`;

type AccountRow = Row & {
  readonly source: string;
  readonly resource: string;
  readonly lineFile: string;
  readonly lineOffset: number;
  readonly lineLength: number;
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

interface AccountContext {
  readonly uri: string;
  readonly label: string;
  readonly property: string | undefined;
  readonly dataDir: string;
  readonly checker: RawChecker;
}

async function itemsOf(
  account: AccountRow,
  { uri, label, property, dataDir, checker }: AccountContext,
): Promise<WhyItem[]> {
  const { source, lineFile, lineOffset, lineLength, record, sha256, file, offset, length } = account;
  const line = await readEntityLine(dataDir, lineFile, lineOffset, lineLength);
  if (line['@id'] !== uri)
    throw new StemmaError('STEMMA_RUN', `${lineFile} tells of another thing at byte ${lineOffset}`, {
      hint: 'stemma load --rebuild',
    });
  const witnesses = line.evidence.filter((evidence) => property === undefined || evidence.property === property);
  if (witnesses.length === 0) return [];
  const run = account.run ?? record.slice('raw:'.length, record.lastIndexOf('/'));
  const element = await checker.check({ source, run, record, sha256, file, offset, length });
  return witnesses.map((evidence) => {
    const note = counterNote(label, evidence, account.held);
    const item = toItem(account, run, uri, evidence, element);
    return note === undefined ? item : { ...item, note };
  });
}

/** A counter is updated without a new account of the thing, so the account may hold an older one. */
function counterNote(label: string, { property, value }: Evidence, held: AccountRow['held']): string | undefined {
  const now = held[property];
  if (propertyOf(label, property)?.volatile !== true || now === undefined || String(now) === String(value))
    return undefined;
  return `the graph holds ${String(now)}, counted by a later run; counters have no history`;
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

function rawAt(element: CheckedElement, pointer: string): { value: JsonValue; problem?: string } {
  try {
    const value = valueInElement(element.bytes, pointer);
    return value === undefined ? { value: null, problem: 'nothing stands at the pointer' } : { value };
  } catch (error) {
    return { value: null, problem: messageOf(error) };
  }
}

function againProblem(element: CheckedElement, uri: string, evidence: Evidence): string | undefined {
  return isMappedAgain(element.mapped, uri, evidence)
    ? undefined
    : 'mapping the element again does not give this value';
}
