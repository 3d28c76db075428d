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
import { byPython, hasPython } from './tools.ts';

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

describe.skipIf(!hasPython)('stemma validate and pySHACL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-shacl-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function pyshacl(text: string): Readonly<Record<string, number>> {
    const [file, shapes] = [join(folder, 'data.nq'), join(folder, 'shapes.ttl')];
    writeFileSync(file, text);
    writeFileSync(shapes, shapesTurtle());
    const { findings } = byPython<{ findings: Record<string, number> }>('rdf.py', file, shapes);
    return findings;
  }

  it('find the same in an export of the sample, by severity and shape', () => {
    const text = readFileSync(new URL('../golden/rdf/all.nq', import.meta.url), 'utf8');
    const found = own(readQuads(text));

    expect(Object.keys(found)).not.toEqual([]);
    expect(found).toEqual(pyshacl(text));
  });

  it('find the same in what breaks each rule', () => {
    const statements = Object.entries(ruleCases).flatMap(([name, { wrong, right }]) =>
      [...wrong, ...right].flatMap((said, n) =>
        statementsOf(`https://example.org/${name}/${n}`, name.split('-')[0] ?? '', said),
      ),
    );

    expect(own(statements)).toEqual(pyshacl(`${statements.map(nquadsLine).join('\n')}\n`));
  });
});
