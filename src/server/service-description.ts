import { namespaces } from '../../ontology/namespaces.ts';
import { graphForms, rowForms } from '../../graph/rdf/sparql/result-forms.ts';
import type { Loaded } from '../../graph/rdf/sparql/sparql-worker.ts';
import { knownIri, typedLiteral } from '../../ontology/rdf-terms.ts';

const sd = 'http://www.w3.org/ns/sparql-service-description#';
const formats = 'http://www.w3.org/ns/formats/';
const voidVocabulary = 'http://rdfs.org/ns/void#';

/** W3C names of formats, by our word. JSON and XML of rows have one each; so have the RDF formats. */
const formatNames: Readonly<Record<string, string>> = {
  json: 'SPARQL_Results_JSON',
  xml: 'SPARQL_Results_XML',
  csv: 'SPARQL_Results_CSV',
  tsv: 'SPARQL_Results_TSV',
  turtle: 'Turtle',
  ntriples: 'N-Triples',
  nquads: 'N-Quads',
  trig: 'TriG',
  jsonld: 'JSON-LD',
  rdfxml: 'RDF_XML',
};

/** SPARQL 1.1 Service Description of this endpoint, as N-Triples: readable as Turtle, N-Quads and TriG too. */
export function serviceDescription(endpoint: string, loaded: Loaded | undefined): string {
  const service = knownIri(`${endpoint}#service`);
  const dataset = knownIri(`${endpoint}#dataset`);
  const defaultGraph = knownIri(`${endpoint}#default-graph`);
  const triples: (readonly [string, string, string])[] = [
    [service, a, `<${sd}Service>`],
    [service, `<${sd}endpoint>`, knownIri(endpoint)],
    [service, `<${sd}supportedLanguage>`, `<${sd}SPARQL11Query>`],
    ...[...rowForms, ...graphForms].map(
      ({ name }) => [service, `<${sd}resultFormat>`, `<${formats}${formatNames[name]}>`] as const,
    ),
    [service, `<${sd}defaultDataset>`, dataset],
    [dataset, a, `<${sd}Dataset>`],
    [dataset, `<${sd}defaultGraph>`, defaultGraph],
    [defaultGraph, a, `<${sd}Graph>`],
    ...(loaded?.graphs ?? []).flatMap((graph, index) => {
      const named = knownIri(`${endpoint}#graph-${index + 1}`);
      return [
        [dataset, `<${sd}namedGraph>`, named],
        [named, a, `<${sd}NamedGraph>`],
        [named, `<${sd}name>`, knownIri(graph)],
      ] as const;
    }),
    ...(loaded === undefined
      ? []
      : [
          [
            dataset,
            `<${voidVocabulary}triples>`,
            typedLiteral(String(loaded.quads), `${namespaces.xsd}integer`),
          ] as const,
        ]),
  ];
  return triples.map((triple) => `${triple.join(' ')} .\n`).join('');
}

const a = `<${namespaces.rdf}type>`;
