import { readFileSync } from 'node:fs';
import { packageFile } from '../core/package-files.ts';

/** A record of the sample: its bytes, and what the answers need to know of it. */
export interface SampleRecord {
  readonly text: string;
  readonly id: string;
  readonly lastModified: string;
  readonly sha: string | undefined;
  readonly isGated: boolean;
}

/** A paper as arXiv knows it; dates to the day. */
export interface SamplePaper {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly authors: readonly string[];
  readonly published: string;
  readonly updated: string;
  readonly categories: readonly string[];
}

/** A row of OpenML's list of runs. */
export type SampleRun = Readonly<Record<string, string>> & { readonly run_id: string };

export interface Renames {
  readonly models: ReadonlyMap<string, string>;
  readonly datasets: ReadonlyMap<string, string>;
}

/** Everything the demo's answers are made of. */
export interface Sample {
  readonly listed: readonly SampleRecord[];
  /** Those of the list too. */
  readonly models: ReadonlyMap<string, SampleRecord>;
  readonly datasets: ReadonlyMap<string, SampleRecord>;
  /** Croissant documents by dataset. */
  readonly croissants: ReadonlyMap<string, string>;
  readonly papers: ReadonlyMap<string, SamplePaper>;
  /** New names by old ones. */
  readonly renames: Renames;
  /** `/api/tasks` and `/api/models-tags-by-type`. */
  readonly tasks: string;
  readonly tags: string;
  /** Answers of OpenML by what was asked: `run/219`. */
  readonly openml: ReadonlyMap<string, string>;
  readonly openmlRuns: readonly SampleRun[];
  /** Artifacts of BioImage.IO by alias. */
  readonly bioimageio: ReadonlyMap<string, string>;
}

export function readSample(): Sample {
  const listed = recordsOf('models.ndjson');
  return {
    listed,
    models: byId([...listed, ...recordsOf('details.ndjson')]),
    datasets: byId(recordsOf('datasets.ndjson')),
    croissants: new Map(
      linesOf('croissant.ndjson').map((line) => {
        const { id, document } = JSON.parse(line) as { id: string; document: unknown };
        return [id, JSON.stringify(document)];
      }),
    ),
    papers: byId(linesOf('papers.ndjson').map((line) => JSON.parse(line) as SamplePaper)),
    renames: readRenames(),
    tasks: sampleText('tasks.json'),
    tags: sampleText('models-tags-by-type.json'),
    openml: new Map(
      linesOf('openml.ndjson').map((line) => {
        const { path, body } = JSON.parse(line) as { path: string; body: unknown };
        return [path, JSON.stringify(body)];
      }),
    ),
    openmlRuns: linesOf('openml-runs.ndjson').map((line) => JSON.parse(line) as SampleRun),
    bioimageio: new Map(
      linesOf('bioimageio.ndjson').map((line) => [(JSON.parse(line) as { alias: string }).alias, line]),
    ),
  };
}

function readRenames(): Renames {
  const { models, datasets } = JSON.parse(sampleText('renames.json')) as Record<keyof Renames, Record<string, string>>;
  return { models: new Map(Object.entries(models)), datasets: new Map(Object.entries(datasets)) };
}

/** A file of a repository of the sample; undefined when it has none of that name. */
export function sampleFile(id: string, path: string): Buffer | undefined {
  const parts = `${id}/${path}`.split('/');
  if (parts.some((part) => !/^[\w.-]+$/.test(part) || /^\.\.?$/.test(part))) return undefined;
  try {
    return readFileSync(packageFile(`src/demo/sample/repos/${parts.join('/')}`));
  } catch {
    return undefined;
  }
}

function sampleText(file: string): string {
  return readFileSync(packageFile(`src/demo/sample/${file}`), 'utf8');
}

function linesOf(file: string): string[] {
  return sampleText(file)
    .split('\n')
    .filter((line) => line !== '');
}

function recordsOf(file: string): SampleRecord[] {
  return linesOf(file).map((text) => {
    const {
      id,
      lastModified = '',
      sha,
      gated,
    } = JSON.parse(text) as {
      id: string;
      lastModified?: string;
      sha?: string;
      gated?: false | string;
    };
    return { text, id, lastModified, sha, isGated: typeof gated === 'string' };
  });
}

function byId<T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
