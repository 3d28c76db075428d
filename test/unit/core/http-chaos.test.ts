import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../../src/core/http/client.ts';
import type { HttpClient } from '../../../src/core/http/types.ts';
import { json, startChaosServer, type ChaosServer } from '../../support/chaos-server.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const models = Array.from({ length: 200 }, (_, index) => ({ id: `org/model-${index}`, tags: ['license:mit'] }));
const body = Buffer.from(JSON.stringify(models));
const jsonType = { 'content-type': 'application/json' };

let server: ChaosServer;
let clock: FakeClock;
let waits: { seconds: number; reason: string; host: string }[];
const open: HttpClient[] = [];

function client(options: HttpClientOptions = {}): HttpClient {
  const onWait = (seconds: number, reason: string, host: string): void => void waits.push({ seconds, reason, host });
  const http = createHttpClient({ clock, onWait, version: '1.2.3', ...options });
  open.push(http);
  return http;
}

beforeEach(async () => {
  server = await startChaosServer();
  clock = new FakeClock();
  waits = [];
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((http) => http.close()));
  await server.close();
});

describe('an answer', () => {
  it('is returned whole, with lower-case headers, when and whence it came', async () => {
    server.on('/api/models', json(models, { 'X-Request-Id': 'r1' }));
    const url = `${server.origin}/api/models?limit=3#part`;
    const answer = await client().get({ url, expect: 'json' });
    expect(answer).toMatchObject({
      status: 200,
      requestUrl: url,
      url: `${server.origin}/api/models?limit=3`,
      redirects: [],
      attempts: 1,
    });
    expect(answer.headers['x-request-id']).toBe('r1');
    expect(answer.fetchedAt).toBe('2026-11-20T15:30:00.000Z');
    expect(answer.body.equals(body)).toBe(true);
    expect(server.visits[0]?.headers['user-agent']).toBe(`stemma/1.2.3 (+https://${'w3id.org'}/stemma)`);
    expect(server.visits[0]?.headers['accept-encoding']).toBe('gzip, br');
  });

  it('of a status that waiting cannot change is returned, not thrown', async () => {
    for (const status of [304, 400, 401, 403, 404, 410, 451]) {
      server.on(
        `/${status}`,
        (_request, response) =>
          void response.writeHead(status, jsonType).end(status === 304 ? undefined : '{"error":"no"}'),
      );
      expect(await client().get({ url: `${server.origin}/${status}`, expect: 'json' })).toMatchObject({
        status,
        attempts: 1,
      });
    }
  });

  it('in pieces of one byte is put together', async () => {
    const text = '{"name":"Grüße 🦜"}';
    server.on('/slow', (_request, response) => {
      response.writeHead(200, jsonType);
      const bytes = [...Buffer.from(text)];
      const next = (): void => {
        const byte = bytes.shift();
        if (byte === undefined) response.end();
        else response.write(Buffer.from([byte]), () => setImmediate(next));
      };
      next();
    });
    expect((await client().get({ url: `${server.origin}/slow`, expect: 'json' })).body.toString()).toBe(text);
  });

  it.each([
    ['gzip', gzipSync(body)],
    ['br', brotliCompressSync(body)],
    ['deflate', deflateSync(body)],
    ['deflate', deflateRawSync(body)],
  ])('encoded as %s is decoded exactly once', async (encoding, encoded) => {
    server.on(
      '/packed',
      (_request, response) =>
        void response
          .writeHead(200, { ...jsonType, 'content-encoding': encoding, 'content-length': encoded.byteLength })
          .end(encoded),
    );
    expect((await client().get({ url: `${server.origin}/packed`, expect: 'json' })).body.equals(body)).toBe(true);
  });

  it('that is itself a gzip file keeps its bytes', async () => {
    const file = gzipSync(body);
    server.on(
      '/file.gz',
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/gzip' }).end(file),
    );
    expect((await client().get({ url: `${server.origin}/file.gz` })).body.equals(file)).toBe(true);
  });
});

