import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linesWithPrefix } from '../sorted-file.ts';
import { isRunName, jsonldFolder, jsonldManifestPath, jsonldRoot } from './run-paths.ts';

/**
 * What a run counted: `jsonld/<run>/counters.tsv`, one line for each account that counts something, in the order of the
 * bytes of ids, so that the lines of one thing are found in a few reads. A line is the id, the number of its part in the
 * table, milliseconds since the table's beginning, the `seq` of the response, and the values in the order of the part's
 * names, empty where nothing was counted (at the end left out). The table stands in the manifest of the mapping.
 */
export const countersFile = 'counters.tsv';

/** Whose counters: a resource's, of things of one class. */
export interface CountedPart {
  readonly source: string;
  readonly resource: string;
  readonly type: string;
  /** Of the counters, in the order of the values. */
  readonly names: readonly string[];
}

export interface CountersTable {
  /** When the first of them was read. ISO 8601 UTC. */
  readonly since: string;
  readonly parts: readonly CountedPart[];
}

/** What one response said of one thing's counters. */
export interface Counting {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly source: string;
  readonly resource: string;
  readonly run: string;
  /** `raw:{run-id}/{seq}` */
  readonly record: string;
  /** By name; integers past 2^53 as text. */
  readonly values: Readonly<Record<string, number | string>>;
}

export function countersPath(dataDir: string, run: string): string {
  return join(jsonldFolder(dataDir, run), countersFile);
}

/** An id as the file writes it: no tab or newline can stand in it. */
export function counterKey(id: string): string {
  return JSON.stringify(id).slice(1, -1);
}

/** Mapped runs, oldest first. */
export async function mappedRuns(dataDir: string): Promise<readonly string[]> {
  const entries = await readdir(jsonldRoot(dataDir), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && isRunName(entry.name))
    .map((entry) => entry.name)
    .sort();
}

/** What a run counted of things; `undefined` when it has no such file: it was mapped before there was one, or not at all. */
export async function readCountings(
  dataDir: string,
  run: string,
  ids: readonly string[],
): Promise<readonly Counting[] | undefined> {
  const table = await readTable(dataDir, run);
  if (table === undefined) return undefined;
  const countings: Counting[] = [];
  for (const id of ids) {
    for (const line of await linesWithPrefix(countersPath(dataDir, run), `${counterKey(id)}\t`))
      countings.push(countingOf(id, run, table, line));
  }
  return countings;
}

async function readTable(dataDir: string, run: string): Promise<CountersTable | undefined> {
  const bytes = await readFile(jsonldManifestPath(dataDir, run)).catch(() => undefined);
  if (bytes === undefined) return undefined;
  try {
    return (JSON.parse(bytes.toString()) as { readonly counters?: CountersTable }).counters;
  } catch {
    return undefined;
  }
}

function countingOf(id: string, run: string, { since, parts }: CountersTable, line: string): Counting {
  const [, part = '', after = '', seq = '', ...told] = line.split('\t');
  const { source = '', resource = '', names = [] } = parts[Number(part)] ?? {};
  const values: Record<string, number | string> = {};
  for (const [index, name] of names.entries()) {
    const text = told[index] ?? '';
    if (text !== '') values[name] = numberOf(text);
  }
  const at = new Date(Date.parse(since) + Number(after)).toISOString();
  return { id, at, source, resource, run, record: `raw:${run}/${seq}`, values };
}

function numberOf(text: string): number | string {
  const value = Number(text);
  return String(value) === text ? value : text;
}
