import { mintDataset } from '../../../ontology/iri.ts';
import { canonicalDataset } from '../../../ontology/vocab/dataset-aliases.ts';
import type { StemmaError } from '../../../src/core/errors.ts';
import { fetchEach, isOwnFailure, type Write } from '../../fetch-each.ts';
import type { Answer } from '../../ask.ts';
import { type Wanted, writeFailure, writeMiss } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import { askedDatasetId, croissantUrl, datasetUrl } from '../dataset/dataset-url.ts';
import { croissantResource, datasetsResource } from '../resources.ts';
import { parseModel } from '../responses.ts';
import { askRecord, provenConcurrency, type Asked } from './ask-record.ts';
import type { Crawl, HubTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import type { Reference } from './references.ts';

/** Fields of a dataset, asked for by name like those of a model. */
const wantedDatasetFields: readonly string[] = [
  'author',
  'cardData',
  'citation',
  'createdAt',
  'description',
  'disabled',
  'downloads',
  'downloadsAllTime',
  'gated',
  'lastModified',
  'likes',
  'paperswithcode_id',
  'private',
  'sha',
  'siblings',
  'tags',
  'trendingScore',
  'usedStorage',
];
/** A list of files or a Croissant description may be of any size; more than this tells nothing of use. */
const mostBytes = 16 * 1024 * 1024;

interface DatasetItem {
  readonly id: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** The record is known, under this name; only its Croissant is wanted. */
  readonly known: string | undefined;
}

interface AskedDataset {
  readonly record: Asked | undefined;
  readonly croissant: { readonly answer: Answer; readonly body: Buffer } | StemmaError | undefined;
}

/** What a model names; `oldName` where it is the table that leads from there to here. */
type NamedDataset = Reference & { readonly oldName?: string };

/**
 * Records and Croissant descriptions of datasets that models name, in the order of first mention; then of those the Hub has
 * nothing under an old name of, and leads nowhere, under the name of today that the shipped table gives.
 */
export async function extractDatasets(crawl: Crawl, references: readonly Reference[]): Promise<void> {
  await inStage(
    crawl,
    'hf_enriched_datasets',
    async (task) => {
      const absent = new Set<string>();
      await fetchDatasets(task, references, absent);
      const others = underNamesOfToday(references, absent);
      if (others.length > 0) await fetchDatasets(task, others, new Set());
    },
    references.length,
  );
}

/** Adds to `absent` what the Hub does not have, or does not show. */
async function fetchDatasets(task: HubTask, named: readonly NamedDataset[], absent: Set<string>): Promise<void> {
  await fetchEach({
    items: wantedDatasets(task, named, absent),
    concurrency: provenConcurrency(task, datasetsResource, task.settings.enrichmentThreads),
    signal: task.signal,
    ask: (item, signal) => askDataset(task, item, signal),
    settle: (item, asked, write) => {
      if (asked.record !== undefined && isAbsence(asked.record.answer.status)) absent.add(item.id);
      settle(task, item, asked, write);
    },
    fail: (item, error, write) =>
      writeFailure(task, recordOf(item), datasetUrl(task.settings.endpoint, item.id), error, write),
  });
}

function isAbsence(status: number): boolean {
  return status === 401 || status === 404 || status === 410;
}

/** Each once, and none that is named itself. */
function underNamesOfToday(references: readonly Reference[], absent: ReadonlySet<string>): readonly NamedDataset[] {
  const asked = new Set(references.map(({ id }) => id));
  return references.flatMap((reference) => {
    const today = absent.has(reference.id) ? canonicalDataset(reference.id)?.id : undefined;
    if (today === undefined || asked.has(today)) return [];
    asked.add(today);
    return [{ ...reference, id: today, iri: mintDataset(today), oldName: reference.id }];
  });
}

async function* wantedDatasets(
  task: HubTask,
  named: readonly NamedDataset[],
  absent: Set<string>,
): AsyncGenerator<DatasetItem> {
  for (const { id, by, property, method, count, oldName } of named) {
    const context = { by, property, method, count, ...(oldName === undefined ? {} : { oldName }) };
    const record = await task.known.fresh(datasetsResource, id);
    if (record === undefined) {
      yield { id, context, known: undefined };
      continue;
    }
    const { status, url, finalUrl = url } = record.line;
    if (isAbsence(status)) absent.add(id);
    const today = askedDatasetId(finalUrl) ?? id;
    const isDone = status !== 200 || (await task.known.fresh(croissantResource, today)) !== undefined;
    if (isDone) task.tally.add({ known: 1 });
    else yield { id, context, known: today };
  }
}

/** The record; and, when there is one, its description under the name the record has today. */
async function askDataset(task: HubTask, item: DatasetItem, signal: AbortSignal): Promise<AskedDataset> {
  const { endpoint } = task.settings;
  const url = datasetUrl(endpoint, item.id, wantedDatasetFields);
  const record = item.known === undefined ? await askRecord(task, datasetsResource, url, signal, mostBytes) : undefined;
  if (record !== undefined && record.answer.status !== 200) return { record, croissant: undefined };
  const id = item.known ?? parseModel(record?.body ?? Buffer.alloc(0))?.id ?? item.id;
  try {
    const answer = await task.client.ask(croissantResource, croissantUrl(endpoint, id), {
      signal,
      maxBytes: mostBytes,
      expect: 'file',
    });
    return { record, croissant: { answer, body: await answer.read() } };
  } catch (error) {
    // The record is had all the same.
    if (record !== undefined && isOwnFailure(error)) return { record, croissant: error };
    throw error;
  }
}

function recordOf({ id, context }: DatasetItem): Wanted {
  return { resource: datasetsResource, id, context };
}

function settle(task: HubTask, item: DatasetItem, { record, croissant }: AskedDataset, write: Write): void {
  if (record !== undefined) settleRecord(task, item, record, write);
  const wanted = { resource: croissantResource, id: item.id, context: item.context };
  if (croissant === undefined) return;
  if (croissant instanceof Error)
    return writeFailure(task, wanted, croissantUrl(task.settings.endpoint, item.id), croissant, write);
  const { answer, body } = croissant;
  const { status, attempts } = answer;
  // Only datasets that convert to Parquet have one: that there is none is the rule and no miss.
  if (status === 200 || status === 404) {
    write(answer.keep({ ...task.purpose, context: item.context }));
    return task.tally.add({ attempts, records: status === 200 ? 1 : 0 });
  }
  task.tally.add({ attempts, failed: 1 });
  writeAbsence(task, wanted, answer, body, write);
}

function settleRecord(task: HubTask, item: DatasetItem, { refusals, answer, body }: Asked, write: Write): void {
  const { url, status, attempts } = answer;
  for (const refusal of refusals) write(refusal.keep(task.purpose));
  if (status !== 200) {
    task.tally.add({ attempts, failed: 1 });
    return writeAbsence(task, recordOf(item), answer, body, write);
  }
  const dataset = parseModel(body);
  if (dataset === undefined) {
    task.tally.add({ attempts, failed: 1 });
    const error = 'the answer is not an object';
    return writeMiss(task, recordOf(item), { kind: 'malformed', url, status, error, attempts }, write);
  }
  write(answer.keep({ ...task.purpose, context: item.context }));
  task.tally.add({ records: 1, attempts });
  if (dataset.id === undefined || dataset.id === item.id) return;
  const more = { to: dataset.id, recorded: true };
  writeMiss(task, recordOf(item), { kind: 'renamed', url, status, attempts }, write, more);
}
