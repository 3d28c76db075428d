import { throwIfAborted } from '../../../src/core/abort.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import { isObject } from '../../found.ts';
import { readArtifact } from '../artifact.ts';
import { ask, childrenUrl, type ChildrenQuery } from '../client.ts';
import { recordsResource } from '../resources.ts';
import { type ChildrenPage, errorTextOf, parsePage } from '../responses.ts';
import type { CrawlTask } from './crawl.ts';
import { nameText } from './rows.ts';

/** The way along the list of what the collection holds. */
export class Walk {
  readonly #task: CrawlTask;
  readonly #query: Pick<ChildrenQuery, 'order' | 'filters'>;
  readonly #seen = new Set<string>();
  readonly #totals = new Set<number>();
  #rows = 0;
  #nameless = 0;
  /** Aliases of those listed without their description. */
  readonly bare: string[] = [];

  constructor(task: CrawlTask, query: Pick<ChildrenQuery, 'order' | 'filters'>) {
    this.#task = task;
    this.#query = query;
  }

  /** Rows that were read. */
  get size(): number {
    return this.#rows;
  }

  /** What the pages said of the size of the whole list. */
  get announced(): string {
    return [...this.#totals].join(', then ');
  }

  /** Whether every page announced one and the same number, and so many different things were listed. */
  get isSteady(): boolean {
    const [total, ...others] = this.#totals;
    const listed = this.#seen.size + this.#nameless;
    return others.length === 0 && listed === this.#rows && (total === undefined || total === listed);
  }

  /** Without an announced number the list ends with an empty page, for a server may give less than was asked. */
  async toEnd(most = Number.POSITIVE_INFINITY): Promise<void> {
    const { signal, settings } = this.#task;
    let offset = 0;
    while (offset < most) {
      throwIfAborted(signal);
      const limit = Math.min(settings.pageSize, most - offset);
      const page = await readPage(this.#task, childrenUrl(settings, { ...this.#query, offset, limit }));
      if (page.total !== undefined) this.#totals.add(page.total);
      if (page.rows.length === 0) return;
      await this.#take(page.rows);
      offset += page.rows.length;
      if (page.total !== undefined && offset >= page.total) return;
    }
  }

  async #take(rows: readonly unknown[]): Promise<void> {
    const before = this.#seen.size + this.#nameless;
    let hidden = 0;
    for (const [index, row] of rows.entries()) {
      const artifact = readArtifact(row);
      this.#rows += 1;
      if (artifact === undefined) {
        this.#nameless += 1;
        await this.#noName(row, index);
        continue;
      }
      this.#seen.add(nameText(artifact));
      if (!isObject(artifact.manifest.value)) this.bare.push(artifact.alias);
      if (!artifact.root.at('staging').isEmpty) hidden += 1;
    }
    this.#task.tally.add({ listed: rows.length, hidden });
    if (this.#seen.size + this.#nameless > before) return;
    throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'the collection gives the same page again and again', {
      hint: 'the server takes no notice of `offset`; nothing is taken for removed',
    });
  }

  async #noName(row: unknown, index: number): Promise<void> {
    const { writer, stage, tally } = this.#task;
    tally.add({ failed: 1 });
    const id = `row ${this.#rows}`;
    const error = `row ${index} of a page has no usable alias`;
    const context = isObject(row) && typeof row['id'] === 'string' ? { context: { id: row['id'].slice(0, 200) } } : {};
    await writer.miss({ resource: recordsResource, stage, id, kind: 'malformed', error, ...context });
  }
}

async function readPage(task: CrawlTask, url: string): Promise<ChildrenPage> {
  const { context, signal, purpose, tally } = task;
  const answer = await ask(context, recordsResource, url, { signal });
  const body = await answer.read();
  if (answer.status !== 200) throw listError(task, url, answer.status, errorTextOf(body));
  const page = parsePage(body, url);
  await answer.keep(purpose);
  tally.add({ records: page.rows.length, attempts: answer.attempts });
  return page;
}

/** A collection that is gone is no empty one: nothing of what it held is taken for removed. */
function listError({ settings }: CrawlTask, url: string, status: number, said: string): StemmaError {
  const name = `${settings.workspace}/${settings.collection}`;
  const message =
    status === 404 || status === 410
      ? `the collection ${name} is not there any more: the server answers ${status}: ${said}`
      : `the server answers ${status} to the list of ${name}: ${said}`;
  return new StemmaError('STEMMA_HTTP', message, {
    hint: 'check AI4LIFE_BASE_URL and AI4LIFE_PARENT_ID; what earlier runs have stays as it is',
    context: { url, status },
  });
}
