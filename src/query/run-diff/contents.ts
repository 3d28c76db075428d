import type { AccountReader } from '../../../graph/account-reader.ts';
import { mergeAccounts, mergeClaims } from '../../../graph/merge.ts';
import { relationshipType } from '../../../ontology/define.ts';
import type { EntityLine } from '../../../ontology/entity.ts';
import { propertyOf } from '../../../ontology/model.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { changeOf, type PropertyChange } from '../past/account-changes.ts';
import { authority } from '../past/authority.ts';
import type { JsonValue } from '../stored-node.ts';
import type { AccountMark } from './read-run.ts';
import type { EdgeChange } from './types.ts';

/** Accounts of one thing by the same resources of two runs. */
export interface Pair {
  readonly label: string;
  readonly a: readonly AccountMark[];
  readonly b: readonly AccountMark[];
}

export interface ContentChange {
  readonly changes: readonly PropertyChange[];
  readonly edges: readonly EdgeChange[];
  readonly license: boolean;
}

const licenseProperties: ReadonlySet<string> = new Set(['license', 'licenseTag', 'licenseLink']);

/** What differs, merged as the graph merges accounts; read in few portions. Empty: only how it is known differs. */
export async function readChanges(
  reader: AccountReader,
  files: Readonly<Record<'a' | 'b', string>>,
  pairs: readonly Pair[],
): Promise<readonly ContentChange[]> {
  const found: ContentChange[] = [];
  for (let start = 0; start < pairs.length; start += pairsAtOnce) {
    const part = pairs.slice(start, start + pairsAtOnce);
    const places = part.flatMap(({ a, b }) => [...a, ...b].map((mark) => ({ ...mark, file: files[mark.side] })));
    const lines = (await reader.readAll(places)).map((account) => account?.line as EntityLine);
    let next = 0;
    for (const { label, a, b } of part) {
      const [before, after] = [
        lines.slice(next, next + a.length),
        lines.slice(next + a.length, next + a.length + b.length),
      ];
      next += a.length + b.length;
      found.push(changeIn(label, before, after));
    }
  }
  return found;
}

const pairsAtOnce = 500;

function changeIn(label: string, before: readonly EntityLine[], after: readonly EntityLine[]): ContentChange {
  const [was, is] = [mergeAccounts(before, authority), mergeAccounts(after, authority)];
  const changes: PropertyChange[] = [];
  for (const property of [...new Set([...Object.keys(was.values), ...Object.keys(is.values)])].sort()) {
    const definition = propertyOf(label, property);
    if (property === 'id' || definition?.volatile === true) continue;
    const values = [was.values[property] ?? null, is.values[property] ?? null] as [JsonValue, JsonValue];
    const change = changeOf(label, property, ...values);
    if (change !== undefined) changes.push(change);
  }
  const edges = edgeChanges(before, after);
  const isLicense =
    changes.some(({ property }) => licenseProperties.has(property)) ||
    edges.some(({ type }) => type === relationshipType('license'));
  return { changes, edges, license: isLicense };
}

function edgeChanges(before: readonly EntityLine[], after: readonly EntityLine[]): readonly EdgeChange[] {
  const [was, is] = [edgesOf(before), edgesOf(after)];
  const gained = [...is].filter(([key]) => !was.has(key)).map(([, edge]) => ({ change: 'gained' as const, ...edge }));
  const lost = [...was].filter(([key]) => !is.has(key)).map(([, edge]) => ({ change: 'lost' as const, ...edge }));
  return [...gained, ...lost].sort(
    compareBy<EdgeChange>(
      ({ type }) => type,
      ({ change }) => change,
      ({ to }) => to,
    ),
  );
}

function edgesOf(lines: readonly EntityLine[]): ReadonlyMap<string, { readonly type: string; readonly to: string }> {
  return new Map(
    mergeClaims(lines, authority).map(({ property, to }) => {
      const type = relationshipType(property);
      return [`${type} ${to}`, { type, to }];
    }),
  );
}
