import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLedger } from '../../src/core/run/ledger.ts';
import { readBody, readElements } from '../../src/core/run/run-reader.ts';
import { verifyRun } from '../../src/core/run/verify.ts';
import {
  type Answer,
  collect,
  create,
  dataOf,
  filesOf,
  folderOf,
  inTemporaryFolder,
  mixedAnswers,
  resume,
  run,
  source,
  storeAll,
} from '../support/run-folder.ts';

const space = fc.constantFrom('', ' ', '\n', '\t\r\n ');
const array = fc
  .tuple(space, fc.array(fc.jsonValue(), { maxLength: 4 }), space, fc.constantFrom('', '\ufeff'))
  .map(([before, items, after, mark]) =>
    Buffer.from(
      `${mark}${before}[${before}${items.map((item) => JSON.stringify(item)).join(`${after},`)}${after}]${before}`,
    ),
  );
const value = fc
  .tuple(space, fc.jsonValue(), space)
  .map(([before, item, after]) => Buffer.from(before + JSON.stringify(item) + after));
const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes));
const oddities = fc
  .constantFrom('', '[', '[]', '[,]', '{', '[1]x', '\ufeff', `${' '.repeat(1100)}[1]`, '[1]\ufeff', '<html>')
  .map((text) => Buffer.from(text));
const body = fc.oneof(array, array, value, noise, oddities);
const mediaType = fc.constantFrom(
  'application/json',
  'application/json',
  'application/ld+json',
  'text/plain',
  'text/html',
  'text/xml',
  '',
);

const answers: fc.Arbitrary<Answer[]> = fc
  .array(
    fc.tuple(
      body,
      mediaType,
      fc.constantFrom(200, 200, 200, 404),
      fc.constantFrom('hf_models', 'hf_datasets_specific'),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) =>
    list.map(([bytes, type, status, resource], i) => ({
      resource,
      path: `p${i}`,
      body: bytes,
      mediaType: type,
      status,
    })),
  );

/** The elements a JSON answer must give, as parsed values. */
function elementsOf(bytes: Buffer): unknown[] {
  const parsed: unknown = JSON.parse(bytes.toString().replace(/^\ufeff/, ''));
  if (Array.isArray(parsed)) return parsed;
  return typeof parsed === 'object' && parsed !== null ? [parsed] : [];
}

async function complete(dataDir: string, all: readonly Answer[]): Promise<void> {
  const writer = await create(dataDir);
  await storeAll(writer, all);
  await writer.finish();
}

