import { readdir } from 'node:fs/promises';
import { manifestBytes, parseManifest } from '../../core/run/manifest.ts';
import type { Manifest } from '../../core/run/types.ts';
import { isSourceName, rawRoot } from '../../core/run/run-paths.ts';

/** What a run can prove of what it does not show. */
export interface Scope {
  readonly run: string;
  /** Sources that are part of it. */
  readonly sources: readonly string[];
  /** `source label` of each list that was walked to its end. */
  readonly complete: ReadonlySet<string>;
  readonly unfinished: readonly string[];
}

export function listKey(source: string, label: string): string {
  return `${source} ${label}`;
}

export async function scopeOf(dataDir: string, run: string): Promise<Scope> {
  const manifests: Manifest[] = [];
  const names = await readdir(rawRoot(dataDir)).catch(() => []);
  for (const source of names.filter(isSourceName).toSorted()) {
    const place = { dataDir, source, run };
    const bytes = await manifestBytes(place);
    if (bytes !== undefined) manifests.push(parseManifest(bytes, place));
  }
  return {
    run,
    sources: manifests.map(({ source }) => source),
    complete: new Set(manifests.flatMap(({ source, complete = [] }) => complete.map(({ of }) => listKey(source, of)))),
    unfinished: manifests.filter(({ state }) => state !== 'complete').map(({ source }) => source),
  };
}

/** What has to be known to read a difference of two runs aright. */
export function notesOf(a: Scope, b: Scope): string[] {
  const notes: string[] = [];
  for (const [scope, what] of [
    [b, 'what it does not show is not known to be gone'],
    [a, 'what it does not show is not known to be new'],
  ] as const) {
    for (const source of scope.unfinished) notes.push(`${scope.run} of ${source} is not finished`);
    for (const source of scope.sources) {
      const labels = [...scope.complete].flatMap((key) => {
        const [of, label] = key.split(' ');
        return of === source && label !== undefined ? [label] : [];
      });
      notes.push(
        labels.length === 0
          ? `${scope.run} walked no list of ${source} to its end: ${what}`
          : `${scope.run} listed every ${labels.join(', ')} of ${source}; of other classes ${what}`,
      );
    }
  }
  return notes;
}
