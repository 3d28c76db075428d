import { compactTerm, namespaces, term } from '../../ontology/namespaces.ts';
import { soundIri } from '../../ontology/rdf-terms.ts';
import { StemmaError } from '../../src/core/errors.ts';
import { classByIri, datatypes, documentContext, termByIri, termByName } from './jsonld-terms.ts';
import type { RdfObject, Statement } from './statement.ts';

/**
 * RDF statements as JSON-LD that says exactly these: terms of our context where one fits, else the property by its prefix, or
 * in full, and the value in its long form. A list is its cells, as in the other forms: JSON-LD's own has none with IRIs.
 */

const rdfType = term('rdf', 'type');
const rdfJson = term('rdf', 'JSON');

/** The beginning of a document with the whole context, so that it is read without a network; nodes follow, one a line. */
export function jsonLdOpening(): string {
  return `{"@context":${JSON.stringify(documentContext)},\n"@graph":[`;
}

export const jsonLdClosing = '\n]}\n';

/** The nodes of the default graph, each as one line of JSON, and behind them those of other graphs, each graph as one line. */
export function jsonLdNodes(statements: readonly Statement[]): readonly string[] {
  const graphs = new Map<string | undefined, Statement[]>([[undefined, []]]);
  for (const statement of statements) {
    const held = graphs.get(statement.graph);
    if (held === undefined) graphs.set(statement.graph, [statement]);
    else held.push(statement);
  }
  return [...graphs].flatMap(([graph, held]) => {
    const nodes = nodesOf(held);
    return graph === undefined ? nodes : [`{"@id":${JSON.stringify(graph)},"@graph":[${nodes.join(',')}]}`];
  });
}

/** An IRI's own node in place of a reference to it. */
export type Embedded = ReadonlyMap<string, string>;

/** The nodes of statements of one graph. `embedded`: JSON of nodes that stand where their IRI would. */
export function nodesOf(statements: readonly Statement[], embedded: Embedded = new Map()): readonly string[] {
  const subjects = new Map<string, Map<string, string[]>>();
  for (const { subject, predicate, object } of statements) {
    let keys = subjects.get(subject);
    if (keys === undefined) subjects.set(subject, (keys = new Map()));
    const { key, value } = memberOf(predicate, object, embedded);
    const values = keys.get(key);
    if (values === undefined) keys.set(key, [value]);
    else values.push(value);
  }
  return [...subjects].map(([subject, keys]) => {
    const members = [...keys].map(([key, values]) => {
      const isSet = termByName.get(key)?.isSet === true || values.length > 1;
      return `${JSON.stringify(key)}:${isSet ? `[${values.join(',')}]` : values[0]}`;
    });
    return `{"@id":${JSON.stringify(soundIri(subject))},${members.join(',')}}`;
  });
}

interface Member {
  readonly key: string;
  /** JSON text. */
  readonly value: string;
}

function memberOf(predicate: string, object: RdfObject, embedded: Embedded): Member {
  if ('triple' in object) throw new StemmaError('STEMMA_INTERNAL', 'JSON-LD has no triple terms');
  const { name, type } = termByIri.get(predicate) ?? {};
  const key = name ?? compactTerm(predicate);
  if ('iri' in object) {
    if (predicate === rdfType) return { key: '@type', value: JSON.stringify(classByIri.get(object.iri) ?? object.iri) };
    const own = embedded.get(object.iri);
    if (own !== undefined) return { key, value: own };
    const iri = soundIri(object.iri);
    return { key, value: type === '@id' && !readsAsPrefixed(iri) ? JSON.stringify(iri) : idNode(iri) };
  }
  const { text, datatype } = object;
  if (datatype === rdfJson) {
    return type === '@json' ? { key, value: text } : { key, value: `{"@value":${text},"@type":"@json"}` };
  }
  // Whatever stands at a term of JSON is JSON.
  const literalKey = type === '@json' ? compactTerm(predicate) : key;
  if (datatype === undefined)
    return { key: literalKey, value: type === undefined ? JSON.stringify(text) : `{"@value":${JSON.stringify(text)}}` };
  if (type !== undefined && datatypes.get(type) === datatype) return { key, value: shortValue(text, type) };
  return {
    key: literalKey,
    value: `{"@value":${JSON.stringify(text)},"@type":${JSON.stringify(compactTerm(datatype))}}`,
  };
}

/** A number or truth value as JSON has it, where every reader gets the same literal back; not all write a double in one way. */
function shortValue(text: string, type: string): string {
  if (type === 'xsd:boolean') return text;
  return type === 'xsd:integer' && Number.isSafeInteger(Number(text)) && String(Number(text)) === text
    ? text
    : JSON.stringify(text);
}

/** `cc:by` is an IRI too, and a reader would take it for one of a vocabulary. */
function readsAsPrefixed(iri: string): boolean {
  const colon = iri.indexOf(':');
  return !iri.startsWith('//', colon + 1) && iri.slice(0, colon) in namespaces;
}

function idNode(iri: string): string {
  const node = `"@id":${JSON.stringify(iri)}}`;
  return readsAsPrefixed(iri) ? `{"@context":null,${node}` : `{${node}`;
}
