import { readLedger, readMisses } from '../../src/core/run/ledger.ts';
import type { LedgerLine, Miss } from '../../src/core/run/types.ts';
import { stemmaHere } from './cli-in-process.ts';
import type { Nights } from './nights/index.ts';
import { json } from './stemma-cli.ts';

/** What an extraction left behind. */
export interface StagedRun {
  readonly run: string;
  readonly report: Readonly<Record<string, unknown>>;
  readonly lines: readonly LedgerLine[];
  readonly misses: readonly Miss[];
}

export function envOf(nights: Nights): Record<string, string> {
  return {
    HF_ENDPOINT: nights.urls.hf,
    ARXIV_BASE_URL: nights.urls.arxiv,
    HF_DATASETS_SERVER: nights.urls.datasetsServer,
  };
}

/** `stemma extract huggingface` over the nights, without waiting between requests to arXiv. */
export async function extractNight(nights: Nights, dataDir: string, ...args: readonly string[]): Promise<StagedRun> {
  const spacing = args.includes('--arxiv-spacing') ? [] : ['--arxiv-spacing', '0s'];
  const all = ['extract', 'huggingface', ...args, ...spacing, '--data-dir', dataDir, '--json', '--no-progress'];
  const result = await stemmaHere(all, envOf(nights));
  const report = json(result);
  if (result.code !== 0) throw new Error(`exit ${result.code}: ${result.stderr}`);
  return readStagedRun(dataDir, String(report['run']), report);
}

export async function readStagedRun(
  dataDir: string,
  run: string,
  report: Readonly<Record<string, unknown>> = {},
): Promise<StagedRun> {
  const lines: LedgerLine[] = [];
  const misses: Miss[] = [];
  for await (const line of readLedger(dataDir, 'huggingface', run)) lines.push(line);
  for await (const miss of readMisses(dataDir, 'huggingface', run)) misses.push(miss);
  return { run, report, lines, misses };
}

/** Ids that were asked for of the Hub's models one by one, with their distance. */
export function askedModels({ lines }: Pick<StagedRun, 'lines'>): [string, unknown][] {
  return lines
    .filter(({ resource, url }) => resource === 'hf_models' && url.includes('/api/models/'))
    .map(({ url, context }) => [decodeURIComponent(/\/api\/models\/([^?]+)/.exec(url)?.[1] ?? ''), context?.['depth']]);
}

/** Id and kind of the misses of one resource. */
export function missedOf({ misses }: Pick<StagedRun, 'misses'>, resource: string): [string, string][] {
  return misses.filter((miss) => miss.resource === resource).map(({ id, kind }) => [id, kind]);
}
