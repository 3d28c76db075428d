import type { GraphStore, Row } from '../../../graph/store.ts';
import { lineageTypes } from '../../../ontology/model.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { editDistance } from '../edit-distance.ts';
import type { Finding, FindingOptions } from './types.ts';

type OwnerRow = Row & { readonly owner: string; readonly models: number; readonly children: number };

const owners = `MATCH (o:Agent)<-[:SHARED_BY]-(m:MLModel)
WITH o, m, COUNT { (m)<-[:${lineageTypes.join('|')}]-(:MLModel) } AS made
RETURN o.id AS owner, count(m) AS models, sum(made) AS children ORDER BY owner`;

/** Owners whose models so many others were made from are those that a name could be mistaken for. */
const leastChildren = 25;
/** Below this many characters one letter makes another word. */
const shortest = 5;
const prefix = /^hf:accounts\//;

/** Signs that are read as another: what is left of a name at a glance. */
const lookAlikes: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[1|ilj]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/[-_.]/g, ''],
];

/**
 * Accounts whose name could be taken for that of an owner many models come from: alike at a glance, or one letter away. That says
 * nothing of who they are.
 */
export async function* lookAlikeOwners(store: GraphStore, { signal }: FindingOptions): AsyncGenerator<Finding> {
  const rows = await store.read<OwnerRow>(owners);
  const famous = rows
    .filter((row) => row.children >= leastChildren)
    .toSorted(
      compareBy(
        (row) => -row.children,
        (row) => row.owner,
      ),
    );
  for (const row of rows) {
    throwIfAborted(signal);
    const like = famous.find((one) => one.children > row.children * 10 && howAlike(row.owner, one.owner) !== undefined);
    if (like === undefined) continue;
    yield {
      kind: 'look-alike-owner',
      subject: row.owner,
      owner: row.owner,
      object: like.owner,
      claim: `the name ${row.owner} is ${howAlike(row.owner, like.owner)} ${like.owner}, whose models ${like.children} others state as their base; nothing says that they belong together`,
      details: {
        models: row.models,
        children: row.children,
        modelsOfOther: like.models,
        childrenOfOther: like.children,
      },
      method: null,
      confidence: null,
      record: null,
      pointer: null,
    };
  }
}

/** In words, or nothing. */
export function howAlike(one: string, other: string): string | undefined {
  const [a, b] = [one, other].map((id) => id.replace(prefix, '').toLowerCase());
  if (a === undefined || b === undefined || a === b) return undefined;
  if (glance(a) === glance(b)) return 'alike at a glance to';
  if (Math.min(a.length, b.length) < shortest || Math.abs(a.length - b.length) > 1) return undefined;
  return editDistance(a, b) === 1 ? 'one letter from' : undefined;
}

function glance(name: string): string {
  return lookAlikes.reduce((text, [sign, like]) => text.replaceAll(sign, like), name);
}
