import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { StemmaError } from '../errors.ts';

/**
 * Every path under the data directory. Names are lower case and plain, so that they are the same on case-insensitive file
 * systems and legal on Windows; nothing a source says becomes part of one.
 */

const sourceName = /^[a-z][a-z0-9-]{0,39}$/;
const runName = /^[a-z0-9][a-z0-9_-]{0,79}$/;
const resourceName = /^[a-z][a-z0-9_]{0,59}$/;
const dataFileName = /^[a-z][a-z0-9_]{0,59}\.(?:json|xml|bin)$/;
const inputFileName = /^[a-z][a-z0-9-]{0,59}\.txt$/;
const reservedNames = new Set([
  'con',
  'prn',
  'aux',
  'nul',
  ...Array.from({ length: 10 }, (_, n) => [`com${n}`, `lpt${n}`]).flat(),
]);
const ownNames = new Set(['manifest', 'requests', 'missed']);

export interface RunPlace {
  readonly dataDir: string;
  readonly source: string;
  readonly run: string;
}

export const manifestFile = 'manifest.json';
export const ledgerFile = 'requests.ndjson';
export const missedFile = 'missed.ndjson';
export const lockFile = 'run.lock';

function checked(kind: string, name: string, pattern: RegExp): string {
  if (!pattern.test(name) || reservedNames.has(name)) {
    throw new StemmaError('STEMMA_RUN', `not a ${kind}: ${JSON.stringify(name.slice(0, 100))}`, {
      hint: 'stemma runs list',
    });
  }
  return name;
}

export function isRunName(name: string): boolean {
  return runName.test(name) && !reservedNames.has(name);
}

export function isSourceName(name: string): boolean {
  return sourceName.test(name) && !reservedNames.has(name);
}

/** Whether a ledger may name it as a data file; all others are refused before any path is built. */
export function isDataFileName(name: string): boolean {
  return dataFileName.test(name) && !ownNames.has(name.slice(0, name.indexOf('.')));
}

/** Throws STEMMA_RUN for a resource whose name cannot be a file's. */
export function dataFileNameOf(resource: string, extension: 'json' | 'xml' | 'bin'): string {
  checked('resource name', resource, resourceName);
  if (ownNames.has(resource)) throw new StemmaError('STEMMA_RUN', `a resource cannot be called ${resource}`);
  return `${resource}.${extension}`;
}

/** `<data-dir>/raw` */
export function rawRoot(dataDir: string): string {
  return join(dataDir, 'raw');
}

/** `<data-dir>/raw/<source>` */
export function sourceFolder(dataDir: string, source: string): string {
  return join(rawRoot(dataDir), checked('source', source, sourceName));
}

/** `<data-dir>/raw/<source>/<run-id>` */
export function runFolder(place: RunPlace): string {
  return join(sourceFolder(place.dataDir, place.source), checked('run', place.run, runName));
}

export function manifestPath(place: RunPlace): string {
  return join(runFolder(place), manifestFile);
}

export function ledgerPath(place: RunPlace): string {
  return join(runFolder(place), ledgerFile);
}

export function missedPath(place: RunPlace): string {
  return join(runFolder(place), missedFile);
}

export function lockPath(place: RunPlace): string {
  return join(runFolder(place), lockFile);
}

/** Of a data file a ledger line names. Throws STEMMA_RUN for any other name. */
export function dataFilePath(place: RunPlace, file: string): string {
  if (!isDataFileName(file))
    throw new StemmaError('STEMMA_RUN', `not a data file: ${JSON.stringify(file.slice(0, 100))}`);
  return join(runFolder(place), file);
}

/** The name under which a run keeps the file a setting names: `modelsFile` → `models-file.txt`. */
export function inputFileNameOf(setting: string): string {
  const name = setting.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `${checked('name of an input', name, /^[a-z][a-z0-9-]{0,59}$/)}.txt`;
}

/** Of a copied input a manifest names. Throws STEMMA_RUN for any other name. */
export function inputPath(place: RunPlace, file: string): string {
  if (!inputFileName.test(file))
    throw new StemmaError('STEMMA_RUN', `not an input of a run: ${JSON.stringify(file.slice(0, 100))}`);
  return join(runFolder(place), file);
}

/** A file of a run relative to the data directory, with `/`: what the graph and the entities store. */
export function relativeFile(source: string, run: string, file: string): string {
  return `raw/${source}/${run}/${file}`;
}

/** `<data-dir>/jsonld` */
export function jsonldRoot(dataDir: string): string {
  return join(dataDir, 'jsonld');
}

/** `<data-dir>/jsonld/<run-id>` */
export function jsonldFolder(dataDir: string, run: string): string {
  return join(jsonldRoot(dataDir), checked('run', run, runName));
}

export function entitiesPath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), 'entities.ndjson');
}

export function issuesPath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), 'issues.ndjson');
}

export function presencePath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), 'presence.ndjson');
}

export function jsonldManifestPath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), manifestFile);
}

/** What became of the last command that worked on a run. */
export function reportPath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), 'report.json');
}

/** The same for a textfile collector of Prometheus. */
export function metricsPath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), 'metrics.prom');
}

/** What is derived from the graph for SPARQL: its N-Quads, and how far they were pushed. */
export function sparqlFolder(dataDir: string): string {
  return join(dataDir, 'sparql');
}

/** Accounts that came with an imported file, relative to the data directory; named by what they say. */
export function importedAccounts(sha256: string): string {
  return `imported/${sha256.slice(0, 16)}.ndjson`;
}

/** `<data-dir>/graph`, the embedded engine's. */
export function graphFolder(dataDir: string): string {
  return join(dataDir, 'graph');
}

/** Absolute path of a file given relative to the data directory. Throws STEMMA_RUN when it would lie outside. */
export function insideDataDir(dataDir: string, file: string): string {
  const root = resolve(dataDir);
  const path = resolve(root, ...file.split('/'));
  const inside = relative(root, path);
  if (
    file.startsWith('/') ||
    file.includes('\0') ||
    inside === '' ||
    inside === '..' ||
    inside.startsWith(`..${sep}`) ||
    isAbsolute(inside)
  ) {
    throw new StemmaError('STEMMA_RUN', `not a file of the data directory: ${JSON.stringify(file.slice(0, 200))}`);
  }
  return path;
}
