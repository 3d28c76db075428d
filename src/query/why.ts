import type { Names } from '../../graph/merge.ts';
import { type Standing, Standings } from '../../graph/standings.ts';
import type { GraphStore } from '../../graph/store.ts';
import { propertyOf, propertyOfType } from '../../ontology/model.ts';
import { standings } from '../../ontology/precedence.ts';
import { throwIfAborted } from '../core/abort.ts';
import { compareBy } from '../core/code-point-order.ts';
import { StemmaError } from '../core/errors.ts';
import type { FoundNode } from './find-node.ts';
import { forgottenAt } from './forget-subject.ts';
import { authority } from './past/authority.ts';
import { RawChecker } from './raw-check.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import { type JsonValue, propertiesOf } from './stored-node.ts';
import { curatedItems } from './why-curated.ts';
import type { WhyItem } from './why-item.ts';
import { matchItems } from './why-matches.ts';
import { aliasesAmong, aliasesOf, aliasItem, type AliasRow } from './why-names.ts';
import { readAccounts, type ReadAccount, type ToldItem, toldItems } from './why-told.ts';
import { withdrawnItems } from './why-withdrawn.ts';

export type { WhyItem } from './why-item.ts';

export interface WhyResult {
  readonly items: readonly WhyItem[];
  /** The id that was asked for, where it is another name of the thing. */
  readonly redirectedFrom?: string;
  /** When it was forgotten on request. UTC. */
  readonly forgotten?: string;
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
 * The witnesses of each value of a thing, by the accounts of it that hold now, with what the rule makes of each, and why names
 * stand for others: its own other names, and those its accounts use. Of one property, and of a thing that is gone, also what
 * was told and is told no more. Sorted by property, standing, value, confidence.
 */
export async function why(store: GraphStore, id: string, options: WhyOptions): Promise<WhyResult> {
  const node = await resolveId(store, id, options);
  const property = options.property === undefined ? undefined : declaredProperty(node.label, options.property);
  const accounts = await readAccounts(store, options.dataDir, node.uri, 'current');
  const checker = options.checker ?? new RawChecker(options.dataDir);
  const told: ToldItem[] = [];
  for (const account of accounts) {
    throwIfAborted(options.signal);
    told.push(...(await toldItems(account, { uri: node.uri, label: node.label, property, checker })));
  }
  const used = await aliasesAmong(store, referencesIn(node.label, accounts));
  const items = withStandings(node, told, accounts, used);
  if (property !== undefined || accounts.length === 0)
    items.push(...(await withdrawnItems(store, node, { ...options, property, items, checker })));
  if (accounts.length === 0) items.push(...(await curatedItems(store, node.uri, property)));
  if (node.label === 'DefinedTerm' && (property === undefined || property === 'closeMatch'))
    items.push(...(await matchItems(store, node.uri)));
  const own = property === undefined || property === 'redirectsTo' ? await aliasesOf(store, node.uri) : [];
  const mentioned = new Set(items.map((item) => String(item.value)));
  const names = new Map([...used.filter(({ alias }) => mentioned.has(alias)), ...own].map((row) => [row.alias, row]));
  for (const row of names.values()) items.push(await aliasItem(store, row, checker));
  const { redirectedFrom } = node;
  const forgotten = accounts.length > 0 ? undefined : await forgottenAt(store, node.uri);
  return {
    items: items.sort(byProperty),
    ...(redirectedFrom === undefined ? {} : { redirectedFrom }),
    ...(forgotten === undefined ? {} : { forgotten }),
  };
}

function isReference(label: string, property: string): boolean {
  return propertyOf(label, property)?.kind === 'reference';
}

/** What these accounts name, by the names they use. */
function referencesIn(label: string, accounts: readonly ReadAccount[]): readonly string[] {
  const named = accounts.flatMap(({ line }) =>
    line.evidence.filter(({ property }) => isReference(label, property)).map(({ value }) => String(value)),
  );
  return [...new Set(named)];
}

/** With what the rule makes of each, and what the names in them stand for. */
function withStandings(
  { label }: FoundNode,
  told: readonly ToldItem[],
  accounts: readonly ReadAccount[],
  used: readonly AliasRow[],
): WhyItem[] {
  const meant = new Map(used.map(({ alias, to }) => [alias, to]));
  const names: Names = { canonicalOf: (iri) => meant.get(iri) ?? iri, nameOf: (iri) => iri };
  const lines = accounts.map(({ line }) => line);
  const judged = new Standings(lines, names, authority);
  return told.map(({ line, item }) => {
    const { standing, rule, against } = judged.of(line, item.property, item.value) ?? {};
    const standsFor = isReference(label, item.property) ? meant.get(String(item.value)) : undefined;
    const other = against === undefined ? {} : { against: againstOf(against) };
    return {
      ...item,
      ...(standsFor === undefined ? {} : { standsFor }),
      ...(standing === undefined ? {} : { standing }),
      ...(rule === undefined ? {} : { rule }),
      ...other,
    };
  });
}

function againstOf({ account, value }: NonNullable<Standing['against']>): NonNullable<WhyItem['against']> {
  const { source, resource } = account.origin;
  return { source, resource, value: (value ?? null) as JsonValue };
}

const byProperty = compareBy<WhyItem>(
  (item) => item.property,
  (item) => item.about ?? '',
  (item) => (item.standing === undefined ? 0 : standings.indexOf(item.standing)),
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
