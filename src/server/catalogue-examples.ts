import { bindParameters, bindSparql, catalogueFolders, type CatalogueQuery, listQueries } from '../../cypher/index.ts';
import type { ExampleQuery } from './example-queries.ts';

export interface CatalogueFolder {
  readonly folder: string;
  readonly questions: readonly ExampleQuery[];
}

let made: readonly CatalogueFolder[] | undefined;

/**
 * The questions of the catalogue that can be asked in SPARQL, by folder; parameters stand at the sample's values, to be changed.
 * Made once for the process.
 */
export function catalogueExamples(): readonly CatalogueFolder[] {
  made ??= foldersOf();
  return made;
}

function foldersOf(): readonly CatalogueFolder[] {
  const asked = listQueries().filter(({ sparql }) => sparql !== undefined);
  return catalogueFolders.map((folder) => ({
    folder,
    questions: asked.filter(({ name }) => name.startsWith(`${folder}/`)).map(exampleOf),
  }));
}

function exampleOf(query: CatalogueQuery): ExampleQuery {
  const { title, question, parameters, sparql } = query;
  const given = bindParameters(query, query.sample);
  const notes = [
    question,
    ...(sparql?.note === undefined ? [] : [sparql.note]),
    ...parameters.filter(({ name }) => name !== 'limit').map(({ name, doc }) => `${name}: ${doc}`),
  ];
  const comments = notes.map((note) => `# ${note}\n`).join('');
  return { title, query: `${comments}${bindSparql(sparql?.text ?? '', parameters, given)}\n` };
}
