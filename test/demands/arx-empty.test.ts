import { afterEach, describe, expect, it } from 'vitest';
import { startNights, world, type Nights, type NightsOptions } from '../support/nights/index.ts';
import { extractNight, missedOf, type StagedRun } from '../support/staged-run.ts';
import { tempFolder } from '../support/stemma-cli.ts';

const open: Nights[] = [];
afterEach(async () => {
  for (const nights of open.splice(0)) await nights.close();
});

const inMonth = (month: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${month}.${String(n + 1).padStart(5, '0')}`);
const numbers = inMonth('2401', 49);
const more = inMonth('2402', 60);

/** One model that cites these papers; arXiv has all of `numbers` and `more`. */
function citing(...ids: readonly string[]) {
  const script = world().model({ id: 'fern/well-read', tags: ids.map((id) => `arxiv:${id}`) });
  for (const id of [...numbers, ...more]) script.paper({ id, title: `Paper ${id}`, authors: ['Fern Adder'] });
  return script;
}

async function read(options: NightsOptions, ...args: readonly string[]): Promise<[Nights, StagedRun]> {
  const nights = await startNights(options);
  open.push(nights);
  const stages = ['--select', 'hf_models,hf_enriched_articles'];
  return [nights, await extractNight(nights, tempFolder(), '--all', ...stages, ...args)];
}

/** Papers described by what was stored. */
function described({ lines }: StagedRun): number {
  return lines.filter(({ resource, status }) => resource === 'arxiv_articles' && status === 200).length;
}

describe('arXiv', { timeout: 60_000 }, () => {
  it('that sends an empty page and then a full one is asked again, and all are had', async () => {
    const [nights, run] = await read({ script: citing(...numbers), arxivEmptyOnce: true });

    expect(nights.stats().endpoints['arxiv query']).toBe(2);
    expect(described(run)).toBe(1);
    expect(missedOf(run, 'arxiv_articles')).toEqual([]);
  });

  it('is asked three seconds after the end of the answer before, also when it failed, and one at a time', async () => {
    const script = citing(...numbers, ...more);
    const fault: NightsOptions['fault'] = (_url, count, service) =>
      service === 'arxiv' && count === 0 ? 503 : undefined;
    const [nights] = await read({ script, fault, arxivSpacingMs: 3000 }, '--arxiv-spacing', '3s');

    expect(nights.stats()).toMatchObject({ spacingViolations: 0, mostAtOnce: { arxiv: 1 } });
    expect(nights.stats().statuses).toMatchObject({ 'arxiv 503': 2, 'arxiv 200': 2 });
  });

  it('knows 49 of a batch of fifty, and the one it does not know is missed alone', async () => {
    const [nights, run] = await read({ script: citing(...numbers, '2401.99999') });

    expect(nights.stats().endpoints['arxiv query']).toBe(1);
    expect(missedOf(run, 'arxiv_articles')).toEqual([['2401.99999', 'missing']]);
    expect(run.misses[0]).toMatchObject({ context: { by: 'hf:fern/well-read', property: 'citation' } });
  });

  it('that refuses a whole batch for one id gives the others all the same', async () => {
    const bad = '2401.00050';
    const fault: NightsOptions['fault'] = (url, _count, service) =>
      service === 'arxiv' && url.search.includes(bad) ? 400 : undefined;
    const [, run] = await read({ script: citing(...numbers, bad), fault });

    expect(missedOf(run, 'arxiv_articles').map(([id]) => id)).toEqual([bad]);
    const ids = run.lines
      .filter(({ resource, status }) => resource === 'arxiv_articles' && status === 200)
      .flatMap(({ url }) => (new URL(url).searchParams.get('id_list') ?? '').split(','));
    expect(ids.sort()).toEqual(numbers);
  });
});
