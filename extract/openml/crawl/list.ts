import { throwIfAborted } from '../../../src/core/abort.ts';
import { CompactSet } from '../../../src/core/compact-map.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import type { OmlNode } from '../document.ts';
import { meaningOf } from '../error-codes.ts';
import type { ApiPath, Form } from '../urls.ts';
import { type AskedDocument, askDocument } from './ask-document.ts';
import type { OpenmlTask } from './crawl.ts';
import { refusal } from './settle.ts';

/** A list of the API. */
export interface ListQuestion {
  readonly resource: string;
  /** `['run', 'list']`. */
  readonly path: ApiPath;
  /** Pairs behind it that narrow the list. */
  readonly filters: ApiPath;
  readonly root: string;
  readonly item: string;
  /** The member that tells rows apart; none where rows have no name. */
  readonly id: string | undefined;
  readonly form: Form;
}

export interface ListPage {
  readonly root: OmlNode;
  /** Rows that no earlier page had. */
  readonly rows: readonly OmlNode[];
}

export interface ListBounds {
  /** Rows passed over at the beginning. */
  readonly offset: number;
  /** Rows wanted; undefined: to the end. */
  readonly most: number | undefined;
  readonly pageSize: number;
}

/**
 * The pages of a list up to its true end: that is where the server says that there are no results, for it may give fewer rows at
 * once than asked for. Rows are counted as they come, for the server counts repeated ones too; each is handed over once.
 */
export async function* walkList(
  task: OpenmlTask,
  list: ListQuestion,
  { offset, most, pageSize }: ListBounds,
): AsyncGenerator<ListPage, { readonly isAtEnd: boolean }> {
  const seen = new CompactSet();
  let at = offset;
  let left = most ?? Number.POSITIVE_INFINITY;
  while (left > 0) {
    throwIfAborted(task.signal);
    const found = await askPage(task, list, at, Math.min(pageSize, left));
    if (found === undefined) return { isAtEnd: true };
    const all = found.many(list.item);
    const rows = all.filter((row) => isNew(seen, row, list.id));
    task.tally.add({ listed: rows.length });
    if (all.length === 0) return { isAtEnd: true };
    if (rows.length === 0) {
      const { resource } = list;
      task.logger.warn({ resource, offset: at }, 'the list gives again what it gave before; taken as its end');
      return { isAtEnd: false };
    }
    yield { root: found, rows };
    at += all.length;
    left -= all.length;
  }
  return { isAtEnd: false };
}

function isNew(seen: CompactSet, row: OmlNode, name: string | undefined): boolean {
  const id = name === undefined ? undefined : row.text(name)?.value;
  return id === undefined || seen.add(id);
}

export function pagePath(
  { path, filters }: Pick<ListQuestion, 'path' | 'filters'>,
  offset: number,
  limit: number,
): ApiPath {
  return [...path, ...filters, 'limit', limit, 'offset', offset];
}

/** The root of a page; undefined when there are no results. @throws when the list is refused or cannot be read */
export async function askPage(
  task: OpenmlTask,
  list: Omit<ListQuestion, 'item' | 'id'>,
  offset: number,
  limit: number,
): Promise<OmlNode | undefined> {
  const { resource, root, form } = list;
  const asked = await askDocument(task, { resource, path: pagePath(list, offset, limit), root, form }, task.signal);
  const { answer, read } = asked;
  for (const { answer: broken, problem } of asked.unreadable) {
    await broken.keep({ ...task.purpose, context: { unreadable: problem } });
    task.tally.add({ attempts: broken.attempts });
  }
  if (read.kind === 'record') {
    await answer.keep(task.purpose);
    task.tally.add({ attempts: answer.attempts });
    return read.root;
  }
  if (read.kind === 'error' && meaningOf(answer.status, read.code) === 'empty') {
    await answer.keep({ ...task.purpose, context: { code: read.code } });
    task.tally.add({ attempts: answer.attempts });
    return undefined;
  }
  throw listError(asked);
}

function listError({ answer, read }: AskedDocument): StemmaError {
  const { url, status } = answer;
  if (read.kind === 'error') {
    if (meaningOf(status, read.code) === 'auth') return refusal(answer, read.message);
    const code = read.code === undefined ? '' : `, code ${read.code}`;
    return new StemmaError('STEMMA_HTTP', `OpenML refuses a list: ${read.message} (status ${status}${code})`, {
      hint: 'check the filters; what was received is kept, and the run can be resumed',
      context: { url, status },
    });
  }
  return new StemmaError(
    'STEMMA_RESPONSE_SHAPE',
    `a page of a list of OpenML cannot be read: ${read.kind === 'unreadable' ? read.problem : ''}`,
    {
      hint: 'is OPENML_BASE_URL the address of OpenML? Nothing of this page was kept; the run can be resumed',
      context: { url, status },
    },
  );
}
