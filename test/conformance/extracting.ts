import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMisses } from '../../src/core/run/ledger.ts';
import { readBody } from '../../src/core/run/run-reader.ts';
import { runFolder } from '../../src/core/run/run-paths.ts';
import { verifyRun } from '../../src/core/run/verify.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { documentedPaths } from './documented-paths.ts';
import { extractInto } from './extraction.ts';
import type { Subject } from './subject.ts';
import { hashOf, rawFilesOf, type WholeRun } from './whole-run.ts';

/** Moments at which a run is cut off, spread over it at random. */
const cuts = 4;

/** Fetching: whole, preserved, the same whatever happens on the way. */
export function describeExtraction(subject: Subject, whole: () => WholeRun): void {
  const { source, folder } = subject;
  const filesOf = (dataDir: string): Record<string, string> => rawFilesOf(dataDir, source.name, whole().run);

  describe('what it extracts', () => {
    it('is stored under the resources it declares, and so is what it missed', async () => {
      const { lines, dataDir, run } = whole();
      const declared = source.resources.map(({ name }) => name);
      const missed: string[] = [];
      for await (const miss of readMisses(dataDir, source.name, run)) missed.push(miss.resource);

      const used = new Set([...lines.map(({ resource }) => resource), ...missed]);

      expect(lines.length).toBeGreaterThan(3);
      expect(missed, 'the fixture lacks something, so something is missed').not.toEqual([]);
      expect([...used].filter((name) => !declared.includes(name))).toEqual([]);
    });

    it('is kept byte for byte', async () => {
      const { dataDir, run, lines, bodies } = whole();

      const report = await verifyRun(dataDir, source.name, run);

      expect(report).toMatchObject({ ok: true, responses: lines.length, problems: [] });
      for (const line of lines) {
        const body = await readBody(dataDir, source.name, run, line);
        // Of a file asked for by range from a server that knows none, the range is what is kept.
        if (line.status !== 206) expect(bodies.has(hashOf(body)), line.url).toBe(true);
      }
    });

    it('comes from the addresses its settings name, or to which they led, and from no address in a record', () => {
      const { servers, asked, led } = whole();
      const named = Object.values(servers.settings).flatMap((value) => originOf(value) ?? []);

      expect(asked.filter((url) => !named.includes(new URL(url).origin) && !led.has(url))).toEqual([]);
    });

    it('is asked for at endpoints that its README documents, each thing once', () => {
      const { asked, led, lines } = whole();
      const documented = documentedPaths(readFileSync(new URL('README.md', folder), 'utf8'));
      const paths = new Set(asked.filter((url) => !led.has(url)).map((url) => new URL(url).pathname));
      const stored = lines.map(({ resource, url }) => `${resource} ${url}`);

      expect([...paths].filter((path) => !documented(path))).toEqual([]);
      expect(stored.filter((key, index) => stored.indexOf(key) !== index)).toEqual([]);
    });

    it('is the same bytes in whatever order answers arrive', async () => {
      const dataDir = join(whole().root, 'shuffled');
      const random = seededRandom(11);
      const before = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, random() * 6));

      const { error } = await extractInto(subject, whole().servers, { dataDir, watch: { before } });

      expect(error).toBeUndefined();
      expect(filesOf(dataDir)).toEqual(filesOf(whole().dataDir));
    });

    it('is the same bytes after it was killed at any moment and resumed', async () => {
      const { root, servers, asked, run } = whole();
      const random = seededRandom(7);
      const moments = new Set(Array.from({ length: cuts }, () => Math.floor(random() * asked.length)));
      const [running, cutAt] = [join(root, 'running'), (moment: number) => join(root, `cut-${moment}`)];
      // What is on the disk at a moment is what a kill at that moment leaves.
      const before = (_sent: unknown, count: number): void => {
        if (moments.has(count)) cpSync(running, cutAt(count), { recursive: true });
      };
      await extractInto(subject, servers, { dataDir: running, watch: { before } });

      for (const moment of moments) {
        const dataDir = cutAt(moment);
        if (random() < 0.7) tear(runFolder({ dataDir, source: source.name, run }), random);
        const { error } = await extractInto(subject, servers, { dataDir });
        expect(error, `cut at request ${moment}`).toBeUndefined();
        expect(filesOf(dataDir), `cut at request ${moment}`).toEqual(filesOf(whole().dataDir));
      }
    });

    it('stops when it is asked to, and goes on to the same bytes without asking for everything again', async () => {
      const { root, servers, asked } = whole();
      const dataDir = join(root, 'stopped');
      const stop = new AbortController();
      const before = (_sent: unknown, count: number): void => {
        if (count === Math.floor(asked.length / 2)) stop.abort();
      };
      const again: string[] = [];

      const stopped = await extractInto(subject, servers, { dataDir, signal: stop.signal, watch: { before } });
      const after = ({ url }: { url: string }): unknown => again.push(url);
      const resumed = await extractInto(subject, servers, { dataDir, watch: { after } });

      expect(stopped.error).toMatchObject({ code: 'STEMMA_CANCELLED' });
      expect(stopped.report.state).toBe('interrupted');
      expect(resumed.error).toBeUndefined();
      expect(filesOf(dataDir)).toEqual(filesOf(whole().dataDir));
      expect(again.length).toBeLessThan(asked.length);
    });
  });
}

function originOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^https?:\/\//.test(value) ? new URL(value).origin : undefined;
}

/** The last line of the ledger half written, and data behind it that nobody acknowledged. */
function tear(place: string, random: () => number): void {
  const ledger = join(place, 'requests.ndjson');
  const bytes = readFileSync(ledger);
  const last = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  truncateSync(ledger, last + Math.floor(random() * (bytes.length - last)));
  for (const name of readdirSync(place)) {
    if (name.endsWith('.json') && name !== 'manifest.json') writeFileSync(join(place, name), ',{"torn', { flag: 'a' });
  }
}
