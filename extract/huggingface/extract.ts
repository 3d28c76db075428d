import { throwIfAborted } from '../../src/core/abort.ts';
import { CompactSet } from '../../src/core/compact-map.ts';
import type { ExtractContext } from '../source.ts';
import { inStage } from '../stage-task.ts';
import { type Crawl, createCrawl } from './crawl/crawl.ts';
import { extractAccounts } from './crawl/extract-accounts.ts';
import { extractArticles } from './crawl/extract-articles.ts';
import { extractBaseModels } from './crawl/extract-base-models.ts';
import { extractCards } from './crawl/extract-cards.ts';
import { extractDatasets } from './crawl/extract-datasets.ts';
import { extractIdFile } from './crawl/extract-details.ts';
import { extractFiles } from './crawl/extract-files.ts';
import { extractIds } from './crawl/extract-ids.ts';
import { extractLeaderboard } from './crawl/extract-leaderboard.ts';
import { extractList } from './crawl/extract-list.ts';
import { extractListings } from './crawl/extract-listings.ts';
import { extractVocabulary } from './crawl/extract-vocabulary.ts';
import { identify } from './crawl/identify.ts';
import { modelsAt } from './crawl/records.ts';
import { References } from './crawl/references.ts';
import { readIdFile } from './id-file.ts';
import { selectFromList } from './select.ts';
import { readSettings } from './settings.ts';
import { referenceKinds } from './stages.ts';

/**
 * Takes the models the settings select with their cards and files, finds what they refer to, and takes that: the chosen
 * stages in the order of their table. What it asks depends on the settings, on the answers so far, and on what runs before this
 * one know; so a resumed run goes the same way.
 */
export async function extract(context: ExtractContext): Promise<void> {
  throwIfAborted(context.signal);
  const crawl = createCrawl(context, readSettings(context.settings));
  try {
    await extractSelection(crawl);
    await extractReferences(crawl);
    if (context.stages.has('hf_file_listings')) await extractListings(crawl);
    if (context.stages.has('hf_leaderboard')) await extractLeaderboard(crawl);
  } finally {
    crawl.known.close();
  }
}

/** Models, their cards and files. */
async function extractSelection(crawl: Crawl): Promise<void> {
  const { stages } = crawl.context;
  const seen = new CompactSet();
  if (stages.has('hf_models')) await extractModels(crawl, seen);
  if (stages.has('hf_model_ids')) await extractIds(crawl, seen);
  if (stages.has('hf_model_cards'))
    await inStage(crawl, 'hf_model_cards', (task) => extractCards(task, modelsAt(task, 0)));
  if (stages.has('hf_model_files'))
    await inStage(crawl, 'hf_model_files', (task) => extractFiles(task, modelsAt(task, 0)));
}

/**
 * The list first, then the models of the id file it did not hold. Every line of the id file ends as a record or in
 * `missed.ndjson`; a renamed one is in both.
 */
async function extractModels(crawl: Crawl, seen: CompactSet): Promise<void> {
  const { settings, context } = crawl;
  const selection = selectFromList(settings);
  const file = settings.modelsFile === undefined ? undefined : await readIdFile(settings.modelsFile, settings.endpoint);
  const isCounted = selection === undefined || (selection.most !== undefined && selection.since === undefined);
  const expected = isCounted ? (selection?.most ?? 0) + (file?.models.length ?? 0) : undefined;
  const isListed = context.stages.has('hf_model_ids');
  await inStage(
    crawl,
    'hf_models',
    async (task) => {
      const wanted = new Set(file?.models.filter((model) => model.revision === undefined).map((model) => model.id));
      const found = new Set<string>();
      const onRow = ({ id }: { readonly id?: string | undefined }): void => {
        if (id === undefined) return;
        if (wanted.has(id)) found.add(id);
        // Only the pass over all ids asks what was seen.
        if (isListed) seen.add(id);
      };
      if (selection !== undefined) await extractList(task, selection, onRow);
      if (file !== undefined) await extractIdFile(task, file, found, ({ model }) => onRow(model));
    },
    expected,
  );
}

/** What the models refer to: found by the mapper, then taken kind by kind. */
async function extractReferences(crawl: Crawl): Promise<void> {
  const { stages } = crawl.context;
  const has = (kind: string): boolean => stages.has(`hf_identified_${kind}`) || stages.has(`hf_enriched_${kind}`);
  if (![...referenceKinds, 'accounts'].some(has)) return;
  const references = new References();
  await identify(crawl, references, 0);
  if (stages.has('hf_enriched_base_models')) await extractBaseModels(crawl, references);
  for (const kind of referenceKinds) {
    const stage = `hf_identified_${kind}`;
    if (stages.has(stage))
      await inStage(crawl, stage, async ({ tally }) => tally.add({ references: references.size(kind) }));
  }
  if (stages.has('hf_enriched_datasets')) await extractDatasets(crawl, references.of('datasets'));
  if (stages.has('hf_enriched_articles')) await extractArticles(crawl, references.of('articles'));
  for (const kind of ['keywords', 'tasks'] as const) {
    const stage = `hf_enriched_${kind}` as const;
    if (stages.has(stage) && references.size(kind) > 0) await extractVocabulary(crawl, stage);
  }
  if (stages.has('hf_enriched_accounts')) await extractAccounts(crawl, references.of('accounts'));
}
