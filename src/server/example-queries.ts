import { namespaces, type Prefix } from '../../ontology/namespaces.ts';

export interface ExampleQuery {
  readonly title: string;
  readonly query: string;
}

const parents = '(fair4ml:fineTunedFrom|stemma:adapterOf|stemma:quantizedFrom|stemma:mergedFrom|stemma:baseModel)';

function example(title: string, ...lines: readonly string[]): ExampleQuery {
  const text = lines.join('\n');
  const used = (Object.keys(namespaces) as Prefix[]).filter((prefix) => new RegExp(`\\b${prefix}:`).test(text));
  const prefixes = used.map((prefix) => `PREFIX ${prefix}: <${namespaces[prefix]}>\n`).join('');
  return { title, query: `${prefixes}\n${text}\n` };
}

/** To begin with. */
export const exampleQueries: readonly ExampleQuery[] = [
  example(
    'What is in the graph',
    'SELECT ?type (COUNT(*) AS ?things)',
    'WHERE { ?thing a ?type }',
    'GROUP BY ?type ORDER BY DESC(?things)',
  ),
  example(
    'Models that most others are made from',
    'SELECT ?base (COUNT(DISTINCT ?model) AS ?descendants)',
    `WHERE { ?model ${parents}+ ?base }`,
    'GROUP BY ?base ORDER BY DESC(?descendants) LIMIT 20',
  ),
  example(
    'Licences by number of models',
    'SELECT ?license (COUNT(*) AS ?models)',
    'WHERE { ?model a fair4ml:MLModel ; schema:license ?license }',
    'GROUP BY ?license ORDER BY DESC(?models)',
  ),
  example(
    'Datasets and what was trained on them',
    'SELECT ?dataset (COUNT(DISTINCT ?model) AS ?models)',
    'WHERE { ?model fair4ml:trainedOn ?dataset }',
    'GROUP BY ?dataset ORDER BY DESC(?models) LIMIT 20',
  ),
  example(
    'Why a model is said to derive from another',
    'SELECT ?model ?base ?method ?confidence ?record',
    'WHERE {',
    '  GRAPH ?evidence {',
    '    ?assertion rdf:subject ?model ; rdf:predicate fair4ml:fineTunedFrom ; rdf:object ?base ;',
    '      stemma:extractionMethod ?method ; stemma:confidence ?confidence ; prov:wasDerivedFrom ?record .',
    '  }',
    '}',
    'ORDER BY ?confidence ?model LIMIT 50',
  ),
  example(
    'Everything about one thing',
    'DESCRIBE ?model',
    'WHERE { ?model a fair4ml:MLModel ; fair4ml:fineTunedFrom ?base }',
    'ORDER BY ?model LIMIT 1',
  ),
];
