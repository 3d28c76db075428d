import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { messageOf, StemmaError } from '../../../src/core/errors.ts';
import { isOwnFailure } from '../../fetch-each.ts';
import { writeFailure } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import { leaderboardResource } from '../resources.ts';
import type { Crawl, HubTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';

/** Where the leaderboard's final state lies. It is frozen since March 2025. */
const dataset = 'open-llm-leaderboard/contents';
const rowsPerPage = 100;
const mostPages = 1000;

const wanted = { resource: leaderboardResource, id: dataset };

/** The rows of the Open LLM Leaderboard 2: from a file, else page by page from the datasets server. */
export async function extractLeaderboard(crawl: Crawl): Promise<void> {
  await inStage(crawl, 'hf_leaderboard', async (task) => {
    const { leaderboard } = task.settings;
    await (leaderboard === undefined ? readRows(task) : takeFile(task, leaderboard));
  });
}

async function readRows(task: HubTask): Promise<void> {
  let total = Number.POSITIVE_INFINITY;
  for (let page = 0; page < mostPages && page * rowsPerPage < total; page += 1) {
    const url = rowsUrl(task, page * rowsPerPage);
    const known = await task.known.fresh(leaderboardResource, url);
    try {
      // What an earlier run has of a frozen table is as good, and tells how long it is.
      const body = known === undefined ? await askForRows(task, url) : await known.run.body(known.line);
      if (known !== undefined) task.tally.add({ known: 1 });
      if (body === undefined) return;
      total = totalOf(body);
    } catch (error) {
      if (!isOwnFailure(error)) throw error;
      const writes: Promise<unknown>[] = [];
      writeFailure(task, wanted, url, error, (write) => writes.push(write));
      await Promise.all(writes);
      return;
    }
  }
}

function rowsUrl({ settings }: HubTask, offset: number): string {
  const query = `dataset=${encodeURIComponent(dataset)}&config=default&split=train&offset=${offset}&length=${rowsPerPage}`;
  return `${settings.datasetsServer}/rows?${query}`;
}

async function askForRows(task: HubTask, url: string): Promise<Buffer | undefined> {
  const answer = await task.client.ask(leaderboardResource, url, { signal: task.signal });
  const body = await answer.read();
  const { status, attempts } = answer;
  task.tally.add({ attempts, records: status === 200 ? 1 : 0, failed: status === 200 ? 0 : 1 });
  if (status === 200) {
    await answer.keep(task.purpose);
    return body;
  }
  const writes: Promise<unknown>[] = [];
  writeAbsence(task, wanted, answer, body, (write) => writes.push(write));
  await Promise.all(writes);
  return undefined;
}

/** Rows there are, by the page's own word; a page that does not say is the last. */
function totalOf(body: Buffer): number {
  const value: unknown = JSON.parse(body.toString('utf8'));
  const total =
    typeof value === 'object' && value !== null && 'num_rows_total' in value ? value.num_rows_total : undefined;
  return typeof total === 'number' ? total : 0;
}

/** A JSON array of rows, a page of the datasets server, or a row a line; kept as it stands, but for the brackets around lines. */
async function takeFile(task: HubTask, path: string): Promise<void> {
  const url = `file:///${encodeURIComponent(basename(path))}`;
  if (task.writer.find(leaderboardResource, url) !== undefined) return;
  const body = asJson(await readGiven(path), path);
  const response = { url, requestUrl: url, status: 200, headers: { 'content-type': 'application/json' }, body };
  await task.writer.store(
    leaderboardResource,
    { ...response, redirects: [], attempts: 0, fetchedAt: task.context.startedAt },
    task.purpose,
  );
  task.tally.add({ records: 1 });
}

async function readGiven(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw unusable(path, messageOf(cause), cause);
  }
}

function asJson(bytes: Buffer, path: string): Buffer {
  if (isJson(bytes)) return bytes;
  const lines = bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const list = Buffer.from(`[${lines.join(',\n')}]`);
  if (isJson(list)) return list;
  throw unusable(path, 'it is neither JSON nor one JSON row a line');
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function unusable(path: string, why: string, cause?: unknown): StemmaError {
  return new StemmaError('STEMMA_CONFIG', `the file of the leaderboard cannot be used: ${why}`, {
    hint: 'check --leaderboard or HF_LEADERBOARD',
    context: { path },
    cause,
  });
}
