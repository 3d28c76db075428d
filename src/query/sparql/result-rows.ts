import { z } from 'zod';
import { term } from '../../../ontology/namespaces.ts';
import { StemmaError } from '../../core/errors.ts';
import type { JsonRow } from '../cypher-run.ts';

const termShape = z.object({
  type: z.string(),
  value: z.string(),
  datatype: z.string().optional(),
});
const resultShape = z.object({
  head: z.object({ vars: z.array(z.string()).optional() }),
  boolean: z.boolean().optional(),
  results: z.object({ bindings: z.array(z.record(z.string(), termShape)) }).optional(),
});

export interface ResultRows {
  readonly columns: readonly string[];
  readonly rows: readonly JsonRow[];
}

const integers: ReadonlySet<string> = new Set(
  ['integer', 'int', 'long', 'short', 'nonNegativeInteger'].map((name) => term('xsd', name)),
);
const fractions: ReadonlySet<string> = new Set(['decimal', 'double', 'float'].map((name) => term('xsd', name)));

/**
 * SPARQL's JSON results as rows of plain values: numbers and booleans as such, the rest as text; ASK is one row `ask`.
 * @throws StemmaError STEMMA_RESPONSE_SHAPE
 */
export function resultRows(text: string): ResultRows {
  const parsed = resultShape.safeParse(json(text));
  if (!parsed.success)
    throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'the answer is not in the JSON form of SPARQL results');
  const { head, boolean, results } = parsed.data;
  if (boolean !== undefined) return { columns: ['ask'], rows: [{ ask: boolean }] };
  const columns = head.vars ?? [];
  const bindings = results?.bindings ?? [];
  return {
    columns,
    rows: bindings.map((row) => Object.fromEntries(columns.map((column) => [column, plain(row[column])]))),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function plain(value: z.infer<typeof termShape> | undefined): string | number | boolean | null {
  if (value === undefined) return null;
  const { datatype = '', value: text } = value;
  if (datatype === term('xsd', 'boolean')) return text === 'true' || text === '1';
  const number = Number(text);
  if (integers.has(datatype) && Number.isSafeInteger(number)) return number;
  if (fractions.has(datatype) && Number.isFinite(number)) return number;
  return text;
}
