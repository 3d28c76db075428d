import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as plainRequest } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../../src/core/http/client.ts';
import type { HttpResponse } from '../../../src/core/http/types.ts';
import { json, startChaosServer, type ChaosServer } from '../../support/chaos-server.ts';
import { FakeClock } from '../../support/fake-clock.ts';

interface Proxy {
  readonly url: string;
  readonly seen: { readonly target: string; readonly auth: string | undefined }[];
  close(): void;
}

/** Forwards plain requests and tunnels CONNECT, as company proxies do. */
async function startProxy(): Promise<Proxy> {
  const seen: Proxy['seen'] = [];
  const server = createServer((request, response) => {
    seen.push({ target: request.url ?? '', auth: request.headers['proxy-authorization'] });
    const { 'proxy-authorization': _ours, ...headers } = request.headers;
    const onward = plainRequest(request.url ?? '', { headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on('connect', (request, socket, head) => {
    seen.push({ target: `CONNECT ${request.url}`, auth: request.headers['proxy-authorization'] });
    const [host, port] = (request.url ?? '').split(':');
    const onward = connect(Number(port), host ?? '', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://user:p%40ss@127.0.0.1:${port}`,
    seen,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function get(url: string, options: HttpClientOptions): Promise<HttpResponse> {
  const http = createHttpClient({ clock: new FakeClock(), maxRetries: 0, ...options });
  try {
    return await http.get({ url, expect: 'json' });
  } finally {
    await http.close();
  }
}

describe('a proxy', () => {
  let hub: ChaosServer;
  let proxy: Proxy;

  beforeEach(async () => {
    hub = await startChaosServer();
    hub.on('/api', json([1]));
    proxy = await startProxy();
  });

  afterEach(async () => {
    proxy.close();
    await hub.close();
  });

  it('carries the requests, with its own credentials', async () => {
    expect((await get(`${hub.origin}/api`, { httpProxy: proxy.url })).body.toString()).toBe('[1]');
    expect(proxy.seen.map((seen) => seen.target)).toEqual([`${hub.origin}/api`]);
    expect(proxy.seen[0]?.auth).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
    expect(hub.visits[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  it.each(['127.0.0.1', '*', 'x.example, 127.0.0.1'])('is left out for hosts of noProxy %j', async (noProxy) => {
    await get(`${hub.origin}/api`, { httpProxy: proxy.url, noProxy });
    expect(proxy.seen).toHaveLength(0);
  });

  it('is taken from the options only, never from the environment', async () => {
    process.env['http_proxy'] = proxy.url;
    try {
      await get(`${hub.origin}/api`, {});
    } finally {
      delete process.env['http_proxy'];
    }
    expect(proxy.seen).toHaveLength(0);
  });

  it('with an unreadable address is refused without repeating its password', () => {
    expect(() => createHttpClient({ httpsProxy: 'http://user:secret@[' })).toThrow(
      expect.objectContaining({ code: 'STEMMA_CONFIG', message: expect.not.stringContaining('secret') }),
    );
  });
});

describe('an extra CA file', () => {
  it('that is missing or no certificate is refused by name', () => {
    for (const caFile of [join(tmpdir(), 'no-such-file.pem'), new URL(import.meta.url).pathname]) {
      expect(() => createHttpClient({ caFile })).toThrow(
        expect.objectContaining({ code: 'STEMMA_CONFIG', message: expect.stringContaining(caFile) }),
      );
    }
  });
});

const openssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!openssl)('TLS with a certificate of one’s own', () => {
  let folder: string;
  let caFile: string;
  let origin: string;
  let stop: () => void;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stemma-tls-'));
    caFile = join(folder, 'cert.pem');
    const keyFile = join(folder, 'key.pem');
    const config = join(folder, 'openssl.cnf');
    writeFileSync(config, '[req]\ndistinguished_name=dn\n[dn]\n');
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
    execFileSync('openssl', ['req', '-x509', '-config', config, ...key, '-out', caFile, '-days', '2', ...subject], {
      stdio: 'ignore',
    });
    const server = createTlsServer({ key: readFileSync(keyFile), cert: readFileSync(caFile) }, (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('[1]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    stop = () => {
      server.close();
      server.closeAllConnections();
    };
  });

  afterAll(() => {
    stop();
    rmSync(folder, { recursive: true });
  });

  it('is refused at once with a hint, and accepted with the CA file', async () => {
    const refusal = get(`${origin}/`, { maxRetries: 3 });
    await expect(refusal).rejects.toMatchObject({
      code: 'STEMMA_NETWORK',
      retryable: false,
      hint: expect.stringContaining('CA file'),
      context: { attempts: 1 },
    });
    expect((await get(`${origin}/`, { caFile })).status).toBe(200);
  });

  it('is accepted with the CA file through a proxy too', async () => {
    const proxy = await startProxy();
    const answer = await get(`${origin}/`, { caFile, httpsProxy: proxy.url });
    proxy.close();
    expect(answer.status).toBe(200);
    expect(proxy.seen[0]?.target).toMatch(/^CONNECT 127\.0\.0\.1:/);
  });
});
