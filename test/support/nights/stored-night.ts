import { huggingface } from '../../../extract/huggingface/index.ts';
import { loadRun } from '../../../graph/load.ts';
import type { LoadReport } from '../../../graph/load-report.ts';
import { hasChanges } from '../../../graph/load-report.ts';
import { openForLoad, type GraphLocation } from '../../../graph/open.ts';
import type { HttpResponse } from '../../../src/core/http/types.ts';
import { silentProgress } from '../../../src/core/progress.ts';
import { createRun } from '../../../src/core/run/open-run.ts';
import { loadedHash, readEntitiesManifest } from '../../../src/pipeline/entities-folder.ts';
import { mapRun } from '../../../src/pipeline/map.ts';
import { modelRow, type Row } from './model-row.ts';
import type { World } from './world.ts';

/** `runOfNight(1)`: ids that sort by night. */
export function runOfNight(night: number): string {
  return `2026-08-${String(9 + night).padStart(2, '0')}_20-00-00_${String(night).padStart(8, '0')}`;
}

/** The rows of the model list as the Hub would give them that night, oldest first. */
export function listRows(world: World): readonly Row[] {
  return [...world.models.values()]
    .filter(({ absence }) => absence === undefined)
    .map((model) => modelRow(model, world));
}

/** A record of a resource beside the list. */
export interface OtherRecord {
  readonly resource: string;
  readonly url: string;
  readonly body: Buffer | string;
  readonly mediaType?: string;
}

function response(url: string, body: Buffer, mediaType: string, night: number): HttpResponse {
  return {
    url,
    requestUrl: url,
    status: 200,
    headers: { 'content-type': mediaType },
    body,
    redirects: [],
    fetchedAt: `2026-08-${String(9 + night).padStart(2, '0')}T20:00:01.000Z`,
    attempts: 1,
  };
}

/**
 * Puts rows, and what else is given, into a run folder and maps it: what a crawl would have left, without a network. `whole`: the
 * resource that holds the list of all models.
 */
export async function storeNight(
  dataDir: string,
  night: number,
  rows: readonly unknown[],
  others: readonly OtherRecord[] = [],
  whole?: string,
): Promise<string> {
  const run = runOfNight(night);
  const writer = await createRun({ dataDir, source: 'huggingface', run, settings: {} });
  const url = 'https://huggingface.co/api/models?limit=1000&sort=createdAt';
  const page = response(url, Buffer.from(JSON.stringify(rows)), 'application/json; charset=utf-8', night);
  await writer.store('hf_models', page);
  for (const { resource, url: place, body, mediaType = 'text/plain; charset=utf-8' } of others) {
    await writer.store(resource, response(place, Buffer.from(body), mediaType, night));
  }
  if (whole !== undefined) writer.markComplete({ of: 'MLModel', resource: whole });
  await writer.finish();
  const { signal } = new AbortController();
  await mapRun({ dataDir, run, sources: [huggingface], inputs: {}, progress: silentProgress, signal });
  return run;
}

/** Loads a mapped run as the program does. */
export async function loadNight(location: GraphLocation, run: string): Promise<LoadReport> {
  const target = await openForLoad(location);
  try {
    const manifest = await readEntitiesManifest(location.dataDir, run);
    const mapping = manifest === undefined ? {} : { mapping: loadedHash(manifest) };
    const report = await loadRun({ dataDir: location.dataDir, run, target, ...mapping });
    if (hasChanges(report)) await target.publish();
    return report;
  } finally {
    await target.abandon();
  }
}