describe('a bad first answer is asked for again', () => {
  const once = (path: string, bad: (response: import('node:http').ServerResponse) => void): void =>
    server.on(path, (request, response, visit) =>
      visit === 1 ? bad(response) : json(models)(request, response, visit),
    );

  it.each<[string, (response: import('node:http').ServerResponse) => void]>([
    ['reset before the head', (response) => void response.socket?.resetAndDestroy()],
    [
      'reset within the body',
      (response) =>
        void response.writeHead(200, jsonType).write(body.subarray(0, 500), () => response.socket?.resetAndDestroy()),
    ],
    [
      'closed before its announced length',
      (response) =>
        void response
          .writeHead(200, { ...jsonType, 'content-length': body.byteLength })
          .write(body.subarray(0, 500), () => response.socket?.end()),
    ],
    [
      'cut without any announced length',
      (response) => void response.writeHead(200, { ...jsonType, connection: 'close' }).end(body.subarray(0, 500)),
    ],
    [
      'cut gzip',
      (response) =>
        void response.writeHead(200, { ...jsonType, 'content-encoding': 'gzip' }).end(gzipSync(body).subarray(0, 300)),
    ],
    [
      'cut brotli',
      (response) =>
        void response
          .writeHead(200, { ...jsonType, 'content-encoding': 'br' })
          .end(brotliCompressSync(body).subarray(0, 100)),
    ],
    [
      'gzip that is none',
      (response) => void response.writeHead(200, { ...jsonType, 'content-encoding': 'gzip' }).end(body),
    ],
    ['empty gzip', (response) => void response.writeHead(200, { ...jsonType, 'content-encoding': 'gzip' }).end()],
    [
      'a proxy page with status 200',
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
    ],
    [
      'a proxy page that calls itself JSON',
      (response) => void response.writeHead(200, jsonType).end('<html>Sign in</html>'),
    ],
    ['no body', (response) => void response.writeHead(200, jsonType).end()],
    ...[408, 425, 429, 500, 502, 503, 504].map(
      (status): [string, (response: import('node:http').ServerResponse) => void] => [
        `status ${status}`,
        (response) => void response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>sorry</h1>'),
      ],
    ),
  ])('%s', async (_name, bad) => {
    once('/api/models', bad);
    const answer = await client().get({ url: `${server.origin}/api/models`, expect: 'json' });
    expect(answer).toMatchObject({ status: 200, attempts: 2 });
    expect(answer.body.equals(body)).toBe(true);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toMatchObject({ seconds: 0.5, host: new URL(server.origin).host });
    expect(clock.sleeps).toEqual([500]);
  });
});

describe('giving up', () => {
  it.each<[number, string]>([
    [429, 'STEMMA_RATE_LIMIT'],
    [500, 'STEMMA_HTTP'],
    [503, 'STEMMA_HTTP'],
  ])('on status %d comes after six retries, as %s', async (status, code) => {
    server.on('/down', (_request, response) => void response.writeHead(status, { 'x-request-id': 'r9' }).end());
    const failure = client().get({ url: `${server.origin}/down` });
    await expect(failure).rejects.toMatchObject({
      code,
      retryable: true,
      context: { status, attempts: 7, requestId: 'r9' },
      hint: expect.stringContaining('stemma resume'),
    });
    expect(server.visits).toHaveLength(7);
  });

  it('on a dead address is STEMMA_NETWORK', async () => {
    const dead = await startChaosServer();
    await dead.close();
    const failure = client({ maxRetries: 1 }).get({ url: `${dead.origin}/x` });
    await expect(failure).rejects.toMatchObject({
      code: 'STEMMA_NETWORK',
      retryable: true,
      context: { attempts: 2, codes: ['ECONNREFUSED'] },
    });
  });

  it('on pages instead of JSON is STEMMA_HTTP, on cut bodies STEMMA_NETWORK', async () => {
    server.on(
      '/html',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    );
    server.on(
      '/cut',
      (_request, response) => void response.writeHead(200, { ...jsonType, 'content-encoding': 'gzip' }).end('no'),
    );
    const http = client({ maxRetries: 2 });
    await expect(http.get({ url: `${server.origin}/html`, expect: 'json' })).rejects.toMatchObject({
      code: 'STEMMA_HTTP',
      retryable: true,
    });
    await expect(http.get({ url: `${server.origin}/cut` })).rejects.toMatchObject({
      code: 'STEMMA_NETWORK',
      retryable: true,
    });
  });

  it('happens at once when the token is bad, and only then for a 401', async () => {
    server.on(
      '/bad',
      (_request, response) =>
        void response.writeHead(401, { 'x-error-message': 'Invalid credentials in Authorization header' }).end(),
    );
    server.on(
      '/missing',
      (_request, response) =>
        void response
          .writeHead(401, { 'x-error-code': 'RepoNotFound', 'x-error-message': 'Invalid username or password.' })
          .end(),
    );
    const http = client();
    await expect(http.get({ url: `${server.origin}/bad`, token: 'hf_secretsecret' })).rejects.toMatchObject({
      code: 'STEMMA_AUTH',
      retryable: false,
    });
    await expect(http.get({ url: `${server.origin}/missing` })).resolves.toMatchObject({ status: 401 });
  });
});

