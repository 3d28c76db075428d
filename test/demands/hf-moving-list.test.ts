import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { HubWorkshop } from '../support/hub-workshop.ts';
import { startNights, world, type Nights } from '../support/nights/index.ts';
import { seededRandom } from '../support/seeded-random.ts';

const workshop = new HubWorkshop();
const opened: Nights[] = [];
afterEach(async () => {
  await workshop.tidy();
  for (const nights of opened.splice(0)) await nights.close();
});
afterAll(() => workshop.close());

interface Moving {
  readonly nights: Nights;
  /** Models nobody has renamed or removed. */
  readonly staying: ReadonlySet<string>;
  /** Everything that was there at any moment, by the name it then had. */
  readonly ever: ReadonlySet<string>;
}

/** A Hub in which, before each page of the list, counters jump, models are pushed to, renamed, removed, and new ones come. */
async function moving(seed: number): Promise<Moving> {
  const script = world();
  const staying = new Set<string>();
  for (let at = 0; at < 100; at += 1) {
    script.model({ id: `moss/m${at}` });
    staying.add(`moss/m${at}`);
  }
  const ever = new Set(staying);
  const random = seededRandom(seed);
  let born = 0;
  const nights = await startNights({
    script,
    before: (url) => {
      if (url.pathname !== '/api/models') return;
      const now = nights.world();
      const any = (): string => [...now.models.keys()][Math.floor(random() * now.models.size)] ?? '';
      now.enter(2);
      for (let at = 0; at < 30; at += 1)
        now.count(any(), { downloads: Math.floor(random() * 1e6), trendingScore: random() * 9 });
      for (let at = 0; at < 10; at += 1) now.change(any(), { body: `push ${born} ${at}` });
      const [renamed, removed] = [any(), any()];
      born += 1;
      now.rename(renamed, `${renamed}-renamed`);
      ever.add(`${renamed}-renamed`);
      if (removed !== renamed) now.remove(removed);
      now.model({ id: `moss/new-${born}` });
      ever.add(`moss/new-${born}`);
      for (const id of [renamed, removed]) staying.delete(id);
    },
  });
  opened.push(nights);
  return { nights, staying, ever };
}

function repeated(ids: readonly string[]): readonly string[] {
  return ids.filter((id, at) => ids.indexOf(id) !== at);
}

describe('a list that moves under the crawl', () => {
  it('loses and repeats models when it is read in the order of a number that changes', async () => {
    const { nights, staying } = await moving(1);
    const ids: string[] = [];
    for (let next: string | undefined = `${nights.urls.hf}/api/models?sort=downloads&limit=7`; next !== undefined;) {
      const response: Response = await fetch(next);
      ids.push(...((await response.json()) as { id: string }[]).map(({ id }) => id));
      next = /<([^>]+)>/.exec(response.headers.get('link') ?? '')?.[1];
    }

    expect(repeated(ids).length).toBeGreaterThan(0);
    expect([...staying].filter((id) => !ids.includes(id)).length).toBeGreaterThan(0);
  });

  it.each([1, 2, 3, 4, 5])('gives every id exactly once in the order of creation (seed %i)', async (seed) => {
    const { nights, staying, ever } = await moving(seed);
    const { run } = await workshop.extract({ endpoint: nights.urls.hf }, { all: true });
    const ids = run.ids();

    expect(ids.length).toBeGreaterThan(80);
    expect(repeated(ids)).toEqual([]);
    expect([...staying].filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => !ever.has(id))).toEqual([]);
    const identities = run.stored.flatMap(({ body }) =>
      (JSON.parse(body.toString()) as { _id: string }[]).map((row) => row._id),
    );
    expect(repeated(identities)).toEqual([]);
  });
});
