import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { mostQuads } from '../../../graph/rdf/sparql/sparql-pool.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { baseIri } from '../../../ontology/iri.ts';
import { ensureDirectory, renameDurably, writeFileAtomic } from '../../core/atomic-file.ts';
import type { Clock } from '../../core/clock.ts';
import { onDisk, systemCodeOf } from '../../core/disk-error.ts';
import { StemmaError } from '../../core/errors.ts';
import { packageVersion } from '../../core/package-files.ts';
import { sparqlFolder } from '../../core/run/run-paths.ts';
import { streamToFile } from '../../core/stream-file.ts';
import { exportRdf } from '../export-rdf.ts';

/** One version of the graph as N-Quads on disk: sorted, evidence of relationships in its named graph, counters with it; accounts when asked for. */
export interface NquadsFile {
  readonly file: string;
  readonly quads: number;
  readonly bytes: number;
  /** Of the graph and of how it is written. */
  readonly version: string;
}

export interface NquadsOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  /** Also accounts with their intervals, and times of ours: a fifth more. Default: no. */
  readonly provenance?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** More of them are refused. Default: what the SPARQL engine can hold. */
  readonly mostQuads?: number;
  /** Told before a file is written. */
  readonly onWrite?: () => void;
}

const factsShape = z.object({ quads: z.number(), bytes: z.number() });
/** Versions that stay on disk: the newest, and the one before it, which a server may still read; each with provenance and without. */
const kept = 4;

/**
 * Writes the graph as N-Quads, unless that version of it was written already: a second query need not wait for it.
 * @throws StemmaError STEMMA_STORE for a graph of more statements than may be
 */
export async function nquadsFileOf(store: GraphStore, graph: string, options: NquadsOptions): Promise<NquadsFile> {
  const form = options.provenance === true ? '-provenance' : '';
  const version = `${graph}-${hashed(`${baseIri()} ${packageVersion()}`)}${form}`;
  const folder = sparqlFolder(options.dataDir);
  const file = join(folder, `${version}.nq`);
  const facts = await factsOf(file);
  const written = facts ?? (await write(store, folder, file, options));
  assertSize(written.quads, options.mostQuads);
  return { file, version, ...written };
}

type Facts = z.infer<typeof factsShape>;

async function factsOf(file: string): Promise<Facts | undefined> {
  try {
    const facts = factsShape.parse(JSON.parse(await readFile(factsPath(file), 'utf8')));
    return (await stat(file)).size === facts.bytes ? facts : undefined;
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError)
      return undefined;
    throw error;
  }
}

/** Two processes may write the same version: each beside the other, the last one stays. */
async function write(store: GraphStore, folder: string, file: string, options: NquadsOptions): Promise<Facts> {
  options.onWrite?.();
  await ensureDirectory(folder);
  let quads = 0;
  const parts = exportRdf(store, {
    format: 'nquads',
    assertions: 'edges',
    counters: true,
    provenance: options.provenance,
    dataDir: options.dataDir,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    written(_nodes, statements) {
      quads += statements;
      assertSize(quads, options.mostQuads);
    },
  });
  const beside = `${file}.${Math.floor(options.clock.random() * 2 ** 32).toString(16)}`;
  await streamToFile(beside, parts);
  await renameDurably(beside, file);
  const facts = { quads, bytes: (await stat(file)).size };
  await writeFileAtomic(factsPath(file), `${JSON.stringify(facts)}\n`);
  await removeOld(folder);
  return facts;
}

function factsPath(file: string): string {
  return file.replace(/\.nq$/, '.json');
}

/** What cannot be removed now is removed another time. */
async function removeOld(folder: string): Promise<void> {
  await onDisk('read', folder, async () => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.nq'));
    const times = await Promise.all(
      names.map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
    );
    for (const { name } of times.toSorted((a, b) => b.at - a.at).slice(kept))
      for (const path of [join(folder, name), factsPath(join(folder, name))])
        await rm(path, { force: true }).catch(() => undefined);
  });
}

function assertSize(quads: number, most = mostQuads): void {
  if (quads <= most) return;
  throw new StemmaError('STEMMA_STORE', `the graph has more than ${most} RDF statements: too many for SPARQL in here`, {
    hint: 'push it into a store of your own (stemma push --graph-store URL), then ask that: STEMMA_SPARQL_ENDPOINT',
  });
}

function hashed(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