it('a closed client gives up what is under way instead of trying it again', async () => {
  const http = client();
  server.on('/silent', () => setImmediate(() => void http.close()));
  await expect(http.get({ url: `${server.origin}/silent` })).rejects.toMatchObject({ code: 'STEMMA_CANCELLED' });
  expect(server.visits).toHaveLength(1);
});

describe('sizes are bounded', () => {
  it('a gzip bomb is refused, without a retry', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    expect(bomb.byteLength).toBeLessThan(70_000);
    server.on(
      '/bomb',
      (_request, response) => void response.writeHead(200, { ...jsonType, 'content-encoding': 'gzip' }).end(bomb),
    );
    await expect(client().get({ url: `${server.origin}/bomb`, expect: 'json' })).rejects.toMatchObject({
      code: 'STEMMA_HTTP',
      retryable: false,
    });
    expect(server.visits).toHaveLength(1);
  });

  it('a body larger than asked is refused, announced or not, encoded or not', async () => {
    const large = Buffer.alloc(2_000_000, 32);
    server.on(
      '/announced',
      (_request, response) =>
        void response.writeHead(200, { ...jsonType, 'content-length': large.byteLength }).end(large),
    );
    server.on('/chunked', (_request, response) => void response.writeHead(200, jsonType).end(large));
    server.on(
      '/packed',
      (_request, response) =>
        void response.writeHead(200, { ...jsonType, 'content-encoding': 'br' }).end(brotliCompressSync(large)),
    );
    const http = client();
    for (const path of ['/announced', '/chunked', '/packed']) {
      await expect(http.get({ url: server.origin + path, maxBytes: 1_000_000 })).rejects.toMatchObject({
        code: 'STEMMA_HTTP',
        retryable: false,
      });
    }
  });

  it.each(['gzip, gzip', 'zstd', 'x'.repeat(5000)])(
    'an encoding that was not asked for is refused',
    async (encoding) => {
      server.on(
        '/nested',
        (_request, response) =>
          void response.writeHead(200, { ...jsonType, 'content-encoding': encoding }).end(gzipSync(gzipSync(body))),
      );
      await expect(client().get({ url: `${server.origin}/nested` })).rejects.toMatchObject({
        code: 'STEMMA_HTTP',
        retryable: false,
      });
    },
  );

  it('a body that trickles without end is given up', async () => {
    server.on('/trickle', (request, response) => {
      response.writeHead(200, jsonType);
      const timer = setInterval(() => void clock.advance(120_000).then(() => response.write(' ')), 2);
      request.on('close', () => clearInterval(timer));
    });
    await expect(
      client({ maxRetries: 0 }).get({ url: `${server.origin}/trickle`, expect: 'json' }),
    ).rejects.toMatchObject({ code: 'STEMMA_NETWORK', retryable: true });
  });
});

