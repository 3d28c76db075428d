import { assertion } from './assertion.ts';
import type { EntityDefinition, PropertyDefinition, PropertyKind } from './define.ts';
import { entities, entityOf, publicProperties } from './model.ts';
import { shapesUrl, term } from './namespaces.ts';
import { knownIri, prefixLines, shortIri, textLiteral } from './rdf-terms.ts';
import { type Condition, conditionTurtle, type PathConstraints, pathTurtle } from './shape-constraints.ts';
import { notDescribed, shapeRules, type ShapeRule, type Severity } from './shape-rules.ts';

/** One thing that is asked of every thing of a class. */
export interface Shape {
  /** Last part of its IRI: `MLModel-name`, `MLModel-rule-licensed`. */
  readonly name: string;
  readonly iri: string;
  readonly label: string;
  /** Full IRI of the class. */
  readonly target: string;
  readonly severity: Severity;
  /** What is wrong where it is broken; none where the declaration says enough. */
  readonly message?: string;
  /** Of several one must hold. */
  readonly anyOf: readonly [Condition, ...Condition[]];
}

/** Every shape: those of the declarations by class, then the table of rules. */
export function allShapes(): readonly Shape[] {
  return [...shapedClasses.flatMap(propertyShapes), ...shapeRules.map(shapeOfRule)];
}

/**
 * SHACL Core shapes of what Stemma exports as RDF, rendered from the declarations and the table of rules beside this file.
 * It is our own profile. What it asks of a whole graph (cycles, terms of licences along a lineage) Core cannot say.
 */
export function shapesTurtle(): string {
  const body = [
    `${knownIri(shapesUrl)} a owl:Ontology ;\n  rdfs:label "Shapes of Stemma" .\n`,
    ...shapedClasses.map(classTurtle),
    ...shapeRules.map(ruleTurtle),
  ].join('\n');
  return `# Generated from the declarations in ontology/: do not edit.\n${prefixLines(body)}@prefix shapes: <${shapesUrl}#> .\n\n${body}`;
}

const shapedClasses: readonly EntityDefinition[] = [...Object.values<EntityDefinition>(entities), assertion];
/** In RDF these are one status. */
const statuses: ReadonlySet<string> = new Set(['resolved', 'removed']);

function shapedProperties(entity: EntityDefinition): readonly (readonly [string, PropertyDefinition])[] {
  return publicProperties(entity).filter(([name]) => !statuses.has(name));
}

function propertyShapes(entity: EntityDefinition): readonly Shape[] {
  return shapedProperties(entity).map(([name, property]) => {
    const local = `${entity.label}-${name}`;
    const anyOf = [constraintsOf(entity, name, property)] as const;
    return { name: local, iri: shapeIri(local), label: entity.label, target: entity.iri, severity: 'Violation', anyOf };
  });
}

function shapeOfRule(rule: ShapeRule): Shape {
  const { label, severity, message } = rule;
  const name = ruleName(rule);
  return { name, iri: shapeIri(name), label, target: targetOf(rule), severity, message, anyOf: alternativesOf(rule) };
}

function shapeIri(name: string): string {
  return `${shapesUrl}#${name}`;
}

function ruleName({ label, name }: ShapeRule): string {
  return `${label}-rule-${name}`;
}

function targetOf({ label }: ShapeRule): string {
  return label === assertion.label ? assertion.iri : (entityOf(label)?.iri ?? '');
}

function alternativesOf({ anyOf, described = false }: ShapeRule): readonly [Condition, ...Condition[]] {
  return described ? [notDescribed, ...anyOf] : anyOf;
}

function constraintsOf({ label }: EntityDefinition, name: string, property: PropertyDefinition): PathConstraints {
  const isNeeded = property.required === true || (name === 'name' && label !== assertion.label);
  const isList = property.many === true && property.ordered !== true;
  return {
    path: property.iri,
    ...(isNeeded ? { minCount: 1 } : {}),
    ...(isList ? {} : { maxCount: 1 }),
    ...valueConstraints(label, name, property),
  };
}

const datatypes: Readonly<Partial<Record<PropertyKind, string>>> = {
  string: term('xsd', 'string'),
  integer: term('xsd', 'integer'),
  number: term('xsd', 'double'),
  boolean: term('xsd', 'boolean'),
  dateTime: term('xsd', 'dateTime'),
  json: term('rdf', 'JSON'),
};

function valueConstraints(label: string, name: string, property: PropertyDefinition): Partial<PathConstraints> {
  if (label === assertion.label && name === 'object') return {};
  if (property.ordered === true) return { nodeKind: 'BlankNodeOrIRI' };
  if (property.kind === 'url') return { nodeKind: 'IRI' };
  if (property.kind !== 'reference') return { datatype: datatypes[property.kind] ?? '' };
  return { nodeKind: 'IRI', classes: (property.targets ?? []).map((target) => entityOf(target)?.iri ?? '') };
}

function classTurtle(entity: EntityDefinition): string {
  const shapes = propertyShapes(entity);
  const shape = [
    `shapes:${entity.label} a sh:NodeShape ;`,
    `  sh:targetClass ${shortIri(entity.iri)} ;`,
    '  sh:nodeKind sh:IRI ;',
    `  sh:property ${shapes.map(({ name }) => `shapes:${name}`).join(' ,\n    ')} .`,
  ];
  const properties = shapedProperties(entity).map(
    ([name, property]) =>
      `shapes:${entity.label}-${name} a sh:PropertyShape ; ${pathTurtle(constraintsOf(entity, name, property))} .`,
  );
  return [shape.join('\n'), ...properties, ''].join('\n');
}

function ruleTurtle(rule: ShapeRule): string {
  const alternatives = alternativesOf(rule);
  const [first] = alternatives;
  const isOne = alternatives.length === 1;
  const kind = isOne && 'path' in first ? 'sh:PropertyShape' : 'sh:NodeShape';
  return [
    `shapes:${ruleName(rule)} a ${kind} ;`,
    `  sh:targetClass ${shortIri(targetOf(rule))} ;`,
    `  sh:severity sh:${rule.severity} ;`,
    `  sh:message ${textLiteral(rule.message)} ;`,
    `  ${isOne ? conditionTurtle(first) : `sh:or (\n    ${alternatives.map((one) => `[ ${conditionTurtle(one)} ]`).join('\n    ')}\n  )`} .`,
    '',
  ].join('\n');
}
