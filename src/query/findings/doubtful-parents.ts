import type { GraphStore, Row } from '../../../graph/store.ts';
import { lineageTypes } from '../../../ontology/model.ts';
import { wordsOf } from '../lineage-words.ts';
import { uriPages } from '../uri-pages.ts';
import type { Finding, FindingOptions } from './types.ts';

type ClaimRow = Row & {
  readonly child: string;
  readonly childOwner: string | null;
  readonly childCreated: string | null;
  readonly childCreatedBound: string | null;
  readonly childSize: number | null;
  readonly parent: string;
  readonly parentOwner: string | null;
  readonly parentCreated: string | null;
  readonly parentSize: number | null;
  readonly type: string;
  readonly method: string | null;
  readonly confidence: number | null;
  readonly evidenceCount: number | null;
  readonly record: string | null;
  readonly pointer: string | null;
};

const claims = `UNWIND $uris AS wanted MATCH (c:MLModel {uri: wanted}) WITH c
MATCH (c)-[r:${lineageTypes.join('|')}]->(p:MLModel)
OPTIONAL MATCH (c)-[:SHARED_BY]->(co)
WITH c, r, p, min(co.id) AS childOwner
OPTIONAL MATCH (p)-[:SHARED_BY]->(po)
WITH c, r, p, childOwner, min(po.id) AS parentOwner
RETURN c.id AS child, childOwner, c.dateCreated AS childCreated, c.dateCreatedBound AS childCreatedBound, c.parameterCount AS childSize,
  p.id AS parent, parentOwner, p.dateCreated AS parentCreated, p.parameterCount AS parentSize, type(r) AS type, r.method AS method,
  r.confidence AS confidence, r.evidenceCount AS evidenceCount, r.record AS record, r.pointer AS pointer
ORDER BY child, parent, type`;

/** A fine-tune keeps the number of parameters but for new tokens or heads; beyond this it was not made by fine-tuning alone. */
const widestRatio = 1.5;
const keepsSize: ReadonlySet<string> = new Set(['FINE_TUNED_FROM']);
const pageSize = 2_000;

/**
 * Models that claim a parent of another owner, though they were published before it or are of another size. The claim is theirs:
 * the parent's owner says nothing of it.
 */
export async function* doubtfulParents(store: GraphStore, { signal }: FindingOptions): AsyncGenerator<Finding> {
  for await (const uris of uriPages(store, { label: 'MLModel', where: ['n.resolved = true'], pageSize, signal })) {
    for (const row of await store.read<ClaimRow>(claims, { uris })) {
      const doubts = doubtsOf(row);
      if (doubts.length === 0) continue;
      const { child, childOwner, parent, type, method, confidence, evidenceCount, record, pointer } = row;
      const { childCreated, parentCreated, childSize, parentSize } = row;
      yield {
        kind: 'doubtful-parent',
        subject: child,
        owner: childOwner,
        object: parent,
        claim: `${child} ${claimOf(type)} ${parent}; ${doubts.join('; ')}`,
        details: { type, evidenceCount, childCreated, parentCreated, childSize, parentSize },
        method,
        confidence,
        record,
        pointer,
      };
    }
  }
}

/** A model whose kind is not stated only names a base. */
function claimOf(type: string): string {
  return type === 'BASE_MODEL' ? 'names as its base' : `says that it is ${wordsOf(type).parent}`;
}

function doubtsOf(row: ClaimRow): readonly string[] {
  const { childOwner, parentOwner, childCreated, childCreatedBound, parentCreated, childSize, parentSize, type } = row;
  // An owner may publish in any order, and knows.
  if (childOwner === null || parentOwner === null || childOwner === parentOwner) return [];
  const doubts: string[] = [];
  if (childCreated !== null && parentCreated !== null && childCreatedBound === null && childCreated < parentCreated)
    doubts.push(
      `it was published on ${shown(childCreated, parentCreated)}, before that one (${shown(parentCreated, childCreated)})`,
    );
  if (childSize !== null && parentSize !== null && keepsSize.has(type) && ratio(childSize, parentSize) > widestRatio)
    doubts.push(`it has ${childSize} parameters, that one ${parentSize}`);
  return doubts;
}

function ratio(a: number, b: number): number {
  const [smaller, larger] = a < b ? [a, b] : [b, a];
  return smaller <= 0 ? 1 : larger / smaller;
}

/** The day; the time as well where both fell on one day. */
function shown(time: string, other: string): string {
  return time.slice(0, 10) === other.slice(0, 10) ? time : time.slice(0, 10);
}
