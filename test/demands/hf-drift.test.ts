import { describe, expect, it } from 'vitest';
import { extract } from '../../extract/huggingface/extract.ts';
import { huggingface } from '../../extract/huggingface/index.ts';
import { mapRecord } from '../../extract/map-record.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import type { Transport } from '../../src/core/http/types.ts';
import { countingProgress } from '../../src/core/progress.ts';
import { extractContext } from '../support/extract-context.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { MemoryRun } from '../support/memory-run.ts';

/** Pages as a Hub might send them that changed its mind overnight. */
const pages: readonly (readonly unknown[])[] = [
  [
    { _id: 'a'.repeat(24), id: 'fern/as-ever', tags: ['license:mit'], safe: true },
    { _id: 'b'.repeat(24), id: 'fern/bare' },
    { _id: 'c'.repeat(24), tags: ['license:mit'] },
  ],
  [{ _id: 'd'.repeat(24), id: 'fern/next', safe: false, verdicts: [{ by: 'a scanner' }] }, null, 'a word', 7],
  [{ id: 'fern/without-underscore', tags: null, siblings: 'none', cardData: 4, config: [], safe: 'yes' }],
];

function drifting(): Transport {
  return {
    async send({ url }) {
      const at = Number(new URL(url).searchParams.get('cursor') ?? 0);
      const next = new URL(url);
      next.searchParams.set('cursor', String(at + 1));
      const link = at + 1 < pages.length ? { link: `<${next.href}>; rel="next"` } : {};
      async function* body(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(JSON.stringify(pages[at]));
      }
      return { status: 200, headers: { 'content-type': 'application/json', ...link }, body: body() };
    },
    close: async () => undefined,
  };
}

async function crawl() {
  const run = new MemoryRun();
  const progress = countingProgress();
  const http = createHttpClient({ clock: new FakeClock(), transport: drifting() });
  await extract(extractContext({ http, writer: run, progress, settings: { endpoint: 'http://hub.test', all: true } }));
  return { run, progress };
}

describe('a Hub whose answers have changed', () => {
  it('has its new fields kept as they came, and told once for the whole run', async () => {
    const { run, progress } = await crawl();

    expect(run.stored.map(({ body }) => JSON.parse(body.toString('utf8')))).toEqual(pages);
    const told = progress.notes.filter((note) => /safe|verdicts/.test(note));
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('safe');
    expect(told[1]).toContain('verdicts');
    expect(told[1]).not.toContain('safe');
  });

  it('has rows without an id noted, each with its place', async () => {
    const { run } = await crawl();

    expect(run.missed.map(({ id, kind }) => [id.replace(/^.*#/, '#'), kind])).toEqual([
      ['#/2', 'malformed'],
      ['#/1', 'malformed'],
      ['#/2', 'malformed'],
      ['#/3', 'malformed'],
    ]);
    expect(run.missed[0]).toMatchObject({
      resource: 'hf_models',
      stage: 'hf_models',
      error: 'row 2 of the page has no id',
    });
  });

  it('is mapped all the same: what is missing is nothing, what is of another shape is an issue', async () => {
    const { run } = await crawl();
    const ids: string[] = [];
    const issues = new Set<string>();
    for await (const element of run.records().elements('hf_models')) {
      const mapped = mapRecord(huggingface, element);
      ids.push(...mapped.entities.filter((entity) => entity['@type'] === 'MLModel').map((entity) => entity.id));
      for (const { code } of mapped.issues) issues.add(code);
    }

    expect(ids).toEqual(['hf:fern/as-ever', 'hf:fern/bare', 'hf:fern/next', 'hf:fern/without-underscore']);
    expect([...issues]).toEqual(expect.arrayContaining(['no-id', 'wrong-shape']));
    expect(issues).not.toContain('mapper-bug');
  });
});
