import type { GraphStore } from '../../graph/store.ts';
import { partKey } from '../../graph/account-part.ts';
import type { Evidence } from '../../ontology/entity.ts';
import { propertyOf } from '../../ontology/model.ts';
import { compareBy } from '../core/code-point-order.ts';
import type { FoundNode } from './find-node.ts';
import type { RawChecker } from './raw-check.ts';
import type { WhyItem } from './why-item.ts';
import { readAccounts, toldItems, type ReadAccount } from './why-told.ts';

export interface WithdrawnOptions {
  readonly dataDir: string;
  /** Absent: what the last account of each resource told. */
  readonly property: string | undefined;
  /** What is told now. */
  readonly items: readonly WhyItem[];
  readonly checker: RawChecker;
}

/** What accounts that ended told and no account tells now, each value of a resource once, by the last that told it. */
export async function withdrawnItems(
  store: GraphStore,
  { uri, label }: FoundNode,
  { dataDir, property, items, checker }: WithdrawnOptions,
): Promise<readonly WhyItem[]> {
  const ended = (await readAccounts(store, dataDir, uri, 'ended')).toSorted(latestFirst);
  const seen = new Set(items.map((item) => valueKey(item)));
  const parts = new Set<string>();
  const found: WhyItem[] = [];
  for (const account of ended) {
    const part = partKey(account.row);
    if (property === undefined && parts.has(part)) continue;
    parts.add(part);
    const isNews = (evidence: Evidence): boolean =>
      propertyOf(label, evidence.property)?.volatile !== true &&
      !seen.has(valueKey(evidence)) &&
      !seen.has(`${part} ${valueKey(evidence)}`);
    const told = await toldItems(account, { uri, label, property, checker }, isNews);
    for (const { item } of told) {
      seen.add(`${part} ${valueKey(item)}`);
      found.push({ ...item, standing: 'withdrawn', until: account.row.until ?? '' });
    }
  }
  return found;
}

const latestFirst = compareBy<ReadAccount>(
  ({ row }) => -Date.parse(row.until ?? ''),
  ({ row }) => partKey(row),
);

function valueKey({ property, value }: Pick<WhyItem, 'property' | 'value'>): string {
  return `${property} ${JSON.stringify(value)}`;
}
