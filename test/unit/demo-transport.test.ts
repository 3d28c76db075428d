import { describe, expect, it } from 'vitest';
import { readFeed } from '../../extract/arxiv/atom.ts';
import { readSafetensorsHeader } from '../../extract/huggingface/weights/safetensors-header.ts';
import { demoArxiv, demoBioimageio, demoEndpoint, demoOpenml, demoTransport } from '../../src/demo/transport.ts';

const transport = demoTransport();

async function ask(url: string, headers: Record<string, string> = {}) {
  const { status, headers: told, body } = await transport.send({ url, headers });
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return { status, headers: told, bytes, json: () => JSON.parse(bytes.toString('utf8')) as Record<string, unknown> };
}

const hub = (path: string, headers?: Record<string, string>) => ask(`${demoEndpoint}${path}`, headers);

/** As an HTTP client does it, over the hosts of the sample. */
async function follow(path: string, headers: Record<string, string> = {}) {
  const hosts: string[] = [];
  let url = new URL(`${demoEndpoint}${path}`);
  for (;;) {
    hosts.push(url.host);
    const reply = await ask(url.href, headers);
    const to = reply.headers['location'];
    if (to === undefined) return { ...reply, hosts };
    url = new URL(to, url);
  }
}

describe('the demo transport', () => {
  it('lists every model once, page by page', async () => {
    const ids: unknown[] = [];
    for (let next: string | undefined = `${demoEndpoint}/api/models?sort=createdAt&limit=100`; next !== undefined;) {
      const { headers, bytes } = await ask(next);
      ids.push(...(JSON.parse(bytes.toString('utf8')) as { id: string }[]).map(({ id }) => id));
      next = /^<(.+)>; rel="next"$/.exec(headers['link'] ?? '')?.[1];
    }

    expect(ids.length).toBeGreaterThan(300);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('moves old names of models and datasets, the query kept', async () => {
    const model = await hub('/api/models/bert-base-uncased?expand=tags');
    const dataset = await hub('/api/datasets/gsm8k?expand=tags');
    const file = await hub('/bert-base-uncased/resolve/main/README.md');

    expect(model).toMatchObject({
      status: 307,
      headers: { location: '/api/models/google-bert/bert-base-uncased?expand=tags' },
    });
    expect(dataset).toMatchObject({ status: 307, headers: { location: '/api/datasets/openai/gsm8k?expand=tags' } });
    expect(file).toMatchObject({
      status: 307,
      headers: { location: '/google-bert/bert-base-uncased/resolve/main/README.md' },
    });
    expect((await follow('/api/datasets/gsm8k')).json()).toMatchObject({ id: 'openai/gsm8k' });
  });

  it('sends a file after one hop, once for the same ETag, and weights from a host of their own by range', async () => {
    const card = await follow('/google-bert/bert-base-uncased/resolve/main/README.md');
    const etag = card.headers['etag'] ?? '';
    const again = await hub('/google-bert/bert-base-uncased/resolve/main/README.md', { 'If-None-Match': etag });
    const weights = '/stemma-sample/recipes-gpt2-lora/resolve/main/adapter_model.safetensors';
    const head = await follow(weights, { range: 'bytes=0-99' });
    const whole = await follow(weights, { range: 'bytes=0-131071' });

    expect(card.hosts).toHaveLength(2);
    expect(card.bytes.toString('utf8')).toMatch(/^---\nlanguage: en\n/);
    expect(etag).toMatch(/^"[\da-f]{40}"$/);
    expect(again.status).toBe(304);
    expect(new Set(head.hosts).size).toBe(2);
    expect(head).toMatchObject({ status: 206, headers: { 'content-range': `bytes 0-99/${whole.bytes.length}` } });
    expect(head.bytes).toHaveLength(100);
    expect(readSafetensorsHeader(whole.bytes)).toMatchObject({ header: {} });
  });

  it('tells gates, files that are not there and repositories that are not, as the Hub does', async () => {
    const code = async (path: string) => {
      const { status, headers } = await hub(path);
      return [status, headers['x-error-code']];
    };

    expect(await code('/meta-llama/Meta-Llama-3-8B-Instruct/resolve/main/README.md')).toEqual([401, 'GatedRepo']);
    expect(await code('/openai-community/gpt2/resolve/main/adapter_config.json')).toEqual([404, 'EntryNotFound']);
    expect(await code('/openai-community/gpt2/resolve/main/..%2Fgpt2%2FREADME.md')).toEqual([404, 'EntryNotFound']);
    expect(await code('/moonhac/gemma-4-E4B-wildlife-expert/resolve/main/README.md')).toEqual([401, 'RepoNotFound']);
    expect(await code('/api/models/moonhac/gemma-4-E4B-wildlife-expert')).toEqual([401, 'RepoNotFound']);
    expect(await code('/api/datasets/eli5')).toEqual([401, 'RepoNotFound']);
    expect(await code('/api/datasets/eli5/croissant')).toEqual([401, 'RepoNotFound']);
    expect(await code('/api/datasets/nyu-mll/glue/croissant')).toEqual([404, 'EntryNotFound']);
    expect(await code('/models')).toEqual([404, 'EntryNotFound']);
  });

  it('has datasets, Croissant documents, vocabularies', async () => {
    const croissant = await hub('/api/datasets/openai/gsm8k/croissant');
    const tasks = (await hub('/api/tasks')).json();
    const tags = (await hub('/api/models-tags-by-type')).json();

    expect(croissant.json()).toMatchObject({ conformsTo: 'http://mlcommons.org/croissant/1.1', name: 'gsm8k' });
    expect(tasks['text-generation']).toMatchObject({ label: 'Text Generation' });
    expect(Object.keys(tags)).toEqual(['pipeline_tag', 'library', 'other', 'deploy']);
  });

  it('gives papers as arXiv does, leaving out those it does not know', async () => {
    const { bytes } = await ask(`${demoArxiv}/api/query?id_list=1810.04805,2112.10752v1,9901.00001&max_results=3`);

    const feed = readFeed(bytes);
    if ('problem' in feed) throw new Error(feed.problem);
    expect(feed.total).toBe(2);
    expect(feed.entries.map(({ paper, authors }) => [paper?.id, authors.length, authors.at(-1)?.text])).toEqual([
      ['1810.04805', 4, 'Kristina Toutanova'],
      ['2112.10752', 5, 'Björn Ommer'],
    ]);
  });

  it('answers like OpenML: runs as a list in XML, things one by one, and 412 with a code for what it lacks', async () => {
    const oml = (path: string) => ask(`${demoOpenml}/api/v1/${path}`);
    const list = await oml('xml/run/list/show_errors/true/limit/2/offset/1');
    const some = await oml('xml/run/list/run/219,539275/limit/50/offset/0');

    expect(list.bytes.toString().match(/<oml:run_id>/g)).toHaveLength(2);
    expect(some.bytes.toString()).toMatch(/<oml:run_id>219<[^]*<oml:run_id>539275</);
    expect((await oml('json/run/539275')).json()).toMatchObject({ run: { flow_id: '5270' } });
    expect(await oml('xml/run/list/limit/50/offset/50')).toMatchObject({ status: 412 });
    expect((await oml('json/flow/61')).json()).toMatchObject({ error: { code: '181' } });
    expect((await oml('json/data/features/4')).json()).toMatchObject({ error: { code: '271' } });
    expect(await ask(`${demoOpenml}/croissant/dataset/61`)).toMatchObject({ status: 404 });
  });

  it('answers like the artifact manager of BioImage.IO: the list in pages, artifacts one by one', async () => {
    const children = `${demoBioimageio}/bioimage-io/artifacts/bioimage.io/children?pagination=true`;
    const first = (await ask(`${children}&limit=5&offset=0`)).json() as { items: object[]; total: number };
    const last = (await ask(`${children}&limit=5&offset=${first.total - 2}`)).json() as { items: object[] };

    expect([first.items.length, last.items.length]).toEqual([5, 2]);
    expect((await ask(`${demoBioimageio}/bioimage-io/artifacts/willing-whale`)).json()).toMatchObject({
      type: 'model',
    });
    expect(await ask(`${demoBioimageio}/bioimage-io/artifacts/no-such`)).toMatchObject({ status: 404 });
  });

  it('names nobody by an address and copies no prose: texts are short', async () => {
    for (const url of [
      `${demoBioimageio}/bioimage-io/artifacts/bioimage.io/children?pagination=true&limit=1000`,
      ...['run/219', 'flow/5270', 'data/61'].map((path) => `${demoOpenml}/api/v1/json/${path}`),
    ]) {
      const text = (await ask(url)).bytes.toString();
      expect(text).not.toMatch(/[\w.]+@[\w-]+\.\w/);
      for (const [, value = ''] of text.matchAll(/"((?:[^"\\]|\\.)*)"/g)) expect(value.length).toBeLessThan(160);
    }
  });
});
