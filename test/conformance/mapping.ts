import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { mapRecord } from '../../extract/index.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { readElements } from '../../src/core/run/run-reader.ts';
import { entitiesPath, issuesPath } from '../../src/core/run/run-paths.ts';
import type { LedgerLine, RawElement } from '../../src/core/run/types.ts';
import { mapRun, type MapOutcome } from '../../src/pipeline/map.ts';
import { mapInputsOf, readRun } from '../../src/pipeline/runs.ts';
import { mutatedBytes, mutatedJson } from '../support/mutations.ts';
import { unsoundness } from '../support/sound-map.ts';
import type { Subject } from './subject.ts';
import type { WholeRun } from './whole-run.ts';

/** Of each resource; fewer where records are long. */
const mutationsEach = { short: 40, long: 12 };
const longBytes = 3000;
const elementsEach = 12;

export async function mapInto({ source }: Subject, dataDir: string, run: string): Promise<MapOutcome> {
  const inputs = await mapInputsOf(dataDir, await readRun(dataDir, run));
  const signal = new AbortController().signal;
  return mapRun({ dataDir, run, sources: [source], inputs, progress: silentProgress, signal });
}

/** Mapping: total, the same each time, and nothing said without a witness. */
export function describeMapping(subject: Subject, whole: () => WholeRun): void {
  const { source } = subject;

  describe('what it maps', () => {
    const elements = new Map<string, RawElement[]>();
    let outcome: MapOutcome;

    beforeAll(async () => {
      const { dataDir, run } = whole();
      outcome = await mapInto(subject, dataDir, run);
      for await (const element of readElements(dataDir, source.name, run))
        elements.set(element.resource, [...(elements.get(element.resource) ?? []), element]);
    });

    it('gives the classes that each resource declares, and trips over no record', () => {
      const { counts, issues } = outcome.manifest;

      expect(issues['mapper-bug'] ?? 0).toBe(0);
      for (const [resource, { records, failed }] of Object.entries(counts))
        expect({ resource, records, failed }).toMatchObject({ failed: 0 });
      for (const [resource, some] of elements) {
        const [main] = source.resources.find(({ name }) => name === resource)?.emits ?? [];
        const labels = some.flatMap((element) => mapRecord(source, element).entities.map((entity) => entity['@type']));
        if (main !== undefined) expect(labels, resource).toContain(main);
      }
    });

    it('has a witness for every value and every reference, at a place that is there; no unknown term and no unknown IRI', () => {
      for (const [resource, some] of elements) {
        for (const element of some) {
          const problems = unsoundness(source, inputOf(element), mapRecord(source, element));
          expect(problems, `${resource} ${element.line.url}`).toEqual([]);
        }
      }
    });

    it('is the same bytes each time, and leaves the record as it was', async () => {
      const { dataDir, run } = whole();
      const before = [entitiesPath, issuesPath].map((path) => readFileSync(path(dataDir, run), 'utf8'));

      const again = await mapInto(subject, dataDir, run);

      expect(again.unchanged).toBe(true);
      expect([entitiesPath, issuesPath].map((path) => readFileSync(path(dataDir, run), 'utf8'))).toEqual(before);
      for (const [element] of elements.values()) {
        if (element === undefined) continue;
        const bytes = Buffer.from(element.bytes);
        mapRecord(source, element);
        expect(Buffer.from(element.bytes).equals(bytes)).toBe(true);
      }
    });

    it.each(source.resources.map(({ name }) => name))(
      '%s: whatever a record holds gives entities or issues',
      (resource) => {
        const recorded = (elements.get(resource) ?? []).slice(0, elementsEach);
        fc.assert(
          fc.property(changedRecord(recorded, resource), (element) => {
            const mapped = mapRecord(source, element);
            expect(mapped.issues.filter(({ code }) => code === 'mapper-bug')).toEqual([]);
            expect(unsoundness(source, inputOf(element), mapped)).toEqual([]);
          }),
          { numRuns: recorded.some(({ length }) => length > longBytes) ? mutationsEach.long : mutationsEach.short },
        );
      },
    );

    it('an answer that is none of the kind that was asked for is no record', () => {
      for (const { name } of source.resources) {
        const line = lineOf(elements.get(name)?.[0], name);
        for (const [file, text] of [
          ['json', '{"error":"no"}'],
          ['bin', '<!doctype html><p>down'],
          ['xml', '<error/>'],
        ]) {
          for (const status of [200, 404, 500]) {
            const element = {
              ...elementOf(name, { ...line, status, file: `${name}.${file}` }, Buffer.from(String(text))),
            };
            const mapped = mapRecord(source, element);
            expect(mapped.issues.map(({ code }) => code)).not.toContain('mapper-bug');
          }
        }
      }
    });
  });
}

function inputOf({ resource, bytes, line }: Pick<RawElement, 'resource' | 'bytes' | 'line'>) {
  return { resource, bytes: Buffer.from(bytes), line, value: undefined };
}

/** A recorded element with something changed, or none at all. */
function changedRecord(recorded: readonly RawElement[], resource: string): fc.Arbitrary<RawElement> {
  const anything = fc.oneof(
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value) ?? 'null')),
    fc.string({ unit: 'binary', maxLength: 80 }).map((text) => Buffer.from(text)),
  );
  const [first] = recorded;
  if (first === undefined) return anything.map((bytes) => elementOf(resource, lineOf(undefined, resource), bytes));
  const changed = fc.constantFrom(...recorded).chain((element) => {
    const bytes = Buffer.from(element.bytes);
    const alternatives = element.line.file.endsWith('.json')
      ? mutatedJson(JSON.parse(bytes.toString('utf8'))).map((value) => Buffer.from(JSON.stringify(value) ?? 'null'))
      : mutatedBytes(bytes);
    return alternatives.map((other) => elementOf(resource, element.line, other));
  });
  const strange = anything.map((bytes) => elementOf(resource, first.line, bytes));
  return fc.oneof({ weight: 6, arbitrary: changed }, { weight: 1, arbitrary: strange });
}

function elementOf(resource: string, line: LedgerLine, bytes: Buffer): RawElement {
  const shown = { [fc.toStringMethod]: () => `${line.url}: ${bytes.toString('utf8').slice(0, 5000)}` };
  return { resource, line, file: line.file, offset: 0, length: bytes.length, bytes, ...shown };
}

/** The line of an answer of which none is recorded. */
function lineOf(element: RawElement | undefined, resource: string): LedgerLine {
  return (
    element?.line ?? {
      seq: 1,
      resource,
      url: `https://server.invalid/${resource}`,
      status: 200,
      fetchedAt: '2026-11-20T15:30:00.000Z',
      attempts: 1,
      headers: {},
      mediaType: 'application/json',
      sha256: '0'.repeat(64),
      bytes: 0,
      file: `${resource}.json`,
      offset: 0,
      length: 0,
      wrap: ['', ''],
      records: 1,
    }
  );
}
