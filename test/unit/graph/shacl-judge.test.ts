import { beforeAll, describe, expect, it } from 'vitest';
import type { RdfTerm, Statement } from '../../../graph/rdf/statement.ts';
import { focusNodes } from '../../../graph/shacl/focus-node.ts';
import { Judge } from '../../../graph/shacl/judge.ts';
import { term } from '../../../ontology/namespaces.ts';
import type { PathConstraints } from '../../../ontology/shape-constraints.ts';
import { allShapes, type Shape } from '../../../ontology/shapes.ts';
import { findingsOfLibrary } from '../../support/shacl-library.ts';
import { ruleCases, statementsOf } from '../../support/shape-rule-cases.ts';

const type = term('rdf', 'type');
const shapes = allShapes();
const types = new Map<string, string[]>();
const judge = new Judge(shapes, (iri) => types.get(iri) ?? []);

/** `focus shape component` of every finding, sorted. Classes are those the statements give, and what an IRI says. */
function findings(statements: readonly Statement[]): readonly string[] {
  types.clear();
  for (const { subject, predicate, object } of statements) {
    if (predicate === type && 'iri' in object) types.set(subject, [...(types.get(subject) ?? []), object.iri]);
  }
  return focusNodes(statements)
    .flatMap((focus) => judge.findings(focus))
    .map(({ focus, shape, component }) => `${focus} ${shape.name} ${component}`)
    .sort();
}

const subject = 'https://example.org/x';
const found = (statements: readonly Statement[], { name }: Shape): boolean =>
  findings(statements).some((one) => one.startsWith(`${subject} ${name} `));

const record = [
  ...statementsOf('https://w3id.org/stemma/id/raw/2026-11-20_15-30-00_a1b2c3d4/1', 'RawRecord', {}),
  ...statementsOf('https://w3id.org/stemma/id/run/2026-11-20_15-30-00_a1b2c3d4', 'ExtractionRun', {}),
];

describe('each rule', () => {
  const rules = shapes.filter(({ name }) => name.includes('-rule-'));

  it('has cases that break it and cases that do not', () => {
    expect(Object.keys(ruleCases).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  it.each(rules.map((shape) => [shape.name, shape] as const))('%s', (name, shape) => {
    const { wrong, right } = ruleCases[name] ?? { wrong: [], right: [] };
    expect(wrong.length * right.length).toBeGreaterThan(0);
    for (const said of wrong)
      expect(found([...record, ...statementsOf(subject, shape.label, said)], shape), JSON.stringify(said)).toBe(true);
    for (const said of right)
      expect(found([...record, ...statementsOf(subject, shape.label, said)], shape), JSON.stringify(said)).toBe(false);
  });
});

const target = 'https://example.org/target';

function valueOf(
  { nodeKind, datatype, classes }: PathConstraints,
  n: number,
): readonly [RdfTerm, readonly Statement[]] {
  const iri = `${target}${n}`;
  if (classes?.[0] !== undefined) return [{ iri }, [{ subject: iri, predicate: type, object: { iri: classes[0] } }]];
  if (nodeKind !== undefined) return [{ iri }, []];
  const texts: Readonly<Record<string, string>> = {
    [term('xsd', 'integer')]: String(n),
    [term('xsd', 'double')]: `${n}.0E0`,
    [term('xsd', 'boolean')]: n === 1 ? 'true' : 'false',
    [term('xsd', 'dateTime')]: `2026-01-0${n}T00:00:00Z`,
    [term('rdf', 'JSON')]: `[${n}]`,
  };
  const text = texts[datatype ?? ''] ?? `text ${n}`;
  return [datatype === undefined || datatype === term('xsd', 'string') ? { text } : { text, datatype }, []];
}

interface DeclaredCase {
  readonly said: readonly RdfTerm[];
  readonly more: readonly Statement[];
  readonly component: string;
}

/** What breaks a declared shape: one case for each thing it asks. */
function wrongCases(asked: PathConstraints): readonly DeclaredCase[] {
  const [one, classOfOne] = valueOf(asked, 1);
  const [two, classOfTwo] = valueOf(asked, 2);
  const kind = asked.classes?.length === 1 ? 'Class' : 'Or';
  return [
    ...(asked.minCount === undefined ? [] : [{ said: [], more: [], component: 'MinCount' }]),
    ...(asked.maxCount === undefined
      ? []
      : [{ said: [one, two], more: [...classOfOne, ...classOfTwo], component: 'MaxCount' }]),
    ...(asked.nodeKind === undefined ? [] : [{ said: [{ text: 'no IRI' }], more: [], component: 'NodeKind' }]),
    ...(asked.datatype === undefined ? [] : [{ said: [{ iri: target }], more: [], component: 'Datatype' }]),
    ...(asked.classes === undefined ? [] : [{ said: [{ iri: `${target}-unknown` }], more: [], component: kind }]),
  ];
}

const declared = shapes
  .filter(({ name }) => !name.includes('-rule-'))
  .map((shape) => ({ shape, asked: shape.anyOf[0] as PathConstraints }));

function caseStatements(
  thing: string,
  shape: Shape,
  path: string,
  said: readonly RdfTerm[],
  more: readonly Statement[],
) {
  return [
    ...statementsOf(thing, shape.label, {}),
    ...said.map((object): Statement => ({ subject: thing, predicate: path, object })),
    ...more,
  ];
}

describe('each declared property', () => {
  it('is broken by what is not as declared, and by nothing that is', () => {
    for (const { shape, asked } of declared) {
      const [value, classes] = valueOf(asked, 1);
      const right = caseStatements(subject, shape, asked.path, [value], classes);
      expect(found(right, shape), shape.name).toBe(false);
      for (const { said, more, component } of wrongCases(asked)) {
        const wrong = caseStatements(subject, shape, asked.path, said, more);
        expect(findings(wrong), shape.name).toContain(`${subject} ${shape.name} ${component}ConstraintComponent`);
      }
    }
  });
});

describe('the judge and rdf-validate-shacl', () => {
  const cases: Statement[] = [...record];
  let library: readonly string[];

  beforeAll(async () => {
    let n = 0;
    const next = (): string => `https://example.org/case/${(n += 1)}`;
    for (const [name, { wrong, right }] of Object.entries(ruleCases)) {
      for (const said of [...wrong, ...right]) cases.push(...statementsOf(next(), name.split('-')[0] ?? '', said));
    }
    // Of declared properties that ask alike one of each class is enough: the library takes its time.
    const seen = new Set<string>();
    for (const { shape, asked } of declared) {
      const { path: _path, ...rest } = asked;
      const kind = JSON.stringify({ ...rest, classes: rest.classes?.length });
      if (seen.has(kind)) continue;
      seen.add(kind);
      const [value, classes] = valueOf(asked, 1);
      cases.push(...caseStatements(next(), shape, asked.path, [value], classes));
      for (const { said, more } of wrongCases(asked))
        cases.push(...caseStatements(next(), shape, asked.path, said, more));
    }
    library = await findingsOfLibrary(cases);
  }, 60_000);

  it('find the same in every case, and much', () => {
    const own = findings(cases);

    expect(own.length).toBeGreaterThan(300);
    expect(own).toEqual(library);
  });
});
