import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../../src/core/http/client.ts';
import type { HttpClient, Transport } from '../../../src/core/http/types.ts';
import { json, startChaosServer, type ChaosServer } from '../../support/chaos-server.ts';
import { FakeClock } from '../../support/fake-clock.ts';

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** A server on virtual time that notes when each request came; answers take a second. */
function noting(clock: FakeClock, answer: (count: number) => { status: number; headers: Record<string, string> }) {
  const at: number[] = [];
  const transport: Transport = {
    async send() {
      at.push(clock.monotonic());
      const { status, headers } = answer(at.length);
      await clock.sleep(1000);
      return { status, headers: { 'content-type': 'application/json', ...headers }, body: bytes('[]') };
    },
    close: async () => undefined,
  };
  return { at, transport };
}

describe('spacing', () => {
  it('is kept from the end of one request to the next, retries included, and before the first', async () => {
    const clock = new FakeClock();
    const { at, transport } = noting(clock, (count) => ({ status: count === 2 ? 503 : 200, headers: {} }));
    const spacing = { 'http://papers.test/arxiv': 3000 };
    const http = createHttpClient({ clock, transport, spacing, concurrencyPerHost: 8 });

    await Promise.all([1, 2, 3].map((n) => http.get({ url: `http://papers.test/arxiv/api/query?n=${n}` })));

    expect(at).toHaveLength(4);
    expect(at[0]).toBeGreaterThanOrEqual(3000);
    for (const [index, time] of at.entries())
      if (index > 0) expect(time - (at[index - 1] ?? 0)).toBeGreaterThanOrEqual(4000);
  });

  it('does not slow down another part of the same host', async () => {
    const clock = new FakeClock();
    const { at, transport } = noting(clock, () => ({ status: 200, headers: {} }));
    const http = createHttpClient({ clock, transport, spacing: { 'http://papers.test/arxiv': 3000 } });

    await http.get({ url: 'http://papers.test/arxiv-listing' });

    expect(at).toEqual([0]);
  });
});

describe('quotas of several buckets', () => {
  it('are kept apart, though a request for a file leads on to an address below /api', async () => {
    const clock = new FakeClock();
    const quotas = { api: 5, resolvers: 500 };
    const used = new Map<string, number>();
    let violations = 0;
    const transport: Transport = {
      async send({ url }) {
        const bucket = url.includes('resolve') ? 'resolvers' : 'api';
        const key = `${bucket} ${Math.floor(clock.monotonic() / 60_000)}`;
        const count = (used.get(key) ?? 0) + 1;
        used.set(key, count);
        if (count > quotas[bucket]) violations += 1;
        await clock.sleep(url.length);
        const headers = {
          ratelimit: `"${bucket}";r=${Math.max(0, quotas[bucket] - count)};t=${Math.ceil(60 - (clock.monotonic() % 60_000) / 1000)}`,
          'ratelimit-policy': `"fixed window";"${bucket}";q=${quotas[bucket]};w=60`,
        };
        const target = url.replace('/m/resolve/', '/api/resolve-cache/m/');
        if (target !== url) return { status: 307, headers: { ...headers, location: target }, body: bytes('') };
        return { status: 200, headers, body: bytes('[]') };
      },
      close: async () => undefined,
    };
    const http = createHttpClient({ clock, transport, concurrencyPerHost: 4 });

    const urls = Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? `/m/resolve/main/${n}` : `/api/models/${n}`));
    await Promise.all(urls.map((path) => http.get({ url: `http://hub.test${path}` })));

    expect(violations).toBe(0);
    expect(http.stats?.().buckets.map(({ bucket, sent }) => [bucket, sent])).toEqual([
      ['api', 30],
      ['resolvers', 60],
    ]);
  });
});

describe('a share of the quota', () => {
  /** Ten requests a minute for everybody; the server counts what others use too. */
  function quotaServer(clock: FakeClock, others: (window: number) => number) {
    const ours = new Map<number, number>();
    const transport: Transport = {
      async send() {
        const window = Math.floor(clock.monotonic() / 60_000);
        const used = (ours.get(window) ?? 0) + 1;
        ours.set(window, used);
        await clock.sleep(10);
        const left = Math.ceil(60 - (clock.monotonic() % 60_000) / 1000);
        const headers = {
          'content-type': 'application/json',
          ratelimit: `"api";r=${Math.max(0, 10 - used - others(window))};t=${left}`,
          'ratelimit-policy': '"fixed window";"api";q=10;w=60',
        };
        return { status: 200, headers, body: bytes('[]') };
      },
      close: async () => undefined,
    };
    return { ours, transport };
  }

  async function crawl(others: (window: number) => number, share: number): Promise<Map<number, number>> {
    const clock = new FakeClock();
    const { ours, transport } = quotaServer(clock, others);
    const http = createHttpClient({ clock, transport, quotaShare: share, concurrencyPerHost: 4 });
    await Promise.all(Array.from({ length: 23 }, (_, n) => http.get({ url: `http://hub.test/api/models?n=${n}` })));
    return ours;
  }

  it('is never exceeded in any window, and used to the full', async () => {
    const ours = await crawl(() => 0, 0.5);

    expect(Math.max(...ours.values())).toBe(5);
    expect([...ours.values()].filter((count) => count === 5).length).toBeGreaterThanOrEqual(4);
  });

  it('leaves nothing of it to what others take, but for the first window, which nobody can tell apart', async () => {
    const ours = await crawl((window) => (window === 0 ? 4 : 3), 0.5);

    expect(ours.get(0)).toBe(1);
    expect(Math.max(...ours.values())).toBe(5);
  });

  it('is at least one request', async () => {
    expect(Math.max(...(await crawl(() => 0, 0.01)).values())).toBe(1);
  });

  it('is told as the reason of the wait', async () => {
    const clock = new FakeClock();
    const { transport } = quotaServer(clock, () => 0);
    const reasons: string[] = [];
    const onWait = (_seconds: number, reason: string): void => void reasons.push(reason);
    const http = createHttpClient({ clock, transport, quotaShare: 0.2, onWait });
    for (let n = 0; n < 3; n += 1) await http.get({ url: `http://hub.test/api/models?n=${n}` });

    expect(reasons).toEqual(['our share of quota "api" used up']);
    expect(http.stats?.().buckets).toEqual([{ host: 'hub.test', bucket: 'api', quota: 10, left: 1, sent: 3 }]);
  });
});