describe('waiting', () => {
  it('takes Retry-After in seconds and says why', async () => {
    server.on('/', (request, response, visit) =>
      visit === 1 ? void response.writeHead(503, { 'retry-after': '40' }).end() : json([])(request, response, visit),
    );
    await client().get({ url: `${server.origin}/`, expect: 'json' });
    expect(waits).toEqual([
      { seconds: 40, reason: 'status 503, the server asks to wait', host: `127.0.0.1:${server.port}` },
    ]);
  });

  it('takes Retry-After as a date', async () => {
    const headers = { date: 'Fri, 20 Nov 2026 10:00:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 10:01:00 GMT' };
    server.on('/', (request, response, visit) =>
      visit === 1 ? void response.writeHead(429, headers).end() : json([])(request, response, visit),
    );
    await client().get({ url: `${server.origin}/`, expect: 'json' });
    expect(waits.map((wait) => wait.seconds)).toEqual([60]);
  });

  it('is bounded: longer than maxWaitSeconds ends with a hint to resume, nonsense is plain back-off', async () => {
    server.on('/long', (_request, response) => void response.writeHead(429, { 'retry-after': '3600' }).end());
    const failure = client().get({ url: `${server.origin}/long` });
    await expect(failure).rejects.toMatchObject({
      code: 'STEMMA_RATE_LIMIT',
      retryable: true,
      hint: expect.stringContaining('`stemma resume` in 60 minutes'),
    });
    server.on('/nonsense', (request, response, visit) =>
      visit === 1
        ? void response.writeHead(429, { 'retry-after': '99999999999' }).end()
        : json([])(request, response, visit),
    );
    await client().get({ url: `${server.origin}/nonsense`, expect: 'json' });
    expect(waits.at(-1)?.seconds).toBe(0.5);
  });

  it('for a used-up quota holds back every request of its bucket, and no other bucket', async () => {
    let open = false;
    server.on('/api/a', (request, response, visit) => {
      if (open) json([], { ratelimit: '"api";r=10;t=300' })(request, response, visit);
      else response.writeHead(429, { ratelimit: '"api";r=0;t=30' }).end();
      open = true;
    });
    server.on('/api/b', json([], { ratelimit: '"api";r=9;t=300' }));
    server.on('/page', json([]));
    const http = client();
    await http.get({ url: `${server.origin}/page` });
    await Promise.all(['/api/a', '/api/b'].map((path) => http.get({ url: server.origin + path })));
    expect(waits).toEqual([{ seconds: 31, reason: 'quota "api" used up', host: `127.0.0.1:${server.port}` }]);
    expect(server.visits.map((visit) => visit.path).slice(0, 2)).toEqual(['/page', '/api/a']);
  });

  it('a 429 without quota holds back the whole host', async () => {
    server.on('/a', (request, response, visit) =>
      visit === 1 ? void response.writeHead(429, { 'retry-after': '20' }).end() : json([])(request, response, visit),
    );
    server.on('/api/b', json([]));
    const http = client({ concurrencyPerHost: 1 });
    await Promise.all([http.get({ url: `${server.origin}/a` }), http.get({ url: `${server.origin}/api/b` })]);
    expect(waits.map((wait) => wait.seconds)).toEqual([20]);
  });

  it('ends at once when it is cancelled', async () => {
    server.on('/', (_request, response) => void response.writeHead(503, { 'retry-after': '600' }).end());
    const abort = new AbortController();
    clock = new FakeClock({ auto: false });
    const http = client({ onWait: () => setImmediate(() => abort.abort()) });
    await expect(http.get({ url: `${server.origin}/`, signal: abort.signal })).rejects.toMatchObject({
      code: 'STEMMA_CANCELLED',
    });
  });

  it('for a turn, for an answer and within a body ends too when cancelled', async () => {
    const abort = new AbortController();
    server.on('/silent', () => setTimeout(() => abort.abort(), 20));
    server.on('/half', (_request, response) => void response.writeHead(200, jsonType).write('['));
    const http = client({ concurrencyPerHost: 2 });
    const paths = ['/half', '/silent', '/queued', '/queued-too'];
    const ends = await Promise.allSettled(
      paths.map((path) => http.get({ url: server.origin + path, signal: abort.signal })),
    );
    for (const end of ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'STEMMA_CANCELLED' } });
  });

  it('of many on one signal is no reason for a warning of Node', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error): void => void warnings.push(warning);
    process.on('warning', note);
    server.on('/api/a', json([]));
    const http = client({ concurrencyPerHost: 30 });
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 60 }, () => http.get({ url: `${server.origin}/api/a`, signal })));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', note);
    expect(warnings).toEqual([]);
  });
});
