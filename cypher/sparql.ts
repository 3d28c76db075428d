import { iriOfId } from '../ontology/iri.ts';
import { entities, lineageProperties } from '../ontology/model.ts';
import { namespaces } from '../ontology/namespaces.ts';
import { knownIri, textLiteral, typedLiteral } from '../ontology/rdf-terms.ts';
import { StemmaError } from '../src/core/errors.ts';
import { licensesInSparql } from './license-lists.ts';
import type { CatalogueParameter, ParameterValue } from './parse.ts';

/** The same question in SPARQL, over what `stemma export --as nquads` writes. */
export interface SparqlTwin {
  /** Columns it has in common with the Cypher; things are IRIs here, short ids there. */
  readonly columns: readonly string[];
  /** Where the two differ. */
  readonly note?: string;
  /** With its prefixes; a parameter stands as `$given_name` and must be bound before it is run. */
  readonly text: string;
}

/** Reads a `.rq` file: `# columns: a, b`, where it differs `# note: …`, then the query, without prefixes. */
export function parseSparqlFile(file: string, source: string): SparqlTwin {
  const [, columns, note, body] = /^# columns: (.+)\n(?:# note: (.+)\n)?([^#][^]*)$/.exec(source) ?? [];
  if (columns === undefined || body === undefined)
    throw new StemmaError('STEMMA_INTERNAL', `${file}: needs # columns and a query under it`);
  const query = substituteTerms(body.trim());
  const used = Object.entries(namespaces).filter(([prefix]) => new RegExp(`(?<![\\w<])${prefix}:`).test(query));
  const prefixes = used.map(([prefix, namespace]) => `PREFIX ${prefix}: <${namespace}>\n`).join('');
  const text = `${prefixes}${query}`;
  return { columns: columns.split(',').map((column) => column.trim()), ...(note === undefined ? {} : { note }), text };
}

/** `${LINEAGE}` is a path of any kind of lineage, `${LINEAGE_TERMS}` the properties one after the other. */
function substituteTerms(query: string): string {
  const terms = lineageProperties.map((property) =>
    knownIri(entities.MLModel.properties[property as 'fineTunedFrom'].iri),
  );
  return licensesInSparql(query)
    .replaceAll('${LINEAGE_TERMS}', terms.join(' '))
    .replaceAll('${LINEAGE}', terms.join('|'));
}

/** What may hold a `$` that is no parameter, or a parameter: named apart from all variables, since `$id` and `?id` are one. */
const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n]*|\$given_(\w+)/g;

/**
 * The query with each parameter replaced by a term: an id by its IRI, a text by a literal with everything escaped, a number or
 * truth value by a typed literal, so that no value can become syntax. A parameter without a value stays as it is.
 * @throws StemmaError STEMMA_USAGE for an id of a form that names nothing
 */
export function bindSparql(
  text: string,
  parameters: readonly CatalogueParameter[],
  values: Readonly<Record<string, ParameterValue>>,
): string {
  return text.replace(token, (whole, name?: string) => {
    const parameter = parameters.find((one) => one.name === name);
    const value = values[parameter?.name ?? ''];
    return parameter === undefined || value === undefined || value === null ? whole : termOf(parameter, value);
  });
}

function termOf({ name, type }: CatalogueParameter, value: NonNullable<ParameterValue>): string {
  if (type === 'integer') return String(value);
  if (type === 'number') return typedLiteral(String(value), `${namespaces.xsd}double`);
  if (type === 'boolean') return typedLiteral(String(value), `${namespaces.xsd}boolean`);
  if (type !== 'id') return textLiteral(String(value));
  const iri = iriOfId(String(value));
  if (iri === undefined)
    throw new StemmaError('STEMMA_USAGE', `parameter ${name} is not the id of a thing: ${String(value)}`, {
      hint: 'in SPARQL by its short id, e.g. hf:org/name',
    });
  return knownIri(iri);
}
