import { term } from '../../ontology/namespaces.ts';
import type { RdfTerm, Statement } from '../rdf/statement.ts';

/** What is said of one thing, as shapes look at it. */
export interface FocusNode {
  readonly iri: string;
  /** IRIs of its classes. */
  readonly types: readonly string[];
  /** Each value once, by property. */
  readonly values: ReadonlyMap<string, readonly RdfTerm[]>;
}

const type = term('rdf', 'type');

/** The things that statements are about, in the order in which they come; the graph is not looked at. */
export function focusNodes(statements: Iterable<Statement>): readonly FocusNode[] {
  const found = new Map<string, Map<string, Map<string, RdfTerm>>>();
  for (const { subject, predicate, object } of statements) {
    // Of RDF 1.2: nothing that shapes ask about.
    if ('triple' in object) continue;
    let properties = found.get(subject);
    if (properties === undefined) found.set(subject, (properties = new Map()));
    let values = properties.get(predicate);
    if (values === undefined) properties.set(predicate, (values = new Map()));
    values.set(termKey(object), object);
  }
  return [...found].map(([iri, properties]) => {
    const values = new Map([...properties].map(([predicate, held]) => [predicate, [...held.values()]]));
    return { iri, types: (values.get(type) ?? []).flatMap((one) => ('iri' in one ? [one.iri] : [])), values };
  });
}

/** Equal for equal RDF terms alone. */
export function termKey(object: RdfTerm): string {
  return 'iri' in object ? `<${object.iri}>` : `"${object.text}"${object.datatype ?? ''}`;
}
