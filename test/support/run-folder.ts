import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/core/clock.ts';
import type { HttpResponse } from '../../src/core/http/types.ts';
import { createRun, resumeRun } from '../../src/core/run/open-run.ts';
import { runFolder } from '../../src/core/run/run-paths.ts';
import type { RunWriter } from '../../src/core/run/run-writer.ts';

export const source = 'huggingface';
export const run = '2026-11-20_15-30-00_a1b2c3d4';

export interface Answer {
  readonly resource: string;
  readonly path: string;
  readonly body: Buffer | string;
  readonly mediaType?: string;
  readonly status?: number;
}

/** A clock that stands still. */
export const stillClock: Clock = {
  now: () => new Date('2026-11-20T15:30:00.000Z'),
  monotonic: () => 0,
  random: () => 0.5,
  sleep: () => Promise.resolve(),
};

export function urlOf(answer: Pick<Answer, 'path'>): string {
  return `https://hub.example/${answer.path}`;
}

export function responseOf(answer: Answer): HttpResponse {
  const url = urlOf(answer);
  return {
    url,
    requestUrl: url,
    status: answer.status ?? 200,
    headers: { 'content-type': answer.mediaType ?? 'application/json; charset=utf-8', 'set-cookie': 'token=abc' },
    body: Buffer.from(answer.body),
    redirects: [],
    fetchedAt: '2026-11-20T15:30:01.000Z',
    attempts: 1,
  };
}

export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'stemma-run-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function create(dataDir: string): Promise<RunWriter> {
  return createRun({ dataDir, source, run, settings: { limit: 10 }, clock: stillClock });
}

export function resume(dataDir: string): Promise<RunWriter> {
  return resumeRun({ dataDir, source, run, clock: stillClock });
}

/** What an extractor does: asks what is stored, stores what is not. */
export async function storeAll(writer: RunWriter, answers: readonly Answer[]): Promise<void> {
  for (const answer of answers) {
    if (writer.find(answer.resource, urlOf(answer)) === undefined)
      await writer.store(answer.resource, responseOf(answer));
  }
}

export function folderOf(dataDir: string): string {
  return runFolder({ dataDir, source, run });
}

/** Contents of the files of the run folder, by name. */
export async function filesOf(dataDir: string): Promise<Map<string, Buffer>> {
  const folder = folderOf(dataDir);
  const files = new Map<string, Buffer>();
  for (const name of (await readdir(folder)).sort()) files.set(name, await readFile(join(folder, name)));
  return files;
}

/** The data files alone: what must be the same bytes whatever happened. */
export async function dataOf(dataDir: string): Promise<Record<string, string>> {
  const data: Record<string, string> = {};
  for (const [name, bytes] of await filesOf(dataDir)) {
    if (/\.(?:json|xml|bin)$/.test(name) && name !== 'manifest.json') data[name] = bytes.toString('base64');
  }
  return data;
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A small run with every kind of file. */
export const mixedAnswers: readonly Answer[] = [
  { resource: 'hf_models', path: 'models?page=1', body: '[{"id":"a/b","tags":["x"]},\n {"id":"a/c"}]' },
  { resource: 'hf_models', path: 'models?page=2', body: '[ ]' },
  { resource: 'hf_models', path: 'models/d', body: ' {"id":"d","n":12345678901234567890,"n":1}\n' },
  { resource: 'hf_models', path: 'models/gone', body: '{"error":"Repository not found"}', status: 404 },
  {
    resource: 'arxiv_articles',
    path: 'atom',
    body: '<feed><entry/></feed>',
    mediaType: 'application/atom+xml; charset=utf-8',
  },
  { resource: 'hf_models', path: 'models?page=3', body: '\uFEFF[1]' },
  { resource: 'hf_cards', path: 'card', body: '# Card', mediaType: 'text/markdown' },
];
