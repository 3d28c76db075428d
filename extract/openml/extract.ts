import { throwIfAborted } from '../../src/core/abort.ts';
import type { ExtractContext } from '../source.ts';
import { inStage } from '../stage-task.ts';
import { type Crawl, createCrawl } from './crawl/crawl.ts';
import { extractDatasets } from './crawl/extract-datasets.ts';
import { extractEvaluations } from './crawl/extract-evaluations.ts';
import { extractLists } from './crawl/extract-lists.ts';
import { extractRuns } from './crawl/extract-runs.ts';
import { extractThings } from './crawl/extract-things.ts';
import { extractVocabularies } from './crawl/extract-vocabularies.ts';
import { extractWebsite } from './crawl/extract-website.ts';
import { noteStored } from './crawl/identify.ts';
import { readStoredRuns } from './crawl/stored-runs.ts';
import * as names from './resources.ts';
import { readSettings } from './settings.ts';
import type { ReferenceKind } from './stages.ts';

/** Stages that work on nothing. */
const first: ReadonlySet<string> = new Set(['openml_runs', 'openml_lists']);

/**
 * Takes the runs that the settings select, then what they refer to, kind by kind: the chosen stages in the order of their table.
 * What it asks depends on the settings, on the answers so far, and on what runs before this one know; so a resumed run goes the
 * same way.
 */
export async function extract(context: ExtractContext): Promise<void> {
  throwIfAborted(context.signal);
  const crawl = createCrawl(context, readSettings(context.settings));
  const has = (stage: string): boolean => context.stages.has(stage);
  try {
    if (has('openml_runs')) await extractRuns(crawl);
    else if ([...context.stages].some((stage) => !first.has(stage))) await readStoredRuns(crawl);
    if (has('openml_lists')) await extractLists(crawl);
    await extractOfRuns(crawl, has);
    await extractBeyond(crawl, has);
    if (has('openml_website')) await extractWebsite(crawl);
  } finally {
    crawl.known.close();
  }
}

/** What runs name themselves. */
async function extractOfRuns(crawl: Crawl, has: (stage: string) => boolean): Promise<void> {
  const kinds = ['flows', 'tasks', 'setups'] as const;
  for (const kind of kinds) await tell(crawl, has, kind);
  for (const kind of kinds) if (has(`openml_enriched_${kind}`)) await extractThings(crawl, kind);
  await noteOfBefore(crawl, has);
}

/** What is named by what runs name. */
async function extractBeyond(crawl: Crawl, has: (stage: string) => boolean): Promise<void> {
  await tell(crawl, has, 'datasets');
  if (has('openml_enriched_datasets')) await extractDatasets(crawl);
  if (has('openml_enriched_evaluations') && !crawl.runs.isEmpty) await extractEvaluations(crawl);
  await tell(crawl, has, 'studies');
  if (has('openml_enriched_studies')) await extractThings(crawl, 'studies');
  if (has('openml_enriched_vocabularies') && !crawl.runs.isEmpty) await extractVocabularies(crawl);
}

/** How many things of a kind records refer to. */
async function tell(crawl: Crawl, has: (stage: string) => boolean, kind: ReferenceKind): Promise<void> {
  const stage = `openml_identified_${kind}`;
  if (!has(stage)) return;
  await inStage(crawl, stage, async ({ tally }) => tally.add({ references: crawl.references.of(kind).length }));
}

/** Stages taken without those before them work on the records of the run that had those. */
async function noteOfBefore(crawl: Crawl, has: (stage: string) => boolean): Promise<void> {
  if (crawl.context.stored.isOwn) return;
  const before = [
    ['openml_enriched_flows', names.flowsResource],
    ['openml_enriched_tasks', names.tasksResource],
    ['openml_enriched_datasets', names.datasetsResource],
  ] as const;
  for (const [stage, resource] of before) if (!has(stage)) await noteStored(crawl, resource);
}
