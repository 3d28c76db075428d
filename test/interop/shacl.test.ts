import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Statement } from '../../graph/rdf/statement.ts';
import { nquadsLine } from '../../graph/rdf/nquads.ts';
import { focusNodes } from '../../graph/shacl/focus-node.ts';
import { Judge } from '../../graph/shacl/judge.ts';
import { term } from '../../ontology/namespaces.ts';
import { allShapes, shapesTurtle } from '../../ontology/shapes.ts';
import { readQuads } from '../support/read-quads.ts';
import { ruleCases, statementsOf } from '../support/shape-rule-cases.ts';
import { byPython, hasJena, hasPython, jenaFindings } from './tools.ts';

/** Findings by severity and shape, as `stemma validate` has them. */
function own(statements: readonly Statement[]): Readonly<Record<string, number>> {
  const types = new Map<string, string[]>();
  for (const { subject, predicate, object } of statements) {
    if (predicate === term('rdf', 'type') && 'iri' in object)
      types.set(subject, [...(types.get(subject) ?? []), object.iri]);
  }
  const judge = new Judge(allShapes(), (iri) => types.get(iri) ?? []);
  const count: Record<string, number> = {};
  for (const { shape } of focusNodes(statements).flatMap((focus) => judge.findings(focus))) {
    const key = `${shape.severity} ${shape.name}`;
    count[key] = (count[key] ?? 0) + 1;
  }
  return count;
}

const cases = Object.entries(ruleCases).flatMap(([name, { wrong, right }]) =>
  [...wrong, ...right].flatMap((said, n) =>
    statementsOf(`https://example.org/${name}/${n}`, name.split('-')[0] ?? '', said),
  ),
);
const sample = readQuads(readFileSync(new URL('../golden/rdf/all.nq', import.meta.url), 'utf8'));
/** In one go: other software takes longer to begin than to judge. */
const compared = [...sample, ...cases];

describe('stemma validate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-shacl-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** One graph, and the shapes beside it. */
  function written(statements: readonly Statement[]): readonly [data: string, shapes: string] {
    const [data, shapes] = [join(folder, 'data.nt'), join(folder, 'shapes.ttl')];
    writeFileSync(data, statements.map(({ graph: _graph, ...one }) => `${nquadsLine(one)}\n`).join(''));
    writeFileSync(shapes, shapesTurtle());
    return [data, shapes];
  }

  it.skipIf(!hasPython)('and pySHACL find the same in an export of the sample and in what breaks each rule', () => {
    const { findings } = byPython<{ readonly findings: Readonly<Record<string, number>> }>(
      'rdf.py',
      ...written(compared),
    );

    expect(Object.keys(findings)).not.toEqual([]);
    expect(own(compared)).toEqual(findings);
  });

  it.skipIf(!hasJena)('and Jena find the same', () => {
    const [data, shapes] = written(compared);

    expect(own(compared)).toEqual(jenaFindings(shapes, data));
  });
});
