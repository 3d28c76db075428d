import type { EarlierAnswer } from '../../../src/core/run/earlier-answers.ts';
import { isStemmaError, type StemmaError } from '../../../src/core/errors.ts';
import { fetchEach, isOwnFailure, type Write } from '../../fetch-each.ts';
import { type Wanted, writeFailure } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import type { OmlNode } from '../document.ts';
import * as names from '../resources.ts';
import { apiUrl, croissantUrl } from '../urls.ts';
import { type AskedDocument, askDocument, type Question } from './ask-document.ts';
import { noteChecksum } from './checksums.ts';
import { type AskedCroissant, askCroissant, settleCroissant } from './croissant.ts';
import type { Crawl, OpenmlTask } from './crawl.ts';
import { earlierRoot } from './extract-details.ts';
import { noteReferences } from './identify.ts';
import { contextOf, type Reference } from './references.ts';
import { settleDocument } from './settle.ts';

/** What is asked of a dataset besides its description. */
const parts: readonly Pick<Question, 'resource' | 'root'>[] = [
  { resource: names.featuresResource, root: 'data_features' },
  { resource: names.qualitiesResource, root: 'data_qualities' },
];
const steps: Readonly<Record<string, string>> = {
  [names.featuresResource]: 'features',
  [names.qualitiesResource]: 'qualities',
};

interface Item {
  readonly reference: Reference;
  /** Of resources that need not be asked for. */
  readonly known: ReadonlyMap<string, EarlierAnswer>;
}

interface Asked {
  readonly record: AskedDocument | { readonly known: OmlNode | undefined };
  readonly parts: ReadonlyMap<string, AskedDocument | StemmaError>;
  readonly croissant: AskedCroissant | StemmaError | undefined;
}

/** Descriptions, features, qualities and Croissant documents of datasets; never the data. */
export async function extractDatasets(crawl: Crawl): Promise<void> {
  const references = crawl.references.of('datasets');
  await inStage(
    crawl,
    'openml_enriched_datasets',
    async (task) => {
      await fetchEach<Item, Asked>({
        items: withKnown(task, references),
        concurrency: task.settings.enrichmentThreads,
        signal: task.signal,
        ask: (item, signal) => askDataset(task, item, signal),
        settle: (item, asked, write) => settle(task, item, asked, write),
        fail: ({ reference }, error, write) => {
          const wanted = wantedOf(names.datasetsResource, reference);
          writeFailure(task, wanted, apiUrl(task.settings.baseUrl, 'json', ['data', reference.id]), error, write);
        },
      });
    },
    references.length,
  );
}

function wantedOf(resource: string, reference: Reference): Wanted {
  return { resource, id: reference.id, context: contextOf(reference) };
}

async function* withKnown(task: OpenmlTask, references: readonly Reference[]): AsyncGenerator<Item> {
  for (const reference of references) {
    const known = new Map<string, EarlierAnswer>();
    const subjects = [
      [names.datasetsResource, `data/${reference.id}`],
      ...parts.map(({ resource }) => [resource, `data/${steps[resource]}/${reference.id}`]),
      [names.croissantResource, `croissant/dataset/${reference.id}`],
    ] as [string, string][];
    for (const [resource, subject] of subjects) {
      const found = await task.known.fresh(resource, subject);
      if (found !== undefined) known.set(resource, found);
    }
    yield { reference, known };
  }
}

/** The description first: of a dataset that is not there nothing else is asked. */
async function askDataset(task: OpenmlTask, { reference, known }: Item, signal: AbortSignal): Promise<Asked> {
  const { id } = reference;
  const earlier = known.get(names.datasetsResource);
  const record =
    earlier === undefined
      ? await askDocument(
          task,
          { resource: names.datasetsResource, path: ['data', id], root: 'data_set_description', form: 'json' },
          signal,
        )
      : { known: await earlierRoot(earlier, 'data_set_description') };
  const isThere = 'known' in record ? record.known !== undefined : record.read.kind === 'record';
  const found = new Map<string, AskedDocument | StemmaError>();
  if (!isThere) return { record, parts: found, croissant: undefined };
  for (const { resource, root } of parts) {
    if (known.has(resource)) continue;
    const question: Question = { resource, path: ['data', steps[resource] ?? '', id], root, form: 'json' };
    found.set(resource, await ownFailure(askDocument(task, question, signal)));
  }
  const croissant = known.has(names.croissantResource) ? undefined : await ownFailure(askCroissant(task, id, signal));
  return { record, parts: found, croissant };
}

/** What is had already is kept when a part of it fails. */
async function ownFailure<T>(asked: Promise<T>): Promise<T | StemmaError> {
  try {
    return await asked;
  } catch (error) {
    if (isOwnFailure(error)) return error;
    throw error;
  }
}

function settle(task: OpenmlTask, { reference, known }: Item, asked: Asked, write: Write): void {
  const { record, croissant } = asked;
  task.tally.add({ known: known.size });
  const root = 'known' in record ? record.known : settleRecord(task, reference, record, write);
  if (root !== undefined) noteReferences(task, names.datasetsResource, root);
  for (const [resource, part] of asked.parts) {
    const wanted = wantedOf(resource, reference);
    if (!isStemmaError(part)) settleDocument(task, wanted, part, write);
    else {
      const url = apiUrl(task.settings.baseUrl, 'json', ['data', steps[resource] ?? '', reference.id]);
      writeFailure(task, wanted, url, part, write);
    }
  }
  if (croissant === undefined) return;
  const wanted = wantedOf(names.croissantResource, reference);
  if (!isStemmaError(croissant)) settleCroissant(task, wanted, croissant, write);
  else writeFailure(task, wanted, croissantUrl(task.settings.baseUrl, reference.id), croissant, write);
}

function settleRecord(
  task: OpenmlTask,
  reference: Reference,
  record: AskedDocument,
  write: Write,
): OmlNode | undefined {
  const wanted = wantedOf(names.datasetsResource, reference);
  return settleDocument(task, noteChecksum(task, wanted, record.read), record, write);
}