describe('with a real server', () => {
  let server: ChaosServer;
  const open: HttpClient[] = [];
  const client = (options: HttpClientOptions = {}): HttpClient => {
    const http = createHttpClient({ clock: new FakeClock(), ...options });
    open.push(http);
    return http;
  };
  beforeEach(async () => {
    server = await startChaosServer();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((http) => http.close()));
    await server.close();
  });

  const file = Buffer.from(Array.from({ length: 4096 }, (_, n) => n % 251));

  it('a range is asked for and taken as it is given', async () => {
    server.on('/weights', (request, response) => {
      const [, first = '0', last = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
      const end = Math.min(Number(last), file.length - 1);
      response
        .writeHead(206, {
          'content-range': `bytes ${first}-${end}/${file.length}`,
          'content-type': 'application/octet-stream',
        })
        .end(file.subarray(Number(first), end + 1));
    });

    const answer = await client().get({ url: `${server.origin}/weights#bytes=8-99`, range: [8, 99] });
    const beyond = await client().get({ url: `${server.origin}/weights`, range: [4000, 9999] });

    expect(answer.status).toBe(206);
    expect(answer.body.equals(file.subarray(8, 100))).toBe(true);
    expect(beyond.body.equals(file.subarray(4000))).toBe(true);
    expect(server.visits[0]?.headers).toMatchObject({ range: 'bytes=8-99', 'accept-encoding': 'identity' });
  });

  it('a server that knows no ranges is cut off behind the last byte wanted', async () => {
    let sent = 0;
    server.on('/weights', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': '8000000000' });
      const timer = setInterval(() => {
        sent += 1;
        response.write(file);
      }, 1);
      response.once('close', () => clearInterval(timer));
    });

    const answer = await client().get({ url: `${server.origin}/weights`, range: [8, 5000] });

    expect(answer.body.length).toBe(4993);
    expect(answer.body.subarray(0, 100).equals(file.subarray(8, 108))).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stopped = sent;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sent).toBe(stopped);
  });

  it('another range than was asked for is not taken', async () => {
    server.on('/weights', (_request, response) => {
      response.writeHead(206, { 'content-range': 'bytes 0-91/4096' }).end(file.subarray(0, 92));
    });

    const http = client({ maxRetries: 1 });
    await expect(http.get({ url: `${server.origin}/weights`, range: [8, 99] })).rejects.toMatchObject({
      code: 'STEMMA_NETWORK',
    });
  });

  it('a web page is no file, and is asked for again', async () => {
    server.on('/card', (_request, response, visit) => {
      const type = visit === 1 ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8';
      response.writeHead(200, { 'content-type': type }).end(visit === 1 ? '<!DOCTYPE html>' : '# A card');
    });

    const answer = await client().get({ url: `${server.origin}/card`, expect: 'file' });

    expect([answer.body.toString(), answer.attempts]).toEqual(['# A card', 2]);
  });

  it('of a redirect to another host the signature is not told', async () => {
    const other = await startChaosServer();
    other.on('/blob', json({ ok: true }));
    server.on('/file', (_request, response) => {
      response.writeHead(302, { location: `${other.origin}/blob?X-Amz-Signature=deadbeef` }).end();
    });

    const answer = await client().get({ url: `${server.origin}/file`, token: 'hf_ours', tokenOrigin: server.origin });
    await other.close();

    expect(JSON.stringify([answer.url, answer.redirects])).not.toContain('deadbeef');
    expect(answer.redirects).toEqual([{ status: 302, from: `${server.origin}/file`, to: `${other.origin}/blob` }]);
    expect(other.visits[0]?.headers['authorization']).toBeUndefined();
    expect(answer.status).toBe(200);
  });

  it('counts every try and hop, by what the caller calls it', async () => {
    server.on('/api/models', (_request, response, visit) => {
      if (visit === 1) response.writeHead(503).end();
      else json([1, 2])(_request, response, visit);
    });
    server.on('/old', (_request, response) => response.writeHead(307, { location: '/api/models' }).end());
    const http = client();

    await http.get({ url: `${server.origin}/api/models`, endpoint: 'models list' });
    await http.get({ url: `${server.origin}/old`, endpoint: 'model' });

    const stats = http.stats?.();
    expect(stats?.requests.map(({ endpoint, status, count, bytes }) => [endpoint, status, count, bytes])).toEqual([
      ['model', 200, 1, 5],
      ['model', 307, 1, 0],
      ['models list', 200, 1, 5],
      ['models list', 503, 1, 0],
    ]);
    expect(stats?.retries).toBe(1);
    expect(stats?.waits).toEqual([{ host: `127.0.0.1:${server.port}`, reason: 'status 503', count: 1, seconds: 0.5 }]);
  });
});
