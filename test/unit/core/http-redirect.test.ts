import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../src/core/http/client.ts';
import { redirectTarget } from '../../../src/core/http/redirect.ts';
import type { HttpClient } from '../../../src/core/http/types.ts';
import { json, startChaosServer, type Answer, type ChaosServer } from '../../support/chaos-server.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const token = 'hf_abcdefghijklmnop';

let hub: ChaosServer;
let other: ChaosServer;
let http: HttpClient;

const to =
  (location: string, status = 307): Answer =>
  (_request, response) =>
    void response
      .writeHead(status, { location, 'content-type': 'text/plain' })
      .end(`Temporary Redirect. Redirecting to ${location}`);

beforeEach(async () => {
  hub = await startChaosServer();
  other = await startChaosServer();
  http = createHttpClient({ clock: new FakeClock() });
});

afterEach(async () => {
  await http.close();
  await hub.close();
  await other.close();
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])(
    'with status %d and a relative address is followed and recorded',
    async (status) => {
      hub.on('/api/models/old', to('/api/models/org/new?x=1', status));
      hub.on('/api/models/org/new', json({ id: 'org/new' }));
      const answer = await http.get({
        url: `${hub.origin}/api/models/old`,
        expect: 'json',
        token,
        tokenOrigin: hub.origin,
      });
      const final = `${hub.origin}/api/models/org/new?x=1`;
      expect(answer).toMatchObject({
        status: 200,
        url: final,
        requestUrl: `${hub.origin}/api/models/old`,
        attempts: 1,
      });
      expect(answer.redirects).toEqual([{ status, from: `${hub.origin}/api/models/old`, to: final }]);
      expect(hub.visits.map((visit) => visit.headers.authorization)).toEqual([`Bearer ${token}`, `Bearer ${token}`]);
    },
  );

  it('to another origin loses the token and every other credential, for good', async () => {
    hub.on('/a', to(`${other.origin}/b`));
    other.on('/b', to(`${hub.origin}/c`));
    hub.on('/c', json([]));
    await http.get({ url: `${hub.origin}/a`, token, tokenOrigin: hub.origin, headers: { Cookie: 'session=1' } });
    expect(hub.visits[0]?.headers).toMatchObject({ authorization: `Bearer ${token}`, cookie: 'session=1' });
    for (const visit of [other.visits[0], hub.visits[1]]) {
      expect(visit?.headers.authorization).toBeUndefined();
      expect(visit?.headers.cookie).toBeUndefined();
    }
  });

  it('never starts with a token of another origin', async () => {
    hub.on('/a', json([]));
    await http.get({ url: `${hub.origin}/a`, token, tokenOrigin: other.origin });
    expect(hub.visits[0]?.headers.authorization).toBeUndefined();
  });

  it('may be tried again after a failure on its way', async () => {
    hub.on('/a', to('/b'));
    hub.on('/b', (request, response, visit) =>
      visit === 1 ? void response.writeHead(502).end() : json([])(request, response, visit),
    );
    expect(await http.get({ url: `${hub.origin}/a`, expect: 'json' })).toMatchObject({ status: 200, attempts: 2 });
    expect(hub.visits.map((visit) => visit.path)).toEqual(['/a', '/b', '/b']);
  });

  it('in a circle, or more than five, is refused', async () => {
    hub.on('/ping', to('/pong'));
    hub.on('/pong', to('/ping'));
    for (let step = 0; step < 9; step += 1) hub.on(`/step${step}`, to(`/step${step + 1}`));
    await expect(http.get({ url: `${hub.origin}/ping` })).rejects.toMatchObject({
      code: 'STEMMA_HTTP',
      message: expect.stringContaining('circle'),
    });
    await expect(http.get({ url: `${hub.origin}/step0` })).rejects.toMatchObject({
      code: 'STEMMA_HTTP',
      message: expect.stringContaining('more than 5'),
    });
    hub.on('/step5', json([]));
    await expect(http.get({ url: `${hub.origin}/step0` })).resolves.toMatchObject({ status: 200 });
  });

  it('from https to http, to another scheme or to nowhere is refused', () => {
    const from = 'https://hub.example/a';
    for (const location of ['http://hub.example/a', 'file:///etc/passwd', 'gopher://x', 'https://[', 'data:,x']) {
      expect(() => redirectTarget(302, { location }, from)).toThrow(expect.objectContaining({ code: 'STEMMA_HTTP' }));
    }
    expect(redirectTarget(302, { location: 'https://user:pass@x.example/b#c' }, from)).toBe('https://x.example/b');
    expect(redirectTarget(302, {}, from)).toBeUndefined();
    expect(redirectTarget(304, { location: '/b' }, from)).toBeUndefined();
  });
});

describe('a redirect into the local network', () => {
  const inward = [
    '127.0.0.1',
    '0',
    '2130706433',
    '0x7f.1',
    '017700000001',
    'localhost',
    'a.localhost.',
    '10.1.2.3',
    '192.168.0.1',
    '172.31.0.1',
    '100.64.0.1',
  ];
  const inwardV6 = ['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:a00:1]', '[fc00::1]', '[64:ff9b::7f00:1]'];
  const metadata = [
    '169.254.169.254',
    '[::ffff:169.254.169.254]',
    '[fe80::1]',
    '[fd00:ec2::254]',
    'metadata.google.internal',
    '0xa9fea9fe',
  ];

  it.each([...inward, ...inwardV6, ...metadata])('to %s is refused when a public host asks for it', (host) => {
    expect(() => redirectTarget(302, { location: `http://${host}/x` }, 'http://hub.example/a')).toThrow(
      expect.objectContaining({ code: 'STEMMA_HTTP' }),
    );
  });

  it('is followed when the asker is there already, but never to a metadata service', () => {
    expect(redirectTarget(302, { location: 'http://localhost:9/x' }, 'http://127.0.0.1:8/a')).toBe(
      'http://localhost:9/x',
    );
    for (const host of metadata)
      expect(() => redirectTarget(302, { location: `http://${host}/x` }, 'http://127.0.0.1:8/a')).toThrow(
        'local network',
      );
  });

  it('is not seen where there is none', () => {
    for (const host of ['huggingface.co', '8.8.8.8', '172.32.0.1', '[2001:db8::1]', 'localhost.example']) {
      expect(redirectTarget(302, { location: `http://${host}/x` }, 'http://hub.example/a')).toBe(`http://${host}/x`);
    }
  });
});

describe('an address', () => {
  it.each(['ftp://x.example/', 'nonsense', '', 'http://user:secret@x.example/'])(
    '%j is refused without repeating a password',
    async (url) => {
      await expect(http.get({ url })).rejects.toMatchObject({
        code: 'STEMMA_CONFIG',
        message: expect.not.stringContaining('secret@'),
      });
    },
  );

  it('is not asked with a token that cannot be one', async () => {
    await expect(http.get({ url: `${hub.origin}/`, token: 'hf_abc\r\nX-Evil: 1' })).rejects.toMatchObject({
      code: 'STEMMA_AUTH',
      message: expect.not.stringContaining('hf_abc'),
    });
  });
});