describe('a run folder', () => {
  it(
    'rebuilds any bodies exactly, and its JSON files are JSON',
    () =>
      fc.assert(
        fc.asyncProperty(answers, (all) =>
          inTemporaryFolder(async (dataDir) => {
            await complete(dataDir, all);
            const lines = await collect(readLedger(dataDir, source, run));
            for (const [i, line] of lines.entries())
              expect(await readBody(dataDir, source, run, line)).toEqual(all[i]?.body);
            for (const [name, bytes] of await filesOf(dataDir)) if (name.endsWith('.json')) JSON.parse(String(bytes));
            const elements = await collect(readElements(dataDir, source, run));
            const ofJson = lines.flatMap((line, i) =>
              line.file.endsWith('.json') ? elementsOf(Buffer.from(all[i]?.body ?? '')) : [],
            );
            expect(
              elements
                .filter(({ file }) => file.endsWith('.json'))
                .map(({ bytes }): unknown => JSON.parse(String(bytes))),
            ).toEqual(ofJson);
            expect((await verifyRun(dataDir, source, run)).problems).toEqual([]);
          }),
        ),
        { numRuns: 40 },
      ),
    60_000,
  );

  it(
    'resumes from any crash to the same data bytes',
    () =>
      fc.assert(
        fc.asyncProperty(
          answers,
          fc.nat(),
          fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
          noise,
          (all, stop, chances, garbage) =>
            inTemporaryFolder(async (folder) => {
              const whole = join(folder, 'whole');
              await complete(whole, all);
              const crashed = join(folder, 'crashed');
              await crashInto(crashed, all, stop % (all.length + 1), chances, garbage);
              const writer = await resume(crashed);
              await storeAll(writer, all);
              await writer.finish();
              expect(await dataOf(crashed)).toEqual(await dataOf(whole));
              expect((await verifyRun(crashed, source, run)).problems).toEqual([]);
            }),
        ),
        { numRuns: 40 },
      ),
    60_000,
  );

  it(
    'shows every flipped bit, and names the record it belongs to',
    () =>
      inTemporaryFolder(async (dataDir) => {
        const writer = await create(dataDir);
        await storeAll(writer, mixedAnswers);
        await writer.miss({ resource: 'hf_models', id: 'gone', kind: 'missing' });
        await writer.finish();
        const lines = await collect(readLedger(dataDir, source, run));
        const files = [...(await filesOf(dataDir))];
        const total = files.reduce((sum, [, { length }]) => sum + length, 0);
        const flips = fc.sample(fc.tuple(fc.nat(total - 1), fc.nat(7)), 200);
        for (const [position, bit] of flips) {
          let at = position;
          const [name, bytes] = files.find(([, { length }]) => (at < length ? true : ((at -= length), false))) ?? [
            '',
            Buffer.alloc(0),
          ];
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ (1 << bit);
          const path = join(folderOf(dataDir), name);
          await writeFile(path, changed);
          const report = await verifyRun(dataDir, source, run);
          expect(
            report.problems.map(({ file }) => file.split('/').at(-1)),
            `${name} byte ${at} bit ${bit}`,
          ).toContain(name);
          const hit = lines.find((line) => line.file === name && at >= line.offset && at < line.offset + line.length);
          if (hit !== undefined) expect(report.problems.map(({ record }) => record)).toContain(`raw:${run}/${hit.seq}`);
          await writeFile(path, bytes);
        }
        expect((await verifyRun(dataDir, source, run)).ok).toBe(true);
      }),
    60_000,
  );
});

/** Leaves a folder as a crash may: `stop` answers acknowledged, of what was under way any part of each file. */
async function crashInto(
  dataDir: string,
  all: readonly Answer[],
  stop: number,
  chances: readonly number[],
  garbage: Buffer,
): Promise<void> {
  const acknowledged = await sizesAfter(dataDir, all, stop);
  const further = join(dataDir, 'further');
  await mkdir(further, { recursive: true });
  await complete(further, all);
  let drawn = 0;
  for (const [name, bytes] of await filesOf(further)) {
    if (name === 'manifest.json' || name === 'missed.ndjson') continue;
    const known = acknowledged.get(name) ?? 0;
    // The ledger line is written only when the data is on disk: a tear of the ledger stays within its next line.
    const nextLine = bytes.indexOf(0x0a, known) < 0 ? bytes.length : bytes.indexOf(0x0a, known);
    const limit = name === 'requests.ndjson' ? nextLine : bytes.length;
    const size = known + Math.floor((chances[drawn++ % chances.length] ?? 0) * (limit - known));
    if (size === 0 && known === 0) continue;
    const path = join(folderOf(dataDir), name);
    const tail = (chances[drawn % chances.length] ?? 0) < 0.5 ? garbage : Buffer.alloc(0);
    await writeFile(path, Buffer.concat([bytes.subarray(0, size), tail]));
    if (tail.length === 0) await truncate(path, size);
  }
}

async function sizesAfter(dataDir: string, all: readonly Answer[], stop: number): Promise<Map<string, number>> {
  const writer = await create(dataDir);
  await storeAll(writer, all.slice(0, stop));
  await writer.interrupt();
  return new Map([...(await filesOf(dataDir))].map(([name, bytes]) => [name, bytes.length]));
}
