import type { EarlierAnswer } from '../../../src/core/run/earlier-answers.ts';
import { fetchEach } from '../../fetch-each.ts';
import { type Wanted, writeFailure } from '../../misses.ts';
import type { OmlNode } from '../document.ts';
import { readAnswer } from '../read-answer.ts';
import { apiUrl } from '../urls.ts';
import { type AskedDocument, askDocument, type Question } from './ask-document.ts';
import type { OpenmlTask } from './crawl.ts';
import { settleDocument } from './settle.ts';

/** A thing that is asked for by its number. */
export interface DetailItem {
  readonly id: string;
  /** Why, for ledger and misses. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** How things of one kind are asked for. */
export interface DetailKind {
  readonly resource: string;
  /** Step of the address before the number, and what the answer's root is called. */
  readonly step: string;
  readonly root: string;
}

/** What is told of each thing, in the items' order; `root` is undefined when nothing is known of it. */
type OnThing<T> = (item: T, root: OmlNode | undefined) => void;

type Asked = AskedDocument | { readonly known: OmlNode | undefined };

interface Pending<T> {
  readonly item: T;
  readonly known: EarlierAnswer | undefined;
}

/** Asks for things one by one, each failing alone. What an earlier run knows is taken from there. */
export async function extractDetails<T extends DetailItem>(
  task: OpenmlTask,
  kind: DetailKind,
  items: Iterable<T> | AsyncIterable<T>,
  concurrency: number,
  onThing: OnThing<T>,
): Promise<void> {
  const { resource } = kind;
  const wantedOf = ({ id, context }: DetailItem): Wanted => ({
    resource,
    id,
    ...(context === undefined ? {} : { context }),
  });
  await fetchEach<Pending<T>, Asked>({
    items: withKnown(task, kind, items),
    concurrency,
    signal: task.signal,
    ask: async ({ item, known }, signal) =>
      known === undefined
        ? askDocument(task, questionOf(kind, item.id), signal)
        : { known: await earlierRoot(known, kind.root) },
    settle: ({ item }, asked, write) => {
      if ('known' in asked) {
        task.tally.add({ known: 1 });
        onThing(item, asked.known);
      } else onThing(item, settleDocument(task, wantedOf(item), asked, write));
    },
    fail: ({ item }, error, write) => {
      writeFailure(task, wantedOf(item), apiUrl(task.settings.baseUrl, 'json', [kind.step, item.id]), error, write);
      onThing(item, undefined);
    },
  });
}

function questionOf({ resource, step, root }: DetailKind, id: string): Question {
  return { resource, path: [step, id], root, form: 'json' };
}

async function* withKnown<T extends DetailItem>(
  task: OpenmlTask,
  { resource, step }: DetailKind,
  items: Iterable<T> | AsyncIterable<T>,
): AsyncGenerator<Pending<T>> {
  for await (const item of items) yield { item, known: await task.known.fresh(resource, `${step}/${item.id}`) };
}

/** What an earlier run has; undefined when it was told that there is nothing. */
export async function earlierRoot({ run, line }: EarlierAnswer, root: string): Promise<OmlNode | undefined> {
  if (line.status !== 200) return undefined;
  const read = readAnswer(line.status, await run.body(line), root);
  return read.kind === 'record' ? read.root : undefined;
}
