import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLedger } from '../../src/core/run/ledger.ts';
import { runFolder } from '../../src/core/run/run-paths.ts';
import type { LedgerLine } from '../../src/core/run/types.ts';
import type { SourceServers } from '../support/source-fixtures/index.ts';
import { extractInto, planOf } from './extraction.ts';
import type { Subject } from './subject.ts';

/** An undisturbed run over the fixture, and what was seen of it from outside. */
export interface WholeRun {
  /** A folder for everything; the run's data are in `dataDir`. */
  readonly root: string;
  readonly dataDir: string;
  readonly run: string;
  readonly servers: SourceServers;
  readonly lines: readonly LedgerLine[];
  /** Addresses, in the order in which they were asked. */
  readonly asked: readonly string[];
  /** Addresses to which servers led. */
  readonly led: ReadonlySet<string>;
  /** Hashes of what they answered. */
  readonly bodies: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function wholeRunOf(subject: Subject): Promise<WholeRun> {
  const root = mkdtempSync(join(tmpdir(), 'stemma-conformance-'));
  const dataDir = join(root, 'whole');
  const servers = await subject.fixture();
  const { run } = planOf(subject, servers, {});
  const [asked, led, bodies] = [[] as string[], new Set<string>(), new Set<string>()];
  const { error } = await extractInto(subject, servers, {
    dataDir,
    watch: {
      after: ({ url }, { status, headers, body }) => {
        asked.push(url);
        bodies.add(hashOf(body));
        const { location } = headers;
        if (status >= 300 && location !== undefined) led.add(new URL(location, url).href);
      },
    },
  });
  if (error !== undefined) throw error;
  const lines: LedgerLine[] = [];
  for await (const line of readLedger(dataDir, subject.source.name, run)) lines.push(line);
  const close = async (): Promise<void> => {
    await servers.close?.();
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  };
  return { root, dataDir, run, servers, lines, asked, led, bodies, close };
}

export function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

/** Every file of the folder of a source's run, by name. */
export function rawFilesOf(dataDir: string, source: string, run: string): Record<string, string> {
  const place = runFolder({ dataDir, source, run });
  const names = readdirSync(place).filter((name) => name !== 'run.lock');
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(place, name), 'latin1')]));
}
