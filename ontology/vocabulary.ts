import { assertion, extractionMethodClass, resolutionStatus, resolutionStatuses } from './assertion.ts';
import type { EntityDefinition, PropertyDefinition, PropertyKind } from './define.ts';
import { derivationProperties, edgeProperties } from './edge.ts';
import { methodDocs, methodIri, methods } from './evidence.ts';
import { entities, entityOf, publicProperties } from './model.ts';
import { namespaces, term, vocabularyUrl } from './namespaces.ts';
import { knownIri, prefixLines, shortIri, textLiteral } from './rdf-terms.ts';

interface OwnProperty {
  readonly docs: Set<string>;
  readonly domains: Set<string>;
  readonly ranges: Set<string>;
  readonly above: Set<string>;
}
interface OwnTerm {
  readonly iri: string;
  readonly types: readonly string[];
  readonly docs: Iterable<string>;
  /** Further statements: predicate and objects, written out. */
  readonly more?: readonly (readonly [string, readonly string[]])[];
}

/** Values of JSON-LD lines that hold objects, not statements of ours. */
const lineTerms = {
  evidence: 'Witnesses of the values of a mapped line, as JSON.',
  origin: 'Where a mapped line was read, as JSON.',
} as const;

/**
 * Our own vocabulary as Turtle, rendered from the declarations: classes, properties with what they belong to and stand
 * under, methods as concepts. Of other vocabularies it says only which of their properties stand under ours.
 */
export function vocabularyTurtle(): string {
  const properties = declaredProperties();
  const own = [...properties].filter(([iri]) => iri.startsWith(namespaces.stemma));
  const foreign = [...properties].filter(
    ([iri, { above }]) =>
      !iri.startsWith(namespaces.stemma) && [...above].some((one) => one.startsWith(namespaces.stemma)),
  );
  const body = [
    header(),
    ...ownClasses().map(termText),
    ...own.map(propertyTerm).map(termText),
    ...foreign.map(([iri, { above }]) => block(shortIri(iri), [['rdfs:subPropertyOf', shortened(above)]])),
    ...individuals().map(termText),
  ].join('\n');
  return `# Generated from the declarations in ontology/: do not edit.\n${prefixLines(body)}\n${body}`;
}

/** Every IRI that the vocabulary of Stemma itself defines, for the proof that none is invented. */
export function stemmaTerms(): readonly string[] {
  const own = [...declaredProperties().keys()].filter((iri) => iri.startsWith(namespaces.stemma));
  return [...ownClasses(), ...individuals()]
    .map(({ iri }) => iri)
    .concat(own)
    .sort();
}

function header(): string {
  return block(knownIri(vocabularyUrl), [
    ['a', ['owl:Ontology']],
    ['rdfs:label', [textLiteral('Stemma')]],
    [
      'rdfs:comment',
      [textLiteral('Terms for the knowledge graph of machine-learning models that no other vocabulary has.')],
    ],
  ]);
}

const classes: readonly EntityDefinition[] = [...Object.values(entities), assertion];

function ownClasses(): readonly OwnTerm[] {
  const declared = classes.filter(({ iri }) => iri.startsWith(namespaces.stemma));
  const all = [...declared, extractionMethodClass].map(({ iri, doc, subClassOf = [] }): OwnTerm => {
    return { iri, types: ['rdfs:Class', 'owl:Class'], docs: [doc], more: [['rdfs:subClassOf', shortened(subClassOf)]] };
  });
  return all.toSorted(byIri);
}

