import { term } from '../../ontology/namespaces.ts';
import { momentOf } from '../../src/core/clock.ts';
import type { RdfTerm } from '../rdf/statement.ts';

const string = term('xsd', 'string');
const dateTime = term('xsd', 'dateTime');
const numbers: ReadonlySet<string> = new Set(['integer', 'decimal', 'double'].map((name) => term('xsd', name)));

const lexicalForms: Readonly<Record<string, RegExp>> = {
  [term('xsd', 'integer')]: /^[+-]?\d+$/,
  [term('xsd', 'decimal')]: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/,
  [term('xsd', 'double')]: /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN)$/,
  [term('xsd', 'boolean')]: /^(?:true|false|0|1)$/,
  [dateTime]: /^-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/,
};

export function datatypeOf(object: RdfTerm): string | undefined {
  return 'iri' in object ? undefined : (object.datatype ?? string);
}

/** Whether it is a literal of this datatype, well formed. */
export function isOfDatatype(object: RdfTerm, datatype: string): boolean {
  if ('iri' in object || datatypeOf(object) !== datatype) return false;
  if (datatype === term('rdf', 'JSON')) return isJson(object.text);
  return lexicalForms[datatype]?.test(object.text) ?? true;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What it can be compared by; undefined for what is neither a number nor a time. Times are milliseconds. */
export function orderOf(object: RdfTerm): { readonly kind: 'number' | 'time'; readonly value: number } | undefined {
  const datatype = datatypeOf(object);
  if (datatype === undefined || 'iri' in object || !isOfDatatype(object, datatype)) return undefined;
  if (numbers.has(datatype)) return { kind: 'number', value: Number(object.text.replace('INF', 'Infinity')) };
  const moment = datatype === dateTime ? momentOf(object.text) : undefined;
  return moment === undefined ? undefined : { kind: 'time', value: Number(moment) };
}
