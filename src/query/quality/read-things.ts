import type { GraphStore, Row } from '../../../graph/store.ts';
import { lineageTypes } from '../../../ontology/model.ts';
import { uriPages } from '../uri-pages.ts';
import { type Aspect, aspectsOf, type Kind, labelOfKind } from './aspects.ts';

/** What one described thing has, and what is wrong with what it refers to. */
export interface JudgedThing {
  readonly id: string;
  /** Sources whose accounts of it hold. */
  readonly sources: readonly string[];
  /** `hf:acme` of `hf:acme/base`; the hub alone where an id names no owner. */
  readonly owner: string;
  /** Accounts that put it online, by id. */
  readonly authors: readonly string[];
  /** `2026-08`; none where no date is known. */
  readonly month: string | undefined;
  /** Names of the aspects it has. */
  readonly has: ReadonlySet<string>;
  /** Ids it refers to that nobody describes, and that are gone. */
  readonly undescribed: readonly string[];
  readonly gone: readonly string[];
}

type ThingRow = Row & {
  readonly id: string;
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  readonly created: string | null;
  readonly undescribed: readonly string[];
  readonly gone: readonly string[];
};

const references = [...lineageTypes, 'TRAINED_ON', 'VALIDATED_ON', 'TESTED_ON', 'EVALUATED_ON'].join('|');

function statementOf(label: string, aspects: readonly Aspect[]): string {
  const tests = aspects.map(({ name, test }) => `CASE WHEN ${test} THEN true ELSE false END AS has_${name}`);
  return `UNWIND $uris AS wanted MATCH (n:${label} {uri: wanted})
    RETURN n.uri AS uri, n.id AS id, n.dateCreated AS created, [(n)-[:DESCRIBED_BY]->(d:Description) WHERE d.validTo IS NULL | d.source] AS sources,
      [(n)-[:SHARED_BY]->(a:Resource) | a.id] AS authors,
      [(n)-[:${references}]->(t:Resource) WHERE t.resolved = false | t.id] AS undescribed,
      [(n)-[:${references}]->(t:Resource) WHERE t.removed = true | t.id] AS gone, ${tests.join(', ')}
    ORDER BY uri`;
}

/** Every described thing of a kind that is still there, by IRI, a page at a time; memory is bounded. */
export async function* judgedThings(
  store: GraphStore,
  kind: Kind,
  { signal, owner }: { readonly signal?: AbortSignal | undefined; readonly owner?: string | undefined } = {},
): AsyncGenerator<JudgedThing> {
  const label = labelOfKind[kind];
  const aspects = aspectsOf[kind];
  const statement = statementOf(label, aspects);
  const where = ['n.resolved = true', 'coalesce(n.removed, false) = false'];
  for await (const uris of uriPages(store, { label, where, pageSize: 1_000, signal })) {
    for (const row of await store.read<ThingRow>(statement, { uris })) {
      if (owner !== undefined && ownerOf(row.id) !== owner) continue;
      yield {
        id: row.id,
        sources: [...new Set(row.sources)].sort(),
        owner: ownerOf(row.id),
        authors: [...row.authors].sort(),
        month: row.created?.slice(0, 7),
        has: new Set(aspects.flatMap(({ name }) => (row[`has_${name}`] === true ? [name] : []))),
        undescribed: [...new Set(row.undescribed)].sort(),
        gone: [...new Set(row.gone)].sort(),
      };
    }
  }
}

/** `hf:acme/base` → `hf:acme`, `hf:datasets/acme/corpus` → `hf:acme`, `hf:gpt2` → `hf`. */
export function ownerOf(id: string): string {
  const colon = id.indexOf(':');
  const path = id.slice(colon + 1).replace(/^(?:datasets|applications|notebooks)\//, '');
  const slash = path.indexOf('/');
  return slash === -1 ? id.slice(0, colon) : `${id.slice(0, colon)}:${path.slice(0, slash)}`;
}
