import { describe, expect, it } from 'vitest';
import { check } from '../../../extract/openml/check.ts';
import { createHttpClient } from '../../../src/core/http/client.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { refused, scriptedOpenml, type OpenmlReply } from '../../support/scripted-openml.ts';

function checked(reply?: OpenmlReply) {
  const clock = new FakeClock();
  const { baseUrl, transport } = scriptedOpenml({ instead: () => reply });
  const http = createHttpClient({ clock, transport, maxRetries: 1 });
  return check({ settings: { baseUrl }, http, signal: new AbortController().signal }, clock);
}

describe('whether OpenML can be read', () => {
  it('is told with the time it took', async () => {
    expect(await checked()).toEqual([
      { name: 'openml.test', ok: true, detail: expect.stringMatching(/^reachable in \d+ ms/) },
    ]);
  });

  it.each([
    ['an error', refused('100', 'json'), 'answers 412 to the list of task types: Error 100'],
    ['a page of something else', { status: 200, body: '<!DOCTYPE html>' }, 'a web page instead of an answer'],
    ['a server in trouble', { status: 503, body: '' }, 'still answers 503'],
    ['too many users', refused('107', 'json'), 'Error 107'],
  ])('%s is told with what to look at', async (_, reply, detail) => {
    expect(await checked(reply)).toEqual([
      {
        name: 'openml.test',
        ok: false,
        detail: expect.stringContaining(detail),
        hint: expect.stringContaining('OPENML_BASE_URL'),
      },
    ]);
  });
});
