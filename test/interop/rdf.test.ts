import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { shapesTurtle } from '../../ontology/shapes.ts';
import { byPython, hasPython } from './tools.ts';

interface Findings {
  readonly oxigraph: number;
  readonly rdflib: number;
  readonly findings: Readonly<Record<string, number>>;
}

describe.skipIf(!hasPython)("an export of RDF, read by other people's software", () => {
  const folder = mkdtempSync(join(tmpdir(), 'stemma-interop-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const kept = readFileSync(new URL('../golden/rdf/all.nq', import.meta.url), 'utf8');

  function findings(text: string): Findings {
    const [file, shapes] = [join(folder, 'export.nq'), join(folder, 'shapes.ttl')];
    writeFileSync(file, text);
    writeFileSync(shapes, shapesTurtle());
    return byPython<Findings>('rdf.py', file, shapes);
  }

  it('is read whole, and breaks no shape but by what the sample says on purpose', () => {
    const lines = kept.trimEnd().split('\n').length;

    expect(findings(kept)).toEqual({
      oxigraph: lines,
      rdflib: lines,
      findings: {
        'Violation MLModel-archivedAt': 1,
        'Violation MLModel-rule-identified': 1,
        'Warning MLModel-rule-merged': 1,
      },
    });
  });

  it('breaks a shape when evidence says nothing of its record, or is too sure', () => {
    const broken = kept
      .split('\n')
      .filter((line) => !(line.includes('/stmt/') && line.includes('prov#wasDerivedFrom>')))
      .map((line) => line.replace('"0.95"^^', '"1.95"^^'))
      .join('\n');
    const found = findings(broken).findings;

    expect(found['Violation Assertion-rule-read']).toBe(kept.match(/prov#wasDerivedFrom>/g)?.length);
    expect(found['Violation Assertion-rule-confidence']).toBe(kept.match(/"0\.95"\^\^/g)?.length);
  });
});
