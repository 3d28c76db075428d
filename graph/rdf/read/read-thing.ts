import { resolutionStatus, resolutionStatuses } from '../../../ontology/assertion.ts';
import type { PropertyDefinition } from '../../../ontology/define.ts';
import { identify, mintListCell } from '../../../ontology/iri.ts';
import { entities, entityOf, lineageProperties, publicProperties } from '../../../ontology/model.ts';
import { compactTerm, term } from '../../../ontology/namespaces.ts';
import { storable } from '../../property-values.ts';
import type { StoredValue } from '../../property-values.ts';
import { objectOf } from '../values.ts';
import type { Leftovers } from './leftovers.ts';
import { irisOf, type ReadFact, shownTerm } from './read-resource.ts';
import type { ReadTerm } from './read-statement.ts';

/** A node of the graph as RDF tells of it. */
export interface ReadThing {
  readonly uri: string;
  readonly id: string;
  readonly labels: readonly string[];
  readonly values: Readonly<Record<string, StoredValue>>;
  /** By property. */
  readonly references: ReadonlyMap<string, readonly string[]>;
}

const rdfType = term('rdf', 'type');
const rdfFirst = term('rdf', 'first');
const rdfRest = term('rdf', 'rest');
const rdfNil = term('rdf', 'nil');
const isBasedOn = term('schema', 'isBasedOn');
const labelByIri = new Map(Object.values(entities).map(({ iri, label }) => [iri, label as string]));
const statusIris: ReadonlySet<string> = new Set(Object.values(resolutionStatuses).map(({ iri }) => iri));

/** What the graph can hold of it; the rest is counted. Undefined when it is of no class of ours. */
export function readThing(uri: string, facts: readonly ReadFact[], leftovers: Leftovers): ReadThing | undefined {
  const types = irisOf(facts, rdfType);
  const labels = types.flatMap((iri) => labelByIri.get(iri) ?? []).toSorted();
  for (const iri of types) if (!labelByIri.has(iri)) leftovers.add(`class ${compactTerm(iri)}`, uri);
  if (labels.length === 0) {
    leftovers.add('statements on things of no known class', uri, facts.length);
    return undefined;
  }
  const declared = declaredBy(labels);
  const byProperty = new Map<string, ReadTerm[]>();
  const references = new Map<string, string[]>();
  const derived: string[] = [];
  for (const { predicate, object, cell } of facts) {
    if (cell !== undefined || predicate === rdfType || predicate === resolutionStatus.iri) continue;
    const property = declared.get(predicate);
    if (property === undefined) {
      if (predicate === isBasedOn && 'iri' in object) derived.push(object.iri);
      else leftovers.add(`property ${compactTerm(predicate)}`, `${uri} ${shownTerm(object)}`);
    } else if (property.definition.kind !== 'reference') {
      push(byProperty, property.name, object);
    } else if ('iri' in object) push(references, property.name, object.iri);
    else leftovers.add(`property ${compactTerm(predicate)} without an IRI`, `${uri} ${shownTerm(object)}`);
  }
  for (const { cell } of facts)
    if (cell !== undefined && !byProperty.has(cell.property)) leftovers.add('cell of a list nothing names', uri);
  const parents = new Set(lineageProperties.flatMap((property) => references.get(property) ?? []));
  for (const iri of derived) if (!parents.has(iri)) leftovers.add('property schema:isBasedOn', `${uri} ${iri}`);
  const values: Record<string, StoredValue> = { ...statusOf(uri, facts, leftovers) };
  const properties = new Map([...declared.values()].map(({ name, definition }) => [name, definition]));
  for (const [name, terms] of byProperty) {
    const definition = properties.get(name) as PropertyDefinition;
    const found = valueOf({ uri, name, definition, terms, facts }, leftovers);
    if (found !== undefined) values[name] = found;
  }
  const id = typeof values['id'] === 'string' ? values['id'] : (identify(uri)?.id ?? uri);
  return { uri, id, labels, values, references };
}

interface Declared {
  readonly name: string;
  readonly definition: PropertyDefinition;
}
const declaredByLabels = new Map<string, ReadonlyMap<string, Declared>>();

