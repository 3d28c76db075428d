import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { gguf, safetensors, startNights, world, type Nights, type NightsOptions } from '../../support/nights/index.ts';

const opened: Nights[] = [];
afterEach(async () => {
  for (const nights of opened.splice(0)) await nights.close();
});

async function start(options: NightsOptions = {}): Promise<Nights> {
  const nights = await startNights(options);
  opened.push(nights);
  return nights;
}

interface Row {
  readonly _id: string;
  readonly id: string;
  readonly [key: string]: unknown;
}

const get = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { headers, redirect: 'manual' });
const rows = async (response: Response): Promise<Row[]> => (await response.json()) as Row[];
const token = { authorization: 'Bearer hf_made_up' };

/** All pages of a list. */
async function crawl(url: string): Promise<Row[]> {
  const all: Row[] = [];
  for (let next: string | undefined = url; next !== undefined;) {
    const response: Response = await get(next);
    all.push(...(await rows(response)));
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return all;
}

describe('the list of models', () => {
  it('gives every model once over small pages, newest first, whatever path it stands behind', async () => {
    const nights = await start({ prefix: '/mirror' });
    const all = await crawl(`${nights.urls.hf}/api/models?sort=createdAt&limit=7&expand=createdAt`);

    expect(new Set(all.map((row) => row.id)).size).toBe(all.length);
    expect(all.length).toBe(nights.world().models.size);
    const created = all.map((row) => String(row['createdAt']));
    expect(created).toEqual(created.toSorted().reverse());
    expect(Object.keys(all[0] ?? {})).toEqual(['_id', 'id', 'createdAt']);
    expect(nights.stats().unknown).toEqual([]);
  });

  it('refuses unknown fields with what is allowed, and answers the others exactly', async () => {
    const { urls } = await start({ refuseOnList: ['baseModels'] });
    const refused = await get(`${urls.hf}/api/models?limit=1&expand=tags&expand=baseModels`);
    const detail = await get(`${urls.hf}/api/models/fern/bracken-3b-chat?expand=baseModels&expand=usedStorage`);

    expect(refused.status).toBe(400);
    expect(refused.headers.get('x-error-message')).toMatch(
      /^Invalid option: expected one of "author"\|.* at expand\[1\]$/,
    );
    const row = (await detail.json()) as Row;
    expect(Object.keys(row)).toEqual(['_id', 'id', 'baseModels', 'usedStorage']);
    expect(row['baseModels']).toMatchObject({ relation: 'finetune', models: [{ id: 'fern/bracken-3b' }] });
  });

  it.each([
    ['author=pond', 9],
    ['author=Pond', 0],
    ['filter=base_model:adapter:fern/bracken-3b', 1],
    ['filter=license:mit&filter=dataset:squad', 1],
    ['search=BLEND', 2],
    ['pipeline_tag=text-generation', 2],
    ['gated=true', 0],
    ['library=peft', 46],
  ])('%s narrows it to %i', async (query, count) => {
    const { urls } = await start();

    expect(await rows(await get(`${urls.hf}/api/models?${query}`))).toHaveLength(count);
  });
});

describe('one model', () => {
  it('moves by 307 with its query, and keeps its _id', async () => {
    const nights = await start();
    const before = nights.world().models.get('moss/bracken-3b-chat-medicine');
    nights.setNight(2);
    const answer = await get(`${nights.urls.hf}/api/models/moss/bracken-3b-chat-medicine/revision/main?expand=sha`);

    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe('/api/models/moss/bracken-medicine/revision/main?expand=sha');
    expect(nights.world().models.get('moss/bracken-medicine')?._id).toBe(before?._id);
  });

  it('refuses in the forms of the Hub', async () => {
    const { urls } = await start({ night: 4 });
    const answer = async (id: string, headers = {}): Promise<unknown[]> => {
      const response = await get(`${urls.hf}/api/models/${id}`, headers);
      return [response.status, response.headers.get('x-error-code'), response.headers.get('x-error-message')];
    };

    expect(await answer('marsh/soon-gone')).toEqual([401, 'RepoNotFound', 'Invalid username or password.']);
    expect(await answer('marsh/soon-gone', token)).toEqual([404, 'RepoNotFound', 'Repository not found']);
    expect(await answer('delta/went-private', token)).toEqual([404, 'RepoNotFound', 'Repository not found']);
    expect(await answer('marsh/quiet', token)).toEqual([404, 'RepoNotFound', 'Repository not found']);
    expect(await answer('delta/taken-down')).toEqual([403, null, 'Access to this resource is disabled.']);
    expect(await answer('delta/forbidden')).toEqual([451, null, 'Unavailable for legal reasons']);
    expect(await answer('a--b/c')).toEqual([400, null, 'Invalid repo name: a--b/c']);
    expect(await answer('fern/bracken-3b', { authorization: 'Bearer other' })).toEqual([
      401,
      null,
      'Invalid credentials in Authorization header',
    ]);
    expect((await get(`${urls.hf}/api/models/delta/ask-first`)).status).toBe(200);
  });

  it('shows sizes with blobs, and files in the tree a page at a time', async () => {
    const { urls } = await start();
    const place = `${urls.hf}/api/models/heath/scored`;
    const detail = (await (await get(`${place}?blobs=true`)).json()) as {
      siblings: { rfilename: string; size: number }[];
    };
    const flat = await rows(await get(`${place}/tree/main`));
    const deep = await crawl(`${place}/tree/main?recursive=true&limit=2`);

    expect(detail.siblings.every((file) => file.size > 0)).toBe(true);
    expect(flat.map((row) => row['type'])).toEqual(['directory', 'file', 'file']);
    expect(deep.map((row) => row['path'])).toEqual(detail.siblings.map((file) => file.rfilename));
  });
});

describe('files', () => {
  it('sends a card by a relative 307, and says 304 to who has it', async () => {
    const { urls } = await start({ prefix: '/mirror' });
    const url = `${urls.hf}/fern/bracken-3b/resolve/main/README.md`;
    const first = await get(url);
    const location = first.headers.get('location') ?? '';
    const second = await get(new URL(location, url).href);
    const etag = second.headers.get('etag') ?? '';

    expect(first.status).toBe(307);
    expect(location).toMatch(/^\/mirror\/api\/resolve-cache\/models\/fern\/bracken-3b\/[0-9a-f]{40}\/README\.md$/);
    expect(await second.text()).toMatch(/^---\nlicense: apache-2.0\nlanguage:\n- en\n- de\n/);
    expect((await get(url, { 'if-none-match': etag })).status).toBe(304);
    expect((await get(url, { 'if-none-match': '"other"' })).status).toBe(307);
  });

  it('sends the head of weights from another host, and never the weights', async () => {
    const nights = await start();
    const url = `${nights.urls.hf}/fern/bracken-3b/resolve/main/model.safetensors`;
    const first = await get(url, token);
    const location = first.headers.get('location') ?? '';
    const part = await get(location, { range: 'bytes=0-7' });
    const length = Buffer.from(await part.arrayBuffer()).readBigUInt64LE();
    const header = await get(location, { range: `bytes=8-${7 + Number(length)}` });

    expect([first.status, new URL(location).origin]).toEqual([302, nights.urls.cdn]);
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 0-7/${6_000_000_008 + Number(length)}`,
    ]);
    expect(Object.keys((await header.json()) as object)).toContain('lm_head.bias');
    expect((await get(location)).status).toBe(500);
    expect((await get(location, { range: 'bytes=7000000000-' })).status).toBe(416);
    expect(nights.stats()).toMatchObject({ wholeWeights: 1, tokens: { hf: ['Bearer hf_made_up'], cdn: [] } });
  });

  it('gates files only, and tells what is missing', async () => {
    const { urls } = await start({ night: 2 });
    const status = async (path: string, headers = {}): Promise<unknown[]> => {
      const response = await get(`${urls.hf}/${path}`, headers);
      return [response.status, response.headers.get('x-error-code')];
    };

    expect(await status('delta/ask-first/resolve/main/README.md')).toEqual([401, 'GatedRepo']);
    expect(await status('delta/ask-first/resolve/main/README.md', token)).toEqual([403, 'GatedRepo']);
    expect(await status('delta/no-card/resolve/main/README.md')).toEqual([404, 'EntryNotFound']);
    expect(await status('fern/bracken-3b/resolve/dev/README.md')).toEqual([404, 'RevisionNotFound']);
    expect(await status('moss/bracken-3b-chat-medicine/resolve/main/README.md')).toEqual([307, null]);
  });

  it('writes headers as the formats say', () => {
    const file = safetensors({ a: { dtype: 'BF16', shape: [2, 3] }, b: { dtype: 'F32', shape: [] } });
    const header = file.head.subarray(8).toString('utf8');
    const quantised = gguf({ 'general.architecture': 'llama', many: ['a', 'b'], one: 7, half: { float: 0.5 } }, [
      { name: 't', shape: [32, 2], type: 8 },
    ]);

    expect(file.head.readBigUInt64LE()).toBe(BigInt(header.length));
    expect(header.length % 8).toBe(0);
    expect(file.size).toBe(file.head.length + 16);
    expect(JSON.parse(header)).toEqual({
      a: { dtype: 'BF16', shape: [2, 3], data_offsets: [0, 12] },
      b: { dtype: 'F32', shape: [], data_offsets: [12, 16] },
    });
    expect([quantised.head.toString('latin1', 0, 4), quantised.head.readUInt32LE(4)]).toEqual(['GGUF', 3]);
    expect([quantised.head.readBigUInt64LE(8), quantised.head.readBigUInt64LE(16)]).toEqual([1n, 4n]);
  });
});

describe('what models point to', () => {
  it('data sets move too, with their Croissant', async () => {
    const { urls } = await start({ night: 2 });
    const moved = await get(`${urls.hf}/api/datasets/meadow/old-pollen/croissant`);

    expect([moved.status, moved.headers.get('location')]).toEqual([307, '/api/datasets/archive/pollen-2020/croissant']);
    expect((await get(`${urls.hf}/api/datasets/reed-bed`)).headers.get('location')).toBe(
      '/api/datasets/meadow/reed-bed',
    );
    expect((await get(`${urls.hf}/api/datasets/meadow/reed-bed/croissant`)).status).toBe(404);
    expect((await get(`${urls.hf}/api/datasets/meadow/never-published`)).status).toBe(401);
    const list = await crawl(`${urls.hf}/api/datasets?sort=lastModified&limit=2`);
    expect(list.map((row) => row.id)).toContain('archive/pollen-2020');
  });

  it('arXiv leaves out what it does not know, spoils a batch for one bad id, and is empty once if told so', async () => {
    const nights = await start({ arxivEmptyOnce: true, arxivSpacingMs: 200 });
    const ask = async (ids: string): Promise<[number, string]> => {
      const response = await get(`${nights.urls.arxiv}/api/query?id_list=${ids}&max_results=100`);
      return [response.status, await response.text()];
    };
    const ids = 'cs/9901001,2402.99999,2401.00007v1,2403.01234';
    const [, empty] = await ask(ids);
    await new Promise((resolve) => setTimeout(resolve, 210));
    const [, full] = await ask(ids);
    const [status, error] = await ask('cs/9901001,abc');

    expect(empty).toContain('<opensearch:totalResults>0<');
    expect([...full.matchAll(/<id>http:\/\/arxiv\.org\/abs\/(.+?)</g)].map((match) => match[1])).toEqual([
      'cs/9901001v1',
      '2401.00007v1',
      '2403.01234v2',
    ]);
    expect(full).toContain('<title>Spores &amp; their &lt;spread&gt;</title>');
    expect([status, error.includes('errors#incorrect_id_format_for_abc')]).toEqual([400, true]);
    expect(nights.stats().spacingViolations).toBe(1);
  });

  it('accounts, tasks, tags and the leaderboard are there', async () => {
    const { urls } = await start();
    const board = `${urls.datasetsServer}/rows?config=default&split=train`;
    const page = (await (await get(`${board}&dataset=open-llm-leaderboard/contents&offset=1&length=2`)).json()) as {
      rows: { row_idx: number }[];
      num_rows_total: number;
    };

    expect((await get(`${urls.hf}/api/organizations/fern/overview`)).status).toBe(200);
    expect((await get(`${urls.hf}/api/users/fern/overview`)).status).toBe(404);
    expect(await (await get(`${urls.hf}/api/tasks`)).json()).toHaveProperty('text-generation');
    expect(await (await get(`${urls.hf}/api/models-tags-by-type?type=language`)).json()).toHaveProperty('language');
    expect([page.num_rows_total, page.rows.map((row) => row.row_idx)]).toEqual([4, [1, 2]]);
    expect((await get(`${board}&dataset=a/b`)).status).toBe(404);
    expect((await get(board)).status).toBe(422);
  });
});

describe('the nights', () => {
  it('are the same each time, and play what they say', async () => {
    const nights = await start();
    const seen = async (night: number): Promise<Map<string, string>> => {
      nights.setNight(night);
      const all = await crawl(`${nights.urls.hf}/api/models?sort=createdAt&expand=lastModified`);
      return new Map(all.map((row) => [row.id, String(row['lastModified'])]));
    };
    const [first, second] = [await seen(1), await seen(2)];

    expect(await seen(1)).toEqual(first);
    expect([...first.keys()].filter((id) => !second.has(id)).toSorted()).toEqual([
      'marsh/soon-gone',
      'moss/bracken-3b-chat-medicine',
    ]);
    expect([...second.keys()].filter((id) => !first.has(id)).toSorted()).toEqual([
      'fern/bracken-4b',
      'moss/bracken-medicine',
    ]);
    expect([...second].filter(([id, changed]) => first.has(id) && first.get(id) !== changed).map(([id]) => id)).toEqual(
      expect.arrayContaining(['fern/bracken-3b-chat', 'delta/ask-first', 'heath/changing-card']),
    );
    expect(nights.script.nights).toBe(5);
  });

  it('may change in the middle of a crawl, fail, and count in windows', async () => {
    const script = world()
      .model({ id: 'a/a' })
      .night(2, (night) => night.model({ id: 'a/b' }));
    const nights = await start({
      script,
      before: (url) => {
        if (url.pathname === '/api/models') nights.setNight(2);
      },
      fault: (url, count) => (url.pathname === '/api/tasks' && count === 0 ? 503 : undefined),
      quota: { api: { requests: 3, windowMs: 3_600_000 } },
    });
    const { hf } = nights.urls;

    expect((await get(`${hf}/api/tasks`)).status).toBe(503);
    expect((await get(`${hf}/api/tasks`)).headers.get('ratelimit')).toMatch(/^"api";r=2;t=\d+$/);
    expect((await rows(await get(`${hf}/api/models`))).map((row) => row.id).toSorted()).toEqual(['a/a', 'a/b']);
    expect((await get(`${hf}/a/a/resolve/main/README.md`)).headers.get('ratelimit')).toBe(null);
    await get(`${hf}/api/tasks`);
    expect((await get(`${hf}/api/tasks`)).status).toBe(429);
    expect(nights.stats().quotaViolations).toEqual({ api: 1 });
    expect(nights.stats().urls['hf /api/tasks']).toBe(4);
  });

  it('cuts, hangs and resets as it is told', async () => {
    const nights = await start({ fault: (url) => (url.pathname === '/api/tasks' ? 'truncate' : 'reset') });
    const ends = (path: string): Promise<string> =>
      new Promise((resolve) => {
        const asked = request(`${nights.urls.hf}${path}`, (response) => {
          response.resume();
          response.once('close', () => resolve(response.complete ? 'whole' : 'cut'));
        });
        asked.once('error', () => resolve('reset'));
        asked.end();
      });

    expect([await ends('/api/tasks'), await ends('/api/models')]).toEqual(['cut', 'reset']);
  });
});
