import { AccountReader } from '../../../graph/account-reader.ts';
import type { GraphStore, Row } from '../../../graph/store.ts';
import type { EntityLine, Evidence } from '../../../ontology/entity.ts';
import { identify } from '../../../ontology/iri.ts';
import { lineageTypes, propertyOfType } from '../../../ontology/model.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { readDataRange } from '../../core/run/run-reader.ts';
import { type CardPatch, patchBaseModels } from './front-matter-edit.ts';

/** A witness of the base, other than the card's own words. */
export interface SuggestionEvidence {
  readonly method: string;
  readonly confidence: number;
  readonly source: string;
  readonly resource: string;
  readonly record: string;
  readonly pointer: string;
  readonly literal?: string;
}

export interface SuggestedBase {
  /** Short id. */
  readonly base: string;
  /** How the model was made from it, where a witness states that: relationship type. */
  readonly types: readonly string[];
  /** What the card says instead: an old name, or another spelling. */
  readonly written?: string;
  /** Whether the base itself is described in the graph. */
  readonly described: boolean;
  /** Whether the source shows the base already, though the card does not state it. */
  readonly shown: boolean;
  readonly evidence: readonly SuggestionEvidence[];
}

/** What one card should say of its model's bases. */
export type CardSuggestion = { readonly model: string; readonly bases: readonly SuggestedBase[] } & CardPatch;

export interface SuggestOptions {
  readonly dataDir: string;
  readonly signal?: AbortSignal;
}

const modelsPerPage = 500;
/** What the source made of card and files: it shows these, whoever said them first. */
const ofTheSource: ReadonlySet<string> = new Set(['hub-tag', 'hub-api']);
const ofTheCard = 'yaml-frontmatter';

/**
 * Bases that are known by another witness than the card: a file of the adapter, a tag, the card under an old or another
 * spelling. Ordered by model; nothing is changed and nothing is asked of a source.
 */
export async function* suggestBaseModels(
  store: GraphStore,
  { dataDir, signal }: SuggestOptions,
): AsyncGenerator<CardSuggestion> {
  const reader = new AccountReader(dataDir);
  try {
    for (let after = ''; ;) {
      throwIfAborted(signal);
      const models = await readModels(store, after);
      const last = models.at(-1);
      if (last === undefined) return;
      yield* await suggestFor(store, reader, dataDir, models);
      after = last;
    }
  } finally {
    await reader.close();
  }
}

async function readModels(store: GraphStore, after: string): Promise<string[]> {
  const rows = await store.read<{ uri: string }>(
    `MATCH (m:MLModel)-[:${lineageTypes.join('|')}]->(:MLModel)
     WHERE m.uri > $after AND m.resolved = true AND coalesce(m.removed, false) = false
     WITH DISTINCT m RETURN m.uri AS uri ORDER BY uri LIMIT $limit`,
    { after, limit: modelsPerPage },
  );
  return rows.map((row) => row.uri);
}

type EdgeRow = Row & {
  readonly model: string;
  readonly base: string;
  readonly baseUri: string;
  readonly described: boolean;
  readonly type: string;
  readonly literal: string | null;
};
type PlaceRow = Row & {
  readonly model: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly url: string;
};

