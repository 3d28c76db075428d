import { Parser, type Term } from 'n3';
import type { RdfTerm, Statement } from '../../graph/rdf/statement.ts';
import { term } from '../../ontology/namespaces.ts';

/** N-Quads as statements of ours, for what is compared with other people's software. */
export function readQuads(text: string): readonly Statement[] {
  return new Parser({ format: 'application/n-quads' }).parse(text).map(({ subject, predicate, object, graph }) => {
    const statement = { subject: subject.value, predicate: predicate.value, object: objectOf(object) };
    return graph.value === '' ? statement : { ...statement, graph: graph.value };
  });
}

function objectOf(object: Term): RdfTerm {
  if (object.termType !== 'Literal') return { iri: object.value };
  const datatype = (object as { readonly datatype: Term }).datatype.value;
  return datatype === term('xsd', 'string') ? { text: object.value } : { text: object.value, datatype };
}
