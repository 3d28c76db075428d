import { knownIri, textLiteral, typedLiteral } from '../../ontology/rdf-terms.ts';
import type { RdfObject, Statement } from './statement.ts';

/** A statement as a line of N-Quads in the canonical form, without newline. */
export function nquadsLine({ subject, predicate, object, graph }: Statement): string {
  const where = graph === undefined ? '' : ` ${knownIri(graph)}`;
  return `${knownIri(subject)} ${knownIri(predicate)} ${objectText(object)}${where} .`;
}

function objectText(object: RdfObject): string {
  if ('iri' in object) return knownIri(object.iri);
  if ('triple' in object) {
    const { subject, predicate, object: named } = object.triple;
    return `<<( ${knownIri(subject)} ${knownIri(predicate)} ${objectText(named)} )>>`;
  }
  return object.datatype === undefined ? textLiteral(object.text) : typedLiteral(object.text, object.datatype);
}