async function suggestFor(
  store: GraphStore,
  reader: AccountReader,
  dataDir: string,
  uris: readonly string[],
): Promise<CardSuggestion[]> {
  const edges = await store.read<EdgeRow>(
    `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted}) WITH m MATCH (m)-[r:${lineageTypes.join('|')}]->(b:MLModel)
     RETURN m.uri AS model, b.id AS base, b.uri AS baseUri, coalesce(b.resolved, false) AS described, type(r) AS type, r.literal AS literal
     ORDER BY model, base, type`,
    { uris },
  );
  const places = await store.read<PlaceRow>(
    `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted}) WITH m MATCH (m)-[:DESCRIBED_BY]->(d:Description)
     WHERE d.validTo IS NULL WITH m, d MATCH (d)-[:WAS_DERIVED_FROM]->(raw:RawRecord)
     RETURN m.uri AS model, d.file AS file, d.offset AS offset, d.length AS length, raw.url AS url ORDER BY model, file, offset`,
    { uris },
  );
  const lines = await reader.readAll(places);
  const found: CardSuggestion[] = [];
  for (const uri of uris) {
    const accounts = places.flatMap(({ model, url }, index) => {
      const line = model === uri ? lines[index]?.line : undefined;
      return line === undefined ? [] : [{ line, url }];
    });
    const own = edges.filter((edge) => edge.model === uri);
    const bases = [...new Set(own.map((edge) => edge.baseUri))].flatMap((base) => {
      const suggested = suggestBase(
        own.filter((edge) => edge.baseUri === base),
        accounts.map(({ line }) => line),
      );
      return suggested === undefined ? [] : [suggested];
    });
    if (bases.length === 0) continue;
    const card = accounts.find(({ url }) => /\/README\.md(?:[?#]|$)/.test(url))?.line;
    found.push({ model: identify(uri)?.id ?? uri, bases, ...(await patchOf(dataDir, card, bases)) });
  }
  return found;
}

/** The name a witness gave, as it stands there. */
function nameIn({ value, literal }: Evidence): string {
  return literal ?? nameOf(identify(String(value))?.id ?? String(value));
}

/** What a card calls a model whose short id is this. */
function nameOf(id: string): string {
  return id.replace(/^hf:(?:models\/(?=models\/|datasets\/|accounts\/))?/, '');
}

function suggestBase(edges: readonly EdgeRow[], accounts: readonly EntityLine[]): SuggestedBase | undefined {
  const [edge] = edges;
  if (edge === undefined) return undefined;
  const properties = new Set(edges.map(({ type }) => propertyOfType(type) ?? type));
  const literals = new Set(edges.map(({ literal }) => literal));
  const witnesses = accounts.flatMap(({ evidence, origin }) =>
    evidence
      .filter(
        (one) =>
          properties.has(one.property) &&
          (one.value === edge.baseUri || literals.has(nameOf(identify(String(one.value))?.id ?? ''))),
      )
      .map((one) => ({ one, origin })),
  );
  const inCard = witnesses.filter(({ one }) => one.method === ofTheCard);
  const name = nameOf(edge.base);
  const isShown = witnesses.some(({ one }) => ofTheSource.has(one.method));
  if (inCard.some(({ one }) => nameIn(one) === name)) return undefined;
  const written = inCard[0] === undefined ? undefined : nameIn(inCard[0].one);
  // The source followed the card's own spelling: everybody sees the right base.
  if (written !== undefined && isShown) return undefined;
  const evidence = witnesses.map(({ one, origin }) => {
    const { method, confidence, pointer, literal } = one;
    const { source, resource, record } = origin;
    return { method, confidence, source, resource, record, pointer, ...(literal === undefined ? {} : { literal }) };
  });
  return {
    base: edge.base,
    types: [...new Set(edges.map(({ type }) => type))],
    ...(written === undefined ? {} : { written }),
    described: edge.described,
    shown: isShown,
    evidence: evidence.toSorted(
      compareBy(
        (one) => -one.confidence,
        (one) => one.method,
        (one) => one.resource,
        (one) => one.pointer,
      ),
    ),
  };
}

async function patchOf(
  dataDir: string,
  card: EntityLine | undefined,
  bases: readonly SuggestedBase[],
): Promise<CardPatch> {
  if (card === undefined) return { problem: 'its card is not among what is stored' };
  const { file, offset, length } = card.origin;
  const bytes = await readDataRange(dataDir, file, offset, length);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return { problem: 'its card is not UTF-8' };
  return patchBaseModels(text, {
    add: bases.filter(({ written }) => written === undefined).map(({ base }) => nameOf(base)),
    respell: bases.flatMap(({ base, written }) => (written === undefined ? [] : [{ from: written, to: nameOf(base) }])),
  });
}