/** Properties of classes by their IRI; no two share one. */
function declaredBy(labels: readonly string[]): ReadonlyMap<string, Declared> {
  const key = labels.join(' ');
  let declared = declaredByLabels.get(key);
  if (declared === undefined) {
    const all = labels.map(entityOf).filter((entity) => entity !== undefined);
    declared = new Map(
      all.flatMap(publicProperties).map(([name, definition]) => [definition.iri, { name, definition }]),
    );
    declaredByLabels.set(key, declared);
  }
  return declared;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const held = map.get(key);
  if (held === undefined) map.set(key, [value]);
  else held.push(value);
}

function statusOf(uri: string, facts: readonly ReadFact[], leftovers: Leftovers): Readonly<Record<string, boolean>> {
  const found = facts.filter(({ predicate }) => predicate === resolutionStatus.iri);
  const iris = new Set(irisOf(facts, resolutionStatus.iri));
  for (const { object } of found)
    if (!('iri' in object) || !statusIris.has(object.iri))
      leftovers.add('another status', `${uri} ${shownTerm(object)}`);
  if (iris.size === 0) return {};
  const { Gone, Unresolved } = resolutionStatuses;
  return { resolved: !iris.has(Unresolved.iri), ...(iris.has(Gone.iri) ? { removed: true } : {}) };
}

interface Said {
  readonly uri: string;
  readonly name: string;
  readonly definition: PropertyDefinition;
  readonly terms: readonly ReadTerm[];
  readonly facts: readonly ReadFact[];
}

function valueOf(said: Said, leftovers: Leftovers): StoredValue | undefined {
  const { uri, name, definition, terms } = said;
  const items = definition.ordered === true ? listOf(said) : terms;
  if (items === undefined) {
    leftovers.add(`property ${compactTerm(definition.iri)} that is no list of ours`, `${uri} ${name}`);
    return undefined;
  }
  const stored: StoredValue[] = [];
  for (const item of items) {
    const value = scalarOf(item, definition);
    if (value !== undefined) stored.push(value);
    else leftovers.add(`value of ${compactTerm(definition.iri)} of another kind`, `${uri} ${shownTerm(item)}`);
  }
  if (definition.many === true) return stored.length === 0 ? undefined : stored;
  for (const value of stored.slice(1))
    leftovers.add(`second value of ${compactTerm(definition.iri)}`, `${uri} ${String(value)}`);
  return stored[0];
}

/** The elements of a list whose cells are all there. */
function listOf({ uri, name, terms, facts }: Said): readonly ReadTerm[] | undefined {
  const [head, second] = terms;
  const cell = (index: number): string => mintListCell(uri, name, index);
  if (second !== undefined || head === undefined || !('iri' in head) || head.iri !== cell(1)) return undefined;
  const own = facts.filter((fact) => fact.cell?.property === name);
  const items: ReadTerm[] = [];
  for (let index = 1; ; index += 1) {
    const at = own.filter((fact) => fact.cell?.index === index);
    const first = at.find(({ predicate }) => predicate === rdfFirst)?.object;
    const rest = at.find(({ predicate }) => predicate === rdfRest)?.object;
    if (first === undefined || rest === undefined || !('iri' in rest)) return undefined;
    items.push(first);
    if (rest.iri === rdfNil) return own.length === 2 * items.length ? items : undefined;
    if (rest.iri !== cell(index + 1)) return undefined;
  }
}

/** As it is stored, when it comes back from there as the same term; undefined for a term the property cannot hold. */
export function scalarOf(
  item: ReadTerm,
  definition: PropertyDefinition,
): string | number | bigint | boolean | undefined {
  if ('blank' in item || ('text' in item && item.language !== undefined)) return undefined;
  const single = { ...definition, many: false };
  const stored = storable('iri' in item ? item.iri : nativeOf(item.text, definition), single);
  if (stored === undefined || typeof stored === 'object') return undefined;
  const again = objectOf(stored, single);
  if ('iri' in item) return 'iri' in again && again.iri === item.iri ? stored : undefined;
  return 'text' in again && again.text === item.text && again.datatype === item.datatype ? stored : undefined;
}

function nativeOf(text: string, { kind }: PropertyDefinition): string | number | boolean {
  if (kind === 'number') return Number(text);
  return kind === 'boolean' ? text === 'true' : text;
}
