import { assertion } from './assertion.ts';
import type { EntityDefinition, PropertyDefinition, PropertyKind } from './define.ts';
import { entities, entityOf, publicProperties } from './model.ts';
import { shapesUrl } from './namespaces.ts';
import { knownIri, prefixLines, shortIri, textLiteral } from './rdf-terms.ts';
import { notDescribed, shapeRules, type ShapeRule } from './shape-rules.ts';

/**
 * SHACL Core shapes of what Stemma exports as RDF, rendered from the declarations and the table of rules beside this file.
 * It is our own profile. What it asks of a whole graph (cycles, terms of licences along a lineage) Core cannot say.
 */
export function shapesTurtle(): string {
  const body = [
    `${knownIri(shapesUrl)} a owl:Ontology ;\n  rdfs:label "Shapes of Stemma" .\n`,
    ...[...Object.values<EntityDefinition>(entities), assertion].map(classShapes),
    ...shapeRules.map(ruleShape),
  ].join('\n');
  return `# Generated from the declarations in ontology/: do not edit.\n${prefixLines(body)}@prefix shapes: <${shapesUrl}#> .\n\n${body}`;
}

/** In RDF these are one status. */
const statuses: ReadonlySet<string> = new Set(['resolved', 'removed']);

function classShapes(entity: EntityDefinition): string {
  const properties = publicProperties(entity).filter(([name]) => !statuses.has(name));
  const references = properties.map(([name]) => `shapes:${entity.label}-${name}`);
  const shape = [
    `shapes:${entity.label} a sh:NodeShape ;`,
    `  sh:targetClass ${shortIri(entity.iri)} ;`,
    '  sh:nodeKind sh:IRI ;',
    `  sh:property ${references.join(' ,\n    ')} .`,
  ];
  return [shape.join('\n'), ...properties.map(([name, property]) => propertyShape(entity, name, property)), ''].join(
    '\n',
  );
}

function propertyShape({ label }: EntityDefinition, name: string, property: PropertyDefinition): string {
  const isNeeded = property.required === true || (name === 'name' && label !== assertion.label);
  const constraints = [
    `sh:path ${shortIri(property.iri)}`,
    ...(isNeeded ? ['sh:minCount 1'] : []),
    ...(property.many === true && property.ordered !== true ? [] : ['sh:maxCount 1']),
    ...valueConstraints(label, name, property),
  ];
  return `shapes:${label}-${name} a sh:PropertyShape ; ${constraints.join(' ; ')} .`;
}

const datatypes: Readonly<Partial<Record<PropertyKind, string>>> = {
  string: 'xsd:string',
  integer: 'xsd:integer',
  number: 'xsd:double',
  boolean: 'xsd:boolean',
  dateTime: 'xsd:dateTime',
  json: 'rdf:JSON',
};

function valueConstraints(label: string, name: string, property: PropertyDefinition): readonly string[] {
  if (label === assertion.label && name === 'object') return [];
  if (property.ordered === true) return ['sh:nodeKind sh:BlankNodeOrIRI'];
  if (property.kind === 'url') return ['sh:nodeKind sh:IRI'];
  if (property.kind !== 'reference') return [`sh:datatype ${datatypes[property.kind] ?? ''}`];
  const classes = (property.targets ?? []).map((target) => `sh:class ${shortIri(entityOf(target)?.iri ?? '')}`);
  const [only] = classes;
  if (classes.length === 1 && only !== undefined) return ['sh:nodeKind sh:IRI', only];
  return ['sh:nodeKind sh:IRI', `sh:or ( ${classes.map((one) => `[ ${one} ]`).join(' ')} )`];
}

function ruleShape({ label, name, severity, message, anyOf, described = false }: ShapeRule): string {
  const target = label === assertion.label ? assertion.iri : (entityOf(label)?.iri ?? '');
  const alternatives = described ? [notDescribed, ...anyOf] : anyOf;
  const [first = ''] = alternatives;
  const isOne = alternatives.length === 1;
  const kind = isOne && first.startsWith('sh:path') ? 'sh:PropertyShape' : 'sh:NodeShape';
  return [
    `shapes:${label}-rule-${name} a ${kind} ;`,
    `  sh:targetClass ${shortIri(target)} ;`,
    `  sh:severity sh:${severity} ;`,
    `  sh:message ${textLiteral(message)} ;`,
    `  ${isOne ? first : `sh:or (\n    ${alternatives.map((one) => `[ ${one} ]`).join('\n    ')}\n  )`} .`,
    '',
  ].join('\n');
}
