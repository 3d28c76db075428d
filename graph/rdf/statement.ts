/** An IRI, or a literal; one without a datatype is an xsd:string. */
export type RdfObject = { readonly iri: string } | { readonly text: string; readonly datatype?: string };

export interface Statement {
  readonly subject: string;
  readonly predicate: string;
  readonly object: RdfObject;
  /** None: the default graph. */
  readonly graph?: string;
}
