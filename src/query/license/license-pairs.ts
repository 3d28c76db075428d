import type { GraphStore, Row } from '../../../graph/store.ts';
import { lineageTypes, propertyOfType } from '../../../ontology/model.ts';
import { uriPages } from '../uri-pages.ts';
import { type Finding, judgeStep, type LicenseVerdict } from './judge.ts';
import { type Licensed, licensedThings, licenseWord, termsOf } from './stated.ts';

/** One stated step between two models, judged. */
export interface LicensePair extends Finding {
  readonly child: string;
  readonly childUri: string;
  readonly parent: string;
  readonly type: string;
  readonly childLicense: string | null;
  readonly parentLicense: string | null;
  readonly path: readonly [string, string];
}

export interface PairOptions {
  /** Only these verdicts. */
  readonly verdicts?: readonly LicenseVerdict[] | undefined;
  /** Only derivatives of this account: `unsloth`. */
  readonly author?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const modelsPerPage = 2_000;

type PairRow = Row & {
  readonly child: string;
  readonly childUri: string;
  readonly parent: string;
  readonly parentUri: string;
  readonly type: string;
};

const pairsStatement = `UNWIND $uris AS wanted MATCH (c:Resource {uri: wanted}) WITH c MATCH (c)-[r:${lineageTypes.join('|')}]->(p:MLModel)
  RETURN c.id AS child, c.uri AS childUri, p.id AS parent, p.uri AS parentUri, type(r) AS type ORDER BY childUri, parentUri, type`;

/** Judgements by licences and kind: there are few of those, and many pairs. */
function judgements(): (made: Licensed | undefined, used: Licensed | undefined, type: string) => Finding {
  const held = new Map<string, Finding>();
  const keyOf = (thing: Licensed | undefined): string =>
    (thing?.licenses ?? []).map(({ license, node }) => (node === null ? '' : license)).join('\t');
  return (made, used, type) => {
    const key = `${keyOf(made)}\n${keyOf(used)}\n${type}\n${made?.licenses.length}\n${used?.licenses.length}`;
    let found = held.get(key);
    if (found === undefined) {
      found = judgeStep(termsOf(made), termsOf(used), propertyOfType(type) ?? 'baseModel');
      held.set(key, found);
    }
    return found;
  };
}

/** Every stated step of the graph with its verdict, by IRI of child and parent; a page of models is held at a time. */
export async function* licensePairs(
  store: GraphStore,
  { verdicts, author, signal }: PairOptions = {},
): AsyncGenerator<LicensePair> {
  const start = author === undefined ? undefined : `hf:${author}/`;
  const judged = judgements();
  for await (const uris of uriPages(store, { label: 'MLModel', pageSize: modelsPerPage, signal })) {
    const pairs = (await store.read<PairRow>(pairsStatement, { uris })).filter(
      ({ child }) => start === undefined || child.startsWith(start),
    );
    const ends = new Set(pairs.flatMap(({ childUri, parentUri }) => [childUri, parentUri]));
    const things = await licensedThings(store, [...ends]);
    for (const { child, childUri, parent, parentUri, type } of pairs) {
      const [made, used] = [things.get(childUri), things.get(parentUri)];
      const found = judged(made, used, type);
      if (verdicts !== undefined && !verdicts.includes(found.verdict)) continue;
      const words = { childLicense: licenseWord(made), parentLicense: licenseWord(used) };
      yield { child, childUri, parent, type, ...words, ...found, path: [child, parent] };
    }
  }
}
