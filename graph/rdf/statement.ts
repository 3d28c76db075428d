/** An IRI, or a literal; one without a datatype is an xsd:string. */
export type RdfTerm = { readonly iri: string } | { readonly text: string; readonly datatype?: string };
/** What a reifier of RDF 1.2 names: a statement, whether it is made or not. */
export interface TripleTerm {
  readonly triple: { readonly subject: string; readonly predicate: string; readonly object: RdfTerm };
}
export type RdfObject = RdfTerm | TripleTerm;

export interface Statement {
  readonly subject: string;
  readonly predicate: string;
  readonly object: RdfObject;
  /** None: the default graph. */
  readonly graph?: string;
}
