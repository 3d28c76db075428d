import type { Term } from 'oxigraph';
import { identify } from '../../ontology/iri.ts';
import { entities, lineageTypes, propertyOfType } from '../../ontology/model.ts';
import { term } from '../../ontology/namespaces.ts';
import type { Value } from '../../graph/store.ts';

const methodStart = term('stemma', 'method-');
const kinds: ReadonlyMap<string, string> = new Map(
  lineageTypes.map((type) => [entities.MLModel.properties[propertyOfType(type) as 'fineTunedFrom'].iri, type]),
);

/** A cell of a SPARQL answer as the Cypher twin gives it: the short id of a thing, the name of a method, the type of a relationship, a value's text. */
export function cellOf(cell: Term | undefined): string {
  if (cell === undefined) return '';
  if (cell.termType === 'NamedNode') {
    if (cell.value.startsWith(methodStart)) return cell.value.slice(methodStart.length);
    return kinds.get(cell.value) ?? identify(cell.value)?.id ?? cell.value;
  }
  if (cell.termType !== 'Literal') throw new Error(`no cell: ${cell.termType}`);
  const isNumber = /#(?:integer|decimal|double)$/.test(cell.datatype.value);
  return isNumber ? String(Number(cell.value)) : cell.value;
}

export function cellText(value: Value | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}
