import { shortIri, textLiteral } from './rdf-terms.ts';

/**
 * What a shape asks of the values of one property: the part of SHACL Core that our shapes need, as data. Turtle is rendered
 * from it, and `graph/shacl` judges by it, so that both say the same.
 */
export interface PathConstraints {
  /** The property, full IRI. */
  readonly path: string;
  readonly minCount?: number;
  readonly maxCount?: number;
  readonly nodeKind?: 'IRI' | 'BlankNodeOrIRI';
  /** Full IRI. */
  readonly datatype?: string;
  /** Each value is an instance of one of these, full IRIs. */
  readonly classes?: readonly string[];
  readonly pattern?: string;
  /** The only values there may be. */
  readonly in?: readonly (string | { readonly iri: string })[];
  /** An IRI that is among the values. */
  readonly hasValue?: string;
  readonly minInclusive?: number;
  readonly minExclusive?: number;
  readonly maxInclusive?: number;
  readonly maxExclusive?: number;
  /** A property, full IRI. */
  readonly lessThanOrEquals?: string;
  readonly disjoint?: string;
}

/** One way in which a thing may be right. */
export type Condition =
  | PathConstraints
  | { readonly all: readonly PathConstraints[] }
  | { readonly not: PathConstraints };

/** A condition as the inside of a shape in Turtle. */
export function conditionTurtle(condition: Condition): string {
  if ('not' in condition) return `sh:not [ ${pathTurtle(condition.not)} ]`;
  if ('path' in condition) return pathTurtle(condition);
  return `sh:node [ sh:property ${condition.all.map((one) => `[ ${pathTurtle(one)} ]`).join(' , ')} ]`;
}

export function pathTurtle(constraints: PathConstraints): string {
  const { path, nodeKind, datatype, classes, pattern, hasValue, lessThanOrEquals, disjoint } = constraints;
  return [
    `sh:path ${shortIri(path)}`,
    ...countsTurtle(constraints),
    ...(nodeKind === undefined ? [] : [`sh:nodeKind sh:${nodeKind}`]),
    ...(datatype === undefined ? [] : [`sh:datatype ${shortIri(datatype)}`]),
    ...(classes === undefined ? [] : [classesTurtle(classes)]),
    ...(pattern === undefined ? [] : [`sh:pattern ${textLiteral(pattern)}`]),
    ...(constraints.in === undefined ? [] : [`sh:in ( ${constraints.in.map(termTurtle).join(' ')} )`]),
    ...(hasValue === undefined ? [] : [`sh:hasValue ${shortIri(hasValue)}`]),
    ...bounds.flatMap((name) => (constraints[name] === undefined ? [] : [`sh:${name} ${constraints[name]}`])),
    ...(lessThanOrEquals === undefined ? [] : [`sh:lessThanOrEquals ${shortIri(lessThanOrEquals)}`]),
    ...(disjoint === undefined ? [] : [`sh:disjoint ${shortIri(disjoint)}`]),
  ].join(' ; ');
}

const bounds = ['minInclusive', 'minExclusive', 'maxInclusive', 'maxExclusive'] as const;

function countsTurtle({ minCount, maxCount }: PathConstraints): readonly string[] {
  return [
    ...(minCount === undefined ? [] : [`sh:minCount ${minCount}`]),
    ...(maxCount === undefined ? [] : [`sh:maxCount ${maxCount}`]),
  ];
}

function classesTurtle(classes: readonly string[]): string {
  const each = classes.map((one) => `sh:class ${shortIri(one)}`);
  return each.length === 1 ? (each[0] ?? '') : `sh:or ( ${each.map((one) => `[ ${one} ]`).join(' ')} )`;
}

function termTurtle(value: string | { readonly iri: string }): string {
  return typeof value === 'string' ? textLiteral(value) : shortIri(value.iri);
}
