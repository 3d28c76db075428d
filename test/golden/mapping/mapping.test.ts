import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sources } from '../../../extract/index.ts';
import { mappingRows } from '../../../extract/mapping-table.ts';
import { confidenceOf, type Method, methods } from '../../../ontology/evidence.ts';
import { propertyOf } from '../../../ontology/model.ts';
import { mapInto } from '../../conformance/mapping.ts';
import { wholeRunOf } from '../../conformance/whole-run.ts';
import { stemmaHere } from '../../support/cli-in-process.ts';
import { addMappedFields, type FieldsBySource, keyOf, mappingText } from '../../support/mapped-fields.ts';
import { sourceFixtures } from '../../support/source-fixtures/index.ts';
import { tempFolder } from '../../support/stemma-cli.ts';

// Sources wait by the clock of the system: here nobody does.
vi.mock('../../../src/core/clock.ts', async (original) => {
  const clock = await original<typeof import('../../../src/core/clock.ts')>();
  return { ...clock, systemClock: { ...clock.systemClock, sleep: () => Promise.resolve() } };
});

const found: FieldsBySource = new Map();
const folder = tempFolder();

beforeAll(async () => {
  expect((await stemmaHere(['demo', '--data-dir', folder])).code).toBe(0);
  addMappedFields(found, folder, 'fixture');
  for (const source of sources) {
    const fixture = sourceFixtures[source.name];
    if (fixture === undefined) continue;
    const at = new URL(`../../../extract/${source.name}/`, import.meta.url);
    const subject = { source, folder: at, fixture, others: sources.filter((other) => other !== source) };
    const whole = await wholeRunOf(subject);
    await mapInto(subject, whole.dataDir, whole.run);
    addMappedFields(found, whole.dataDir, 'fixture');
    await whole.close();
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

describe.each(sources.map(({ name }) => name))('the mapping table of %s', (name) => {
  it('has a row for every witness that the sample and the fixture give, and none of theirs that is dead', () => {
    const emitted = found.get(name) ?? new Map();
    const file = new URL(`../../../extract/${name}/mapping.csv`, import.meta.url);
    if (process.env['UPDATE_GOLDEN'] !== undefined) {
      const recorded = mappingRows(name).filter((row) => row.proof === 'recording' && !emitted.has(keyOf(row)));
      writeFileSync(file, mappingText([...emitted.values(), ...recorded]));
    }
    const table = mappingRows(name);
    const known = new Map(table.map((row) => [keyOf(row), row]));

    expect([...emitted.keys()].filter((key) => !known.has(key))).toEqual([]);
    expect(table.filter((row) => row.proof === 'fixture' && !emitted.has(keyOf(row)))).toEqual([]);
    for (const [key, { confidence }] of emitted) expect(known.get(key)?.confidence, key).toBeGreaterThanOrEqual(confidence);
  });

  it('names only what is declared, with a confidence of the one table', () => {
    for (const row of mappingRows(name)) {
      expect(propertyOf(row.label, row.property), keyOf(row)).toBeDefined();
      expect(methods, keyOf(row)).toContain(row.method);
      expect(row.confidence, keyOf(row)).toBeGreaterThan(0);
      expect(row.confidence, keyOf(row)).toBeLessThanOrEqual(confidenceOf(row.method as Method, row.property));
    }
    expect(new Set(mappingRows(name).map(keyOf)).size).toBe(mappingRows(name).length);
  });
});