/** Every declared property by IRI, in the order of IRIs; of one declared for several classes, all that is said. */
function declaredProperties(): ReadonlyMap<string, OwnProperty> {
  const found = new Map<string, OwnProperty>();
  for (const entity of classes) for (const [, property] of publicProperties(entity)) add(found, property, [entity.iri]);
  for (const property of Object.values<PropertyDefinition>({ ...edgeProperties, ...derivationProperties }))
    add(found, property, [assertion.iri]);
  for (const [name, doc] of Object.entries(lineTerms)) add(found, { iri: term('stemma', name), kind: 'json', doc }, []);
  add(found, { ...resolutionStatus, kind: 'url' }, []);
  return new Map([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function add(found: Map<string, OwnProperty>, property: PropertyDefinition, domains: readonly string[]): void {
  const held: OwnProperty = found.get(property.iri) ?? {
    docs: new Set(),
    domains: new Set(),
    ranges: new Set(),
    above: new Set(),
  };
  found.set(property.iri, held);
  held.docs.add(property.doc);
  for (const domain of domains) held.domains.add(domain);
  for (const range of rangesOf(property)) held.ranges.add(range);
  for (const above of property.subPropertyOf ?? []) held.above.add(above);
}

function rangesOf({ kind, targets = [] }: PropertyDefinition): readonly string[] {
  if (kind === 'reference') return targets.flatMap((label) => entityOf(label)?.iri ?? []);
  const range = ranges[kind];
  return range === undefined ? [] : [range];
}

const ranges: Readonly<Record<PropertyKind, string | undefined>> = {
  string: term('xsd', 'string'),
  integer: term('xsd', 'integer'),
  number: term('schema', 'Number'),
  boolean: term('xsd', 'boolean'),
  dateTime: term('xsd', 'dateTime'),
  json: term('rdf', 'JSON'),
  url: undefined,
  reference: undefined,
};

function propertyTerm([iri, { docs, domains, ranges: held, above }]: readonly [string, OwnProperty]): OwnTerm {
  return {
    iri,
    types: ['rdf:Property', ...owlTypes([...held])],
    docs,
    more: [
      ['rdfs:subPropertyOf', shortened(above)],
      ['schema:domainIncludes', shortened(domains)],
      ['schema:rangeIncludes', shortened(held)],
    ],
  };
}

const literalRanges: ReadonlySet<string | undefined> = new Set(Object.values(ranges));

/** None where any IRI may stand. */
function owlTypes(held: readonly string[]): readonly string[] {
  if (held.length === 0) return [];
  if (held.every((range) => literalRanges.has(range))) return ['owl:DatatypeProperty'];
  return held.some((range) => literalRanges.has(range)) ? [] : ['owl:ObjectProperty'];
}

function individuals(): readonly OwnTerm[] {
  const method = [shortIri(extractionMethodClass.iri)];
  return [
    ...methods.map((name) => ({ iri: methodIri(name), types: method, docs: [methodDocs[name]] })),
    ...Object.values(resolutionStatuses).map(({ iri, doc }) => ({ iri, types: ['skos:Concept'], docs: [doc] })),
  ];
}

function termText({ iri, types, docs, more = [] }: OwnTerm): string {
  return block(shortIri(iri), [
    ['a', types],
    ['rdfs:label', [textLiteral(labelOf(iri))]],
    ['rdfs:comment', [...docs].map(textLiteral)],
    ...more,
    ['rdfs:isDefinedBy', [knownIri(vocabularyUrl)]],
  ]);
}

/** `fineTunedFrom` → `fine tuned from`; a class keeps its capital. */
function labelOf(iri: string): string {
  const local = iri.slice(namespaces.stemma.length).replace(/^method-/, '');
  return local.replaceAll(/([a-z0-9])([A-Z])/g, (_all, end: string, start: string) => `${end} ${start.toLowerCase()}`);
}

function block(subject: string, statements: readonly (readonly [string, readonly string[]])[]): string {
  const lines = statements.filter(([, objects]) => objects.length > 0);
  return `${subject}\n${lines.map(([predicate, objects]) => `  ${predicate} ${objects.join(', ')}`).join(' ;\n')} .\n`;
}

function shortened(iris: Iterable<string>): readonly string[] {
  return [...iris].map(shortIri).sort();
}

function byIri(a: OwnTerm, b: OwnTerm): number {
  return a.iri < b.iri ? -1 : 1;
}
