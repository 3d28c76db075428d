import type { GraphStore, Parameters, ReadOptions, Row } from '../../graph/store.ts';
import { bindParameters, getQuery, type ParameterValue } from '../../cypher/index.ts';
import { StemmaError } from '../core/errors.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import { type JsonValue, toJson } from './stored-node.ts';

export interface CypherOptions extends ResolveOptions {
  /** Rows shown at most. Default 1,000. */
  readonly maxRows?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export type JsonRow = { readonly [column: string]: JsonValue };

export interface CypherResult {
  readonly items: readonly JsonRow[];
  /** Rows the statement gave, shown or not; counted no further than 100,000. */
  readonly total: number;
  readonly truncated: boolean;
  readonly cypher: string;
  readonly params: Parameters;
}

const defaultMaxRows = 1_000;
/** Rows taken from the engine at most: a statement without LIMIT must not fill the memory. */
const mostRows = 100_000;

/** Runs a user's statement, read-only; the engine refuses writes. */
export async function runCypher(
  store: GraphStore,
  cypher: string,
  params: Parameters = {},
  options: CypherOptions = {},
): Promise<CypherResult> {
  return shown(await store.read(cypher, params, readOptions(options)), cypher, params, options);
}

/** The same with a store opened for writing; `stemma cypher --write`. */
export async function runWrite(
  store: GraphStore,
  cypher: string,
  params: Parameters = {},
  options: CypherOptions = {},
): Promise<CypherResult> {
  return shown(await store.write(cypher, params), cypher, params, options);
}

/** Runs a query of the catalogue. Parameters of type `id` may be given in any form a user knows. */
export async function runQuery(
  store: GraphStore,
  name: string,
  given: Readonly<Record<string, unknown>> = {},
  options: CypherOptions = {},
): Promise<CypherResult> {
  const query = getQuery(name);
  const params: Record<string, ParameterValue> = { ...bindParameters(query, given) };
  for (const parameter of query.parameters) {
    const value = params[parameter.name];
    if (parameter.type === 'id' && typeof value === 'string')
      params[parameter.name] = (await resolveId(store, value, options)).id;
  }
  return runCypher(store, query.cypher, params, options);
}

/** `k=v` as given to `--param`: JSON where it is JSON, else text. Throws STEMMA_USAGE without a name. */
export function parseParameter(text: string): readonly [string, unknown] {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new StemmaError('STEMMA_USAGE', `not a parameter: ${text}`, { hint: 'write --param name=value' });
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}

function shown(
  rows: readonly Row[],
  cypher: string,
  params: Parameters,
  { maxRows = defaultMaxRows }: CypherOptions,
): CypherResult {
  const items = rows
    .slice(0, maxRows)
    .map((row) => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, toJson(value)])));
  return { items, total: rows.length, truncated: rows.length > items.length, cypher, params };
}

function readOptions({ maxRows = defaultMaxRows, timeoutMs, signal }: CypherOptions): ReadOptions {
  return {
    maxRows: Math.max(mostRows, maxRows),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  };
}
