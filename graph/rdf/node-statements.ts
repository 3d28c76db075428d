import type { PropertyDefinition } from '../../ontology/define.ts';
import { resolutionStatus, resolutionStatuses } from '../../ontology/assertion.ts';
import { mintListCell } from '../../ontology/iri.ts';
import { lineageProperties } from '../../ontology/model.ts';
import { term } from '../../ontology/namespaces.ts';
import { byCodePoint } from '../../src/core/code-point-order.ts';
import type { Scalar, Value } from '../store.ts';
import type { RdfTerm, Statement } from './statement.ts';
import { objectOf } from './values.ts';

/** A node of the property graph with what it points at. */
export interface RdfNode {
  readonly uri: string;
  /** IRIs of its classes. */
  readonly types: readonly string[];
  /** The properties that are written, by name, in the order in which they are written. */
  readonly properties: ReadonlyMap<string, PropertyDefinition>;
  readonly values: Readonly<Record<string, Value>>;
  /** Targets by property: IRIs. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

const rdf = {
  type: term('rdf', 'type'),
  first: term('rdf', 'first'),
  rest: term('rdf', 'rest'),
  nil: { iri: term('rdf', 'nil') },
} as const;
const isBasedOn = term('schema', 'isBasedOn');
/** Booleans of the property graph that are a status in RDF. */
const statusProperties: ReadonlySet<string> = new Set(['resolved', 'removed']);

/** What is said of a thing: of itself, and of the cells of its lists behind that. */
export function nodeStatements(node: RdfNode, graph?: string): readonly Statement[] {
  const { uri: subject, types, properties, references } = node;
  const where = graph === undefined ? {} : { graph };
  const own: Statement[] = [];
  const cells: Statement[] = [];
  const say = (predicate: string, object: RdfTerm): void => void own.push({ subject, predicate, object, ...where });

  for (const type of types.toSorted(byCodePoint)) say(rdf.type, { iri: type });
  for (const status of statusesOf(node)) say(resolutionStatus.iri, { iri: status });
  for (const [name, definition] of properties) {
    if (statusProperties.has(name)) continue;
    if (definition.kind === 'reference') {
      for (const target of (references.get(name) ?? []).toSorted(byCodePoint)) say(definition.iri, { iri: target });
      continue;
    }
    const objects = scalarsOf(node.values[name]).map((value) => objectOf(value, definition));
    if (definition.ordered !== true || objects.length === 0) {
      for (const object of definition.many === true ? objects.toSorted(byText) : objects) say(definition.iri, object);
      continue;
    }
    say(definition.iri, { iri: mintListCell(subject, name, 1) });
    cells.push(...listCells(subject, name, objects).map((cell) => ({ ...cell, ...where })));
  }
  for (const parent of parentsOf(references)) say(isBasedOn, { iri: parent });
  return [...own, ...cells];
}

function statusesOf({ values }: RdfNode): readonly string[] {
  const { Resolved, Unresolved, Gone } = resolutionStatuses;
  const found = values['resolved'] === false ? [Unresolved.iri] : [];
  if (values['removed'] === true) found.unshift(Gone.iri);
  return found.length === 0 && values['resolved'] === true ? [Resolved.iri] : found;
}

/** Every kind of parent is something it is based on, for readers who know no more than schema.org. */
function parentsOf(references: RdfNode['references']): readonly string[] {
  const parents = lineageProperties.flatMap((property) => references.get(property) ?? []);
  return [...new Set(parents)].toSorted(byCodePoint);
}

function listCells(subject: string, property: string, items: readonly RdfTerm[]): readonly Statement[] {
  return items.flatMap((item, index) => {
    const cell = mintListCell(subject, property, index + 1);
    const rest = index + 1 === items.length ? rdf.nil : { iri: mintListCell(subject, property, index + 2) };
    return [
      { subject: cell, predicate: rdf.first, object: item },
      { subject: cell, predicate: rdf.rest, object: rest },
    ];
  });
}

function scalarsOf(value: Value | undefined): readonly NonNullable<Scalar>[] {
  const items = Array.isArray(value) ? (value as readonly Value[]) : [value ?? null];
  return items.filter((item): item is NonNullable<Scalar> => item !== null && typeof item !== 'object');
}

function byText(a: RdfTerm, b: RdfTerm): number {
  return byCodePoint('iri' in a ? a.iri : a.text, 'iri' in b ? b.iri : b.text);
}
