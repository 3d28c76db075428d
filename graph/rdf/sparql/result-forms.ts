/** How results are written, by the short word of the command line, the media type and the engine's word. */
export interface ResultForm {
  readonly name: string;
  readonly mediaType: string;
  /** Other media types that mean it. */
  readonly also: readonly string[];
  /** What `Content-Type` adds. */
  readonly charset: boolean;
}

function form(name: string, mediaType: string, also: readonly string[] = [], charset = false): ResultForm {
  return { name, mediaType, also, charset };
}

/** Of SELECT and ASK; the first is what anybody gets who asks for none. */
export const rowForms: readonly ResultForm[] = [
  form('json', 'application/sparql-results+json', ['application/json']),
  form('xml', 'application/sparql-results+xml', ['application/xml', 'text/xml']),
  form('csv', 'text/csv', [], true),
  form('tsv', 'text/tab-separated-values', [], true),
];

/** Of CONSTRUCT and DESCRIBE. */
export const graphForms: readonly ResultForm[] = [
  form('turtle', 'text/turtle', ['application/turtle', 'application/x-turtle'], true),
  form('ntriples', 'application/n-triples', ['text/plain']),
  form('nquads', 'application/n-quads'),
  form('trig', 'application/trig'),
  form('jsonld', 'application/ld+json', ['application/json']),
  form('rdfxml', 'application/rdf+xml', ['application/xml', 'text/xml']),
];

export function contentType({ mediaType, charset }: ResultForm): string {
  return charset ? `${mediaType}; charset=utf-8` : mediaType;
}
