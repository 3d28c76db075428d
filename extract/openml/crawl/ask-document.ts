import { isStemmaError } from '../../../src/core/errors.ts';
import { type Answer, askOnce } from '../../ask.ts';
import { isOwnFailure } from '../../fetch-each.ts';
import { apiRequest } from '../client.ts';
import { type ReadAnswer, readAnswer } from '../read-answer.ts';
import { type ApiPath, apiUrl, type Form } from '../urls.ts';
import type { OpenmlTask } from './crawl.ts';

/** What is asked of the API. */
export interface Question {
  readonly resource: string;
  readonly path: ApiPath;
  /** What the answer's root is called. */
  readonly root: string;
  /** Asked for first. */
  readonly form: Form;
}

/** What asking led to: answers that nobody can read first, the deciding one last. */
export interface AskedDocument {
  readonly unreadable: readonly { readonly answer: Answer; readonly problem: string }[];
  readonly answer: Answer;
  readonly read: ReadAnswer;
}

/**
 * An answer in one form, and in the other when it cannot be read: the server makes JSON out of XML or out of texts it does not
 * escape, and fails where they hold a quote, an ampersand or another encoding.
 */
export async function askDocument(task: OpenmlTask, question: Question, signal: AbortSignal): Promise<AskedDocument> {
  const forms: readonly [Form, Form] = question.form === 'json' ? ['json', 'xml'] : ['xml', 'json'];
  const first = await askFirst(task, question, forms[0], signal);
  if (first !== undefined && first.read.kind !== 'unreadable') return { unreadable: [], ...first };
  const broken = first?.read.kind === 'unreadable' ? [{ answer: first.answer, problem: first.read.problem }] : [];
  const second = await askForm(task, question, forms[1], signal);
  return { unreadable: broken, ...second };
}

interface Asked {
  readonly answer: Answer;
  readonly read: ReadAnswer;
}

async function askForm(
  { context, settings }: OpenmlTask,
  { resource, path, root }: Question,
  form: Form,
  signal: AbortSignal,
): Promise<Asked> {
  const answer = await askOnce(context, resource, apiRequest(apiUrl(settings.baseUrl, form, path), form, signal));
  // What the server trips over in one form it may have in the other.
  if (answer.status === 500) return { answer, read: { kind: 'unreadable', problem: 'status 500' } };
  return { answer, read: readAnswer(answer.status, await answer.read(), root) };
}

/** Undefined when the server trips over this very answer in this form: it says 500 to what it cannot convert. */
async function askFirst(
  task: OpenmlTask,
  question: Question,
  form: Form,
  signal: AbortSignal,
): Promise<Asked | undefined> {
  try {
    return await askForm(task, question, form, signal);
  } catch (error) {
    const isOfForm =
      isOwnFailure(error) && isStemmaError(error, 'STEMMA_HTTP') && error.context['status'] === 500 && form === 'json';
    if (!isOfForm) throw error;
    return undefined;
  }
}
