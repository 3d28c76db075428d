import { isDeepStrictEqual } from 'node:util';
import { Generator, Parser, type SparqlQuery } from 'sparqljs';
import { messageOf, StemmaError } from '../../../src/core/errors.ts';

export type QueryKind = 'select' | 'ask' | 'graph';

export interface CheckedQuery {
  readonly kind: QueryKind;
  /** To be run: the query as it was given, or the same with a LIMIT. */
  readonly text: string;
  /** The LIMIT that was added. */
  readonly limit: number | undefined;
  /** The LIMIT it has itself. */
  readonly ownLimit: number | undefined;
}

/** Brackets within brackets; the engine's parser goes as deep as they do, and its stack ends before ours. */
const deepest = 100;

/**
 * Reads a query and refuses whatever does more than read this graph: updates, SERVICE, graphs that are not here. By parsing, so
 * that comments and escapes hide nothing.
 * @param mostRows solutions at most, put into the query itself so that no more are computed
 * @throws StemmaError STEMMA_QUERY with `reason` syntax or refused in its context
 */
export function checkQuery(text: string, graphs: ReadonlySet<string>, mostRows: number): CheckedQuery {
  if (depthOf(text) > deepest)
    throw refused(`the query has more than ${deepest} brackets within each other`, 'say it with fewer groups');
  const query = parse(text);
  if (query.type === 'update')
    throw refused('this is an update, and this graph is only read', 'it changes by stemma load alone');
  assertNoService(query);
  const from = query.from;
  for (const { value } of [...(from?.default ?? []), ...(from?.named ?? [])]) assertGraph(value, graphs);
  const kind = query.queryType === 'SELECT' ? 'select' : query.queryType === 'ASK' ? 'ask' : 'graph';
  const ownLimit = 'limit' in query ? query.limit : undefined;
  return { kind, ownLimit, ...limited(text, query, ownLimit, mostRows) };
}

/** @throws StemmaError STEMMA_QUERY for a graph that is not here: nothing is fetched */
export function assertGraph(iri: string, graphs: ReadonlySet<string>): void {
  if (graphs.has(iri)) return;
  throw refused(`there is no graph <${iri}> here, and none is fetched`, `graphs: ${[...graphs].join(', ') || 'none'}`);
}

function parse(text: string): SparqlQuery {
  try {
    return new Parser({ sparqlStar: false }).parse(text);
  } catch (error) {
    throw new StemmaError('STEMMA_QUERY', `no SPARQL query${placeOf(text, error)}`, { context: { reason: 'syntax' } });
  }
}

/** What the parser tells of a token that it did not expect: where the one before ended, lines from 1 and columns from 0. */
interface Unexpected {
  readonly text: string;
  readonly loc: { readonly last_line: number; readonly last_column: number };
}

function placeOf(text: string, error: unknown): string {
  const found = error instanceof Error && 'hash' in error ? (error.hash as Unexpected | undefined) : undefined;
  if (found?.loc === undefined) return `: ${messageOf(error).split('\n', 1)[0] ?? ''}`;
  const before = text.split('\n').slice(0, found.loc.last_line - 1);
  const end = before.reduce((sum, line) => sum + line.length + 1, 0) + found.loc.last_column;
  const blank = /^(?:\s|#[^\n]*(?:\n|$))*/.exec(text.slice(end))?.[0] ?? '';
  const lines = text.slice(0, end + blank.length).split('\n');
  const token = found.text === '' ? 'its end' : JSON.stringify(found.text.slice(0, 60));
  return `, at ${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}: ${token} is not expected there`;
}

function depthOf(text: string): number {
  let [depth, most] = [0, 0];
  for (const bracket of text.match(/[{}()[\]]/g) ?? []) {
    depth += '{(['.includes(bracket) ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}

function assertNoService(query: unknown): void {
  const open: unknown[] = [query];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node !== 'object' || node === null) continue;
    if ('type' in node && node.type === 'service')
      throw refused('SERVICE asks another server, which is not done here', 'ask that server itself');
    for (const part of Object.values(node)) if (typeof part === 'object') open.push(part);
  }
}

type Query = Extract<SparqlQuery, { type: 'query' }>;

/** LIMIT stands at the end, but for a VALUES behind it: then the query is written anew, if that says the same. */
function limited(
  text: string,
  query: Query,
  given: number | undefined,
  mostRows: number,
): Pick<CheckedQuery, 'text' | 'limit'> {
  if (query.queryType === 'ASK' || (given !== undefined && given <= mostRows)) return { text, limit: undefined };
  if (given === undefined && query.values === undefined) return { text: `${text}\nLIMIT ${mostRows}`, limit: mostRows };
  const wanted = { ...query, limit: mostRows };
  try {
    const written = new Generator().stringify(wanted as Query);
    if (isDeepStrictEqual(plain(parse(written)), plain(wanted))) return { text: written, limit: mostRows };
  } catch {
    return { text, limit: undefined };
  }
  return { text, limit: undefined };
}

function plain(query: unknown): unknown {
  const { prefixes: _, ...rest } = JSON.parse(JSON.stringify(query)) as Record<string, unknown>;
  return rest;
}

function refused(message: string, hint: string): StemmaError {
  return new StemmaError('STEMMA_QUERY', message, { hint, context: { reason: 'refused' } });
}
