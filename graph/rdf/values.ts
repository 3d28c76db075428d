import type { PropertyDefinition } from '../../ontology/define.ts';
import { term } from '../../ontology/namespaces.ts';
import { isIri, soundIri } from '../../ontology/rdf-terms.ts';
import { canonicalJsonOf } from './canonical-json.ts';
import type { RdfTerm } from './statement.ts';

const datatypes = {
  integer: term('xsd', 'integer'),
  decimal: term('xsd', 'decimal'),
  double: term('xsd', 'double'),
  boolean: term('xsd', 'boolean'),
  dateTime: term('xsd', 'dateTime'),
  json: term('rdf', 'JSON'),
} as const;

/** One stored value by the declared kind. What should be an IRI and is none stays a text. */
export function objectOf(value: string | number | bigint | boolean, { kind }: PropertyDefinition): RdfTerm {
  switch (kind) {
    case 'reference':
      return { iri: String(value) };
    case 'url':
      return isIri(String(value)) ? { iri: soundIri(String(value)) } : { text: String(value) };
    case 'string':
      return { text: String(value) };
    case 'number':
      return { text: doubleText(Number(value)), datatype: datatypes.double };
    case 'json':
      return { text: canonicalJsonOf(String(value)), datatype: datatypes.json };
    case 'integer':
    case 'boolean':
    case 'dateTime':
      return { text: String(value), datatype: datatypes[kind] };
  }
}

/** The largest number of sixteen digits: rounded, what is beyond would be infinite. */
const largest = 1.797693134862315e308;

/** The canonical form of xsd:double, as JSON-LD makes it of a number: `4.1E-1`, sixteen digits (JSON-LD 1.1 API §8.6). */
function doubleText(value: number): string {
  const held = Math.max(-largest, Math.min(largest, value));
  return held.toExponential(15).replace(/(\d)0*e\+?/, '$1E');
}

/** xsd:decimal, which has no exponent. */
export function decimalOf(value: number): RdfTerm {
  const plain = String(value);
  const text = plain.includes('e') ? value.toFixed(20).replace(/0+$/, '') : plain;
  return { text: text.endsWith('.') ? `${text}0` : text, datatype: datatypes.decimal };
}
