import type { Store, Term } from 'oxigraph';
import { bindParameters, bindSparql, type CatalogueQuery } from '../../cypher/index.ts';
import { identify } from '../../ontology/iri.ts';
import { entities, lineageTypes, propertyOfType } from '../../ontology/model.ts';
import { term } from '../../ontology/namespaces.ts';

const methodStart = term('stemma', 'method-');
const kinds: ReadonlyMap<string, string> = new Map(
  lineageTypes.map((type) => [entities.MLModel.properties[propertyOfType(type) as 'fineTunedFrom'].iri, type]),
);

/** A cell of a SPARQL answer as the Cypher twin gives it: the short id of a thing, the name of a method, the type of a relationship, a value's text. */
function cellOf(cell: Term | undefined): string {
  if (cell === undefined) return '';
  if (cell.termType === 'NamedNode') {
    if (cell.value.startsWith(methodStart)) return cell.value.slice(methodStart.length);
    return kinds.get(cell.value) ?? identify(cell.value)?.id ?? cell.value;
  }
  if (cell.termType !== 'Literal') throw new Error(`no cell: ${cell.termType}`);
  const isNumber = /#(?:integer|decimal|double)$/.test(cell.datatype.value);
  return isNumber ? String(Number(cell.value)) : cell.value;
}

function cellText(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

type Given = Readonly<Record<string, unknown>>;

/** The rows of a query's twin, each as one text, as a sorted set. */
export function sparqlSet(rdf: Store, query: CatalogueQuery, given: Given): readonly string[] {
  const { text = '', columns = [] } = query.sparql ?? {};
  const rows = rdf.query(bindSparql(text, query.parameters, bindParameters(query, given))) as Map<string, Term>[];
  return [...new Set(rows.map((row) => columns.map((column) => cellOf(row.get(column))).join(' | ')))].toSorted();
}

/** The same of what the Cypher gave; what only that gives is left out. */
export function cypherSet(query: CatalogueQuery, rows: readonly Given[]): readonly string[] {
  const columns = query.sparql?.columns ?? [];
  return [...new Set(rows.map((row) => columns.map((column) => cellText(row[column])).join(' | ')))].toSorted();
}
