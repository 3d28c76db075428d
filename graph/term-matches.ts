import { confidenceOf } from '../ontology/evidence.ts';
import { identify } from '../ontology/iri.ts';
import { closeMatchesOf, closeMatchVocabulary, mlstTaskScheme } from '../ontology/vocab/close-matches.ts';
import { batchesOf, writeRows } from './batch.ts';
import type { LoadContext } from './load-context.ts';
import { stubOf } from './rows.ts';
import { deleteRelationships, readExisting, upsertNodes } from './statements.ts';
import type { Row } from './store.ts';

const type = 'CLOSE_MATCH';
/** Of a scheme that no source has: its terms are there as soon as something matches them. */
const shippedTerms = `term:${mlstTaskScheme}/`;

const readMatches =
  `UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WITH n, uri MATCH (n)-[:${type}]->(t) ` +
  'RETURN uri AS from, t.uri AS to';

/** Rows: `{from, to, properties, confidence}`. What a shipped table says has no record and no time. */
const writeMatches =
  'UNWIND $rows AS row MATCH (a:Resource {uri: row.from}) WITH a, row MATCH (b:Resource {uri: row.to}) ' +
  `MERGE (a)-[r:${type}]->(b) SET r = row.properties, r.confidence = toFloat(row.confidence) RETURN count(r) AS written`;

interface Match {
  readonly from: string;
  readonly to: string;
}

/**
 * Links terms that mean nearly the same, in both directions, as the shipped table has it: those that this load describes or refers
 * to, with those that are in the graph. So it does not matter which of two sources is loaded first. What the table has no
 * more is taken away.
 */
export class TermMatches {
  readonly #context: LoadContext;
  readonly #linked = new Set<string>();

  constructor(context: LoadContext) {
    this.#context = context;
  }

  /** To be called when the nodes of these IRIs are written, and before the accounts that lead here are marked as loaded. */
  async link(uris: Iterable<string>): Promise<void> {
    const terms = [...new Set(uris)].filter((uri) => !this.#linked.has(uri) && closeMatchesOf(uri).length > 0);
    if (terms.length === 0) return;
    for (const term of terms) this.#linked.add(term);
    const { store, counts } = this.#context;
    const there = await this.#withShipped(terms);
    const wanted = terms.flatMap((from) =>
      closeMatchesOf(from).flatMap((to) => (there.has(to) ? [match(from, to), match(to, from)] : [])),
    );
    const ends = [...new Set([...terms, ...wanted.map(({ from }) => from)])];
    const standing = await store.read<Row & Match>(readMatches, { uris: ends });
    const held = new Set(standing.map(keyOf));
    const missing = [...new Map(wanted.map((one) => [keyOf(one), one])).values()].filter(
      (one) => !held.has(keyOf(one)),
    );
    const outdated = standing
      .filter(({ from, to }) => !closeMatchesOf(from).includes(to))
      .flatMap(({ from, to }) => [match(from, to), match(to, from)]);
    await this.#write(missing);
    for (const rows of batchesOf(outdated)) await writeRows(store, deleteRelationships(type), rows);
    counts.relationshipsCreated += missing.length;
    counts.relationshipsDeleted += outdated.length;
  }

  /** Which of the other ends are in the graph; those that only the table knows are made. */
  async #withShipped(terms: readonly string[]): Promise<ReadonlySet<string>> {
    const { store, counts } = this.#context;
    const uris = [...new Set(terms.flatMap(closeMatchesOf))];
    const found = new Set((await store.read<{ uri: string }>(readExisting, { uris })).map(({ uri }) => uri));
    const made = uris.filter((uri) => !found.has(uri) && identify(uri)?.id.startsWith(shippedTerms) === true);
    const rows = made.map((uri) => stubOf(uri, 'DefinedTerm', 'closeMatch').row);
    for (const batch of batchesOf(rows)) await writeRows(store, upsertNodes(['DefinedTerm'], []), batch);
    counts.nodesCreated += made.length;
    return new Set([...found, ...made]);
  }

  async #write(matches: readonly Match[]): Promise<void> {
    const properties = { method: 'curated', evidenceCount: 1, source: closeMatchVocabulary };
    const confidence = confidenceOf('curated', 'closeMatch');
    const rows = matches.map((one) => ({ ...one, properties, confidence }));
    for (const batch of batchesOf(rows)) await writeRows(this.#context.store, writeMatches, batch);
  }
}

function match(from: string, to: string): Match {
  return { from, to };
}

function keyOf({ from, to }: Match): string {
  return `${from} ${to}`;
}
