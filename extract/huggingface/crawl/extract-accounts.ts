import { fetchEach } from '../../fetch-each.ts';
import type { Answer } from '../../ask.ts';
import { writeFailure } from '../../misses.ts';
import { inStage } from '../../stage-task.ts';
import { accountsResource } from '../resources.ts';
import type { Crawl, HubTask } from './crawl.ts';
import { writeAbsence } from './misses.ts';
import type { Reference } from './references.ts';

interface AskedAccount {
  /** The user first, then the organization. */
  readonly answers: readonly Answer[];
  readonly body: Buffer;
}

/** Accounts that share models. A name does not tell whether it is a user or an organization: the one is asked, then the other. */
export async function extractAccounts(crawl: Crawl, references: readonly Reference[]): Promise<void> {
  await inStage(
    crawl,
    'hf_enriched_accounts',
    async (task) => {
      const wantedOf = ({ id, by, count }: Reference) => ({ resource: accountsResource, id, context: { by, count } });
      await fetchEach({
        items: unknownAccounts(task, references),
        concurrency: task.settings.enrichmentThreads,
        signal: task.signal,
        ask: ({ id }, signal) => askAccount(task, id, signal),
        settle: (reference, { answers, body }, write) => {
          const last = answers.at(-1);
          for (const answer of answers.slice(0, -1)) write(answer.keep(task.purpose));
          if (last === undefined) return;
          const isFound = last.status === 200;
          task.tally.add({ attempts: last.attempts, records: isFound ? 1 : 0, failed: isFound ? 0 : 1 });
          if (isFound) write(last.keep(task.purpose));
          else writeAbsence(task, wantedOf(reference), last, body, write);
        },
        fail: (reference, error, write) =>
          writeFailure(task, wantedOf(reference), overviewUrl(task, 'users', reference.id), error, write),
      });
    },
    references.length,
  );
}

async function* unknownAccounts(task: HubTask, references: readonly Reference[]): AsyncGenerator<Reference> {
  for (const reference of references) {
    if ((await task.known.fresh(accountsResource, reference.id)) === undefined) yield reference;
    else task.tally.add({ known: 1 });
  }
}

function overviewUrl({ settings }: HubTask, kind: 'users' | 'organizations', name: string): string {
  return `${settings.endpoint}/api/${kind}/${encodeURIComponent(name)}/overview`;
}

async function askAccount(task: HubTask, name: string, signal: AbortSignal): Promise<AskedAccount> {
  const user = await task.client.ask(accountsResource, overviewUrl(task, 'users', name), { signal });
  if (user.status !== 404) return { answers: [user], body: await user.read() };
  const organization = await task.client.ask(accountsResource, overviewUrl(task, 'organizations', name), { signal });
  return { answers: [user, organization], body: await organization.read() };
}
