import type { Answer } from '../../../../extract/ask.ts';
import { fetchEach, type Write } from '../../../../extract/fetch-each.ts';
import { mapRecord } from '../../../../extract/map-record.ts';
import { writeFailure, writeMiss } from '../../../../extract/misses.ts';
import type { ExtractContext } from '../../../../extract/source.ts';
import { inStage, type StageTask } from '../../../../extract/stage-task.ts';
import { throwIfAborted } from '../../../../src/core/abort.ts';
import { StemmaError } from '../../../../src/core/errors.ts';
import { ask, personUrl, worksUrl } from './client.ts';
import { map } from './map.ts';
import { fourthResources, peopleResource, worksResource } from './resources.ts';
import { readPage } from './responses.ts';
import { type FourthSettings, readSettings } from './settings.ts';

interface Crawl {
  readonly context: ExtractContext;
  readonly settings: FourthSettings;
}

/** The chosen stages, in the order of their table. */
export async function extract(context: ExtractContext): Promise<void> {
  throwIfAborted(context.signal);
  const crawl: Crawl = { context, settings: readSettings(context.settings) };
  if (context.stages.has('fourth_works')) await inStage(crawl, 'fourth_works', extractWorks);
  if (context.stages.has('fourth_people')) await inStage(crawl, 'fourth_people', extractPeople);
}

/** Page by page, each stored before the next is asked for. */
async function extractWorks(task: Crawl & StageTask): Promise<void> {
  const { context, settings, signal, purpose, tally } = task;
  const seen = new Set<string>();
  let left = settings.numWorks;
  let cursor: string | undefined;
  while (left > 0) {
    const url = worksUrl(settings.baseUrl, cursor);
    const answer = await ask(context, settings, worksResource, url, signal);
    const page = answer.status === 200 ? readPage(await answer.read()) : undefined;
    await answer.keep(purpose);
    if (page === undefined) throw unusable(answer);
    tally.add({ attempts: answer.attempts, records: 1 });
    left -= page.count;
    cursor = page.next;
    if (cursor === undefined) return;
    if (seen.has(cursor)) throw unusable(answer);
    seen.add(cursor);
  }
}

function unusable({ url, status }: Answer): StemmaError {
  return new StemmaError('STEMMA_RESPONSE_SHAPE', `the answer of ${url} is no page of works`, {
    hint: 'is FOURTH_BASE_URL the address of the register?',
    context: { url, status },
  });
}

/** Whom the stored works name, each once, in the order of first mention. */
async function* named({ context }: Crawl): AsyncGenerator<string> {
  const seen = new Set<string>();
  for await (const element of context.stored.elements(worksResource)) {
    for (const { evidence } of mapRecord({ resources: fourthResources, map }, element).entities) {
      for (const { property, literal } of evidence) {
        if (property !== 'author' || literal === undefined || seen.has(literal)) continue;
        seen.add(literal);
        yield literal;
      }
    }
  }
}

async function extractPeople(task: Crawl & StageTask): Promise<void> {
  const { context, settings } = task;
  const urlOf = (orcid: string): string => personUrl(settings.baseUrl, orcid);
  await fetchEach({
    items: named(task),
    concurrency: settings.threads,
    signal: task.signal,
    ask: (orcid, signal) => ask(context, settings, peopleResource, urlOf(orcid), signal),
    settle: (orcid, answer, write) => settle(task, orcid, answer, write),
    fail: (orcid, error, write) =>
      writeFailure(task, { resource: peopleResource, id: orcid }, urlOf(orcid), error, write),
  });
}

/** Every answer is kept; one that is no record is a miss besides. */
function settle(task: StageTask, orcid: string, answer: Answer, write: Write): void {
  const { url, status, attempts } = answer;
  write(answer.keep(task.purpose));
  task.tally.add(status === 200 ? { attempts, records: 1 } : { attempts, failed: 1 });
  if (status === 200) return;
  const kind = status === 404 || status === 410 ? 'missing' : 'failed';
  writeMiss(task, { resource: peopleResource, id: orcid }, { kind, url, status, attempts }, write);
}
