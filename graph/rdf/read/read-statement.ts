import { term } from '../../../ontology/namespaces.ts';

/** What RDF of others may hold besides what we write: texts in a language, nodes without a name. */
export type ReadTerm =
  | { readonly iri: string }
  | { readonly blank: string }
  | { readonly text: string; readonly datatype?: string; readonly language?: string };

/** A statement as it was read; one about a statement (RDF 1.2) comes as its three parts. */
export interface ReadStatement {
  readonly subject: string;
  readonly predicate: string;
  readonly object: ReadTerm;
  /** None: the default graph. */
  readonly graph?: string;
}

/** A term as RDF/JS has it. */
export interface ForeignTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}
export interface ForeignQuad {
  readonly subject: ForeignTerm;
  readonly predicate: ForeignTerm;
  readonly object: ForeignTerm;
  readonly graph: ForeignTerm;
}

const xsdString = term('xsd', 'string');

/** What a quad of a parser says. */
export function statementsOfQuad({ subject, predicate, object, graph }: ForeignQuad): readonly ReadStatement[] {
  const about = { subject: nameOf(subject), ...(graph.termType === 'DefaultGraph' ? {} : { graph: nameOf(graph) }) };
  if (object.termType !== 'Quad') return [{ ...about, predicate: predicate.value, object: termOf(object) }];
  const named = object as unknown as ForeignQuad;
  return (['subject', 'predicate', 'object'] as const).map((part) => ({
    ...about,
    predicate: term('rdf', part),
    object: termOf(named[part]),
  }));
}

function nameOf({ termType, value }: ForeignTerm): string {
  return termType === 'BlankNode' ? `_:${value.replace(/^_:/, '')}` : value;
}

function termOf(term: ForeignTerm): ReadTerm {
  if (term.termType === 'NamedNode') return { iri: term.value };
  if (term.termType !== 'Literal') return { blank: nameOf(term) };
  const { value: text, language = '', datatype } = term;
  if (language !== '') return { text, language };
  return datatype === undefined || datatype.value === xsdString ? { text } : { text, datatype: datatype.value };
}
