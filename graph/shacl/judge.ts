import type { Condition, PathConstraints } from '../../ontology/shape-constraints.ts';
import type { Shape } from '../../ontology/shapes.ts';
import type { RdfTerm } from '../rdf/statement.ts';
import { type FocusNode, termKey } from './focus-node.ts';
import { isOfDatatype, orderOf } from './literal-values.ts';

/** One place where a thing breaks a shape: one `sh:ValidationResult`. */
export interface Finding {
  readonly shape: Shape;
  readonly focus: string;
  /** The property it is about; none where it is about the thing as a whole. */
  readonly path?: string;
  /** The value that is wrong; none where one is missing or there are too many. */
  readonly value?: RdfTerm;
  /** Name of the SHACL constraint component: `MinCountConstraintComponent`. */
  readonly component: string;
}

/** Classes of a thing that is referred to, as IRIs. */
export type ClassesOf = (iri: string) => readonly string[];

type Broken = Pick<Finding, 'path' | 'value' | 'component'>;

/**
 * Judges things by shapes as SHACL Core does: the same findings as a validator that reads the shapes from Turtle, with
 * memory for one thing at a time.
 */
export class Judge {
  readonly #byClass = new Map<string, Shape[]>();
  readonly #classesOf: ClassesOf;

  constructor(shapes: readonly Shape[], classesOf: ClassesOf) {
    this.#classesOf = classesOf;
    for (const shape of shapes) {
      const held = this.#byClass.get(shape.target);
      if (held === undefined) this.#byClass.set(shape.target, [shape]);
      else held.push(shape);
    }
  }

  findings(focus: FocusNode): readonly Finding[] {
    const found: Finding[] = [];
    for (const type of focus.types) {
      for (const shape of this.#byClass.get(type) ?? [])
        for (const broken of this.#broken(shape, focus)) found.push({ shape, focus: focus.iri, ...broken });
    }
    return found;
  }

  #broken({ anyOf }: Shape, focus: FocusNode): readonly Broken[] {
    const [first] = anyOf;
    if (anyOf.length === 1 && 'path' in first) return this.#pathBroken(first, focus);
    if (anyOf.some((one) => this.#holds(one, focus))) return [];
    return [
      { value: { iri: focus.iri }, component: `${anyOf.length === 1 ? nameOf(first) : 'Or'}ConstraintComponent` },
    ];
  }

  #holds(condition: Condition, focus: FocusNode): boolean {
    if ('not' in condition) return this.#pathBroken(condition.not, focus).length > 0;
    const all = 'path' in condition ? [condition] : condition.all;
    return all.every((one) => this.#pathBroken(one, focus).length === 0);
  }

  #pathBroken(asked: PathConstraints, focus: FocusNode): readonly Broken[] {
    const { path, minCount = 0, maxCount = Number.POSITIVE_INFINITY } = asked;
    const values = focus.values.get(path) ?? none;
    const found: Broken[] = [];
    if (values.length < minCount) found.push({ path, component: 'MinCountConstraintComponent' });
    if (values.length > maxCount) found.push({ path, component: 'MaxCountConstraintComponent' });
    const wanted = asked.hasValue;
    if (wanted !== undefined && !values.some((value) => 'iri' in value && value.iri === wanted))
      found.push({ path, component: 'HasValueConstraintComponent' });
    const tests = values.length === 0 ? [] : this.#valueTests(asked, focus);
    for (const value of values) {
      for (const [name, isRight] of tests)
        if (!isRight(value)) found.push({ path, value, component: `${name}ConstraintComponent` });
    }
    return found;
  }

  #valueTests(asked: PathConstraints, focus: FocusNode): readonly (readonly [string, (value: RdfTerm) => boolean])[] {
    const { nodeKind, datatype, classes, pattern, lessThanOrEquals, disjoint } = asked;
    const tests: [string, (value: RdfTerm) => boolean][] = [];
    if (nodeKind !== undefined) tests.push(['NodeKind', (value) => 'iri' in value]);
    if (datatype !== undefined) tests.push(['Datatype', (value) => isOfDatatype(value, datatype)]);
    if (classes !== undefined)
      tests.push([classes.length === 1 ? 'Class' : 'Or', (value) => this.#isOfClass(value, classes)]);
    if (pattern !== undefined) tests.push(['Pattern', (value) => regex(pattern).test(textOf(value))]);
    const allowed = asked.in?.map((one) => termKey(typeof one === 'string' ? { text: one } : one));
    if (allowed !== undefined) tests.push(['In', (value) => allowed.includes(termKey(value))]);
    for (const [name, isRight] of bounds) {
      const bound = asked[name];
      if (bound !== undefined)
        tests.push([capital(name), (value) => isNumber(value, (number) => isRight(number, bound))]);
    }
    if (lessThanOrEquals !== undefined) {
      const others = focus.values.get(lessThanOrEquals) ?? none;
      tests.push(['LessThanOrEquals', (value) => others.every((other) => isAtMost(value, other))]);
    }
    if (disjoint !== undefined) {
      const others = new Set((focus.values.get(disjoint) ?? none).map(termKey));
      tests.push(['Disjoint', (value) => !others.has(termKey(value))]);
    }
    return tests;
  }

  #isOfClass(value: RdfTerm, classes: readonly string[]): boolean {
    return 'iri' in value && this.#classesOf(value.iri).some((one) => classes.includes(one));
  }
}

const none: readonly RdfTerm[] = [];
const bounds = [
  ['minInclusive', (number: number, bound: number) => number >= bound],
  ['minExclusive', (number: number, bound: number) => number > bound],
  ['maxInclusive', (number: number, bound: number) => number <= bound],
  ['maxExclusive', (number: number, bound: number) => number < bound],
] as const;

function nameOf(condition: Condition): string {
  return 'not' in condition ? 'Not' : 'Node';
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function textOf(value: RdfTerm): string {
  return 'iri' in value ? value.iri : value.text;
}

function isNumber(value: RdfTerm, isRight: (number: number) => boolean): boolean {
  const order = orderOf(value);
  return order?.kind === 'number' && isRight(order.value);
}

function isAtMost(value: RdfTerm, other: RdfTerm): boolean {
  const [a, b] = [orderOf(value), orderOf(other)];
  return a !== undefined && a.kind === b?.kind && a.value <= b.value;
}

const compiled = new Map<string, RegExp>();

function regex(pattern: string): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern, 'u');
  compiled.set(pattern, known);
  return known;
}
