import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineageTypes } from '../ontology/model.ts';
import { StemmaError } from '../src/core/errors.ts';
import { packageFile } from '../src/core/package-files.ts';
import { licensesInCypher } from './license-lists.ts';
import { type CatalogueText, parseCatalogueFile, type ParameterValue, parseValue } from './parse.ts';
import { parseSparqlFile, type SparqlTwin } from './sparql.ts';

export { parameterTypes, parseCatalogueFile, parseValue } from './parse.ts';
export { bindSparql } from './sparql.ts';
export type { SparqlTwin } from './sparql.ts';
export type { CatalogueParameter, CatalogueText, ParameterType, ParameterValue } from './parse.ts';

export const catalogueFolders = [
  'lineage',
  'governance',
  'provenance',
  'quality',
  'experiments',
  'bioimage',
  'discovery',
  'sources',
] as const;

/** A named question with a statement that runs unchanged on both engines. */
export interface CatalogueQuery extends CatalogueText {
  /** Folder and file stem: `lineage/ancestors`. */
  readonly name: string;
  /** File stem, accepted where it is unambiguous: `ancestors`. */
  readonly shortName: string;
  /** Where SPARQL can ask the same. */
  readonly sparql?: SparqlTwin;
}

let loaded: readonly CatalogueQuery[] | undefined;

/** All queries, sorted by name within the order of `catalogueFolders`. Read once for the process. */
export function listQueries(): readonly CatalogueQuery[] {
  loaded ??= catalogueFolders.flatMap(readFolder);
  return loaded;
}

function readFolder(folder: string): CatalogueQuery[] {
  const path = packageFile(`cypher/${folder}`);
  const files = readdirSync(path);
  return files
    .filter((file) => file.endsWith('.cypher'))
    .sort()
    .map((file) => {
      const shortName = file.slice(0, -'.cypher'.length);
      const text = parseCatalogueFile(`cypher/${folder}/${file}`, readFileSync(join(path, file), 'utf8'));
      const query = { name: `${folder}/${shortName}`, shortName, ...text, cypher: substituteLineage(text.cypher) };
      const twin = `${shortName}.rq`;
      if (!files.includes(twin)) return query;
      return { ...query, sparql: parseSparqlFile(`cypher/${folder}/${twin}`, readFileSync(join(path, twin), 'utf8')) };
    });
}

/**
 * `${LINEAGE}` stands for the ontology's lineage relationship types, so that a new kind needs no change in any query;
 * `${SHARE_ALIKE_LICENSES}` and the like for what the table of licence terms says.
 */
export function substituteLineage(cypher: string): string {
  return licensesInCypher(cypher.replaceAll('${LINEAGE}', lineageTypes.join('|')));
}

/** By full name or, when only one query has it, short name. */
export function findQuery(name: string): CatalogueQuery | undefined {
  const exact = listQueries().find((query) => query.name === name);
  if (exact !== undefined) return exact;
  const short = listQueries().filter((query) => query.shortName === name);
  return short.length === 1 ? short[0] : undefined;
}

/** As `findQuery`; an unknown name is STEMMA_USAGE with the names there are in `context.candidates`. */
export function getQuery(name: string): CatalogueQuery {
  const found = findQuery(name);
  if (found !== undefined) return found;
  throw new StemmaError('STEMMA_USAGE', `there is no query named ${name}`, {
    hint: 'list them: stemma query',
    context: { candidates: listQueries().map((query) => query.name) },
  });
}

/**
 * The parameters to run a query with: values given (text as typed, or JSON) checked against the declared types, defaults for
 * the rest. Unknown, missing or ill-typed parameters are STEMMA_USAGE.
 */
export function bindParameters(
  query: CatalogueQuery,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, ParameterValue>> {
  const bound = bindGiven(query, given);
  const missing = query.parameters.find(({ name }) => bound[name] === undefined);
  if (missing === undefined) return bound;
  throw new StemmaError('STEMMA_USAGE', `query ${query.name} needs the parameter ${missing.name}`, {
    hint: `stemma query ${query.name} --param ${missing.name}=…  (${missing.doc})`,
  });
}

/** As `bindParameters`; what is neither given nor has a default is absent. */
export function bindGiven(
  query: CatalogueQuery,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, ParameterValue>> {
  const known = query.parameters.map((parameter) => parameter.name);
  const hint = known.length === 0 ? 'it has no parameters' : `its parameters: ${known.join(', ')}`;
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new StemmaError('STEMMA_USAGE', `query ${query.name} has no parameter ${unknown}`, { hint });
  const bound: Record<string, ParameterValue> = {};
  for (const parameter of query.parameters) {
    const value = given[parameter.name];
    if (value !== undefined) bound[parameter.name] = parseValue(parameter, value);
    else if (parameter.default !== undefined) bound[parameter.name] = parameter.default;
  }
  return bound;
}
