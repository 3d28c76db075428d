import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { kindOfAbsence } from '../../extract/huggingface/absent.ts';
import { HubWorkshop } from '../support/hub-workshop.ts';
import { startNights, type Nights, type NightsOptions } from '../support/nights/index.ts';

const workshop = new HubWorkshop();
const opened: Nights[] = [];
afterEach(async () => {
  await workshop.tidy();
  for (const nights of opened.splice(0)) await nights.close();
});
afterAll(() => workshop.close());

const token = 'hf_madeupmadeupmadeupmadeupmadeup';

interface Outcome {
  readonly ids: readonly string[];
  /** `id kind status code` of each miss. */
  readonly misses: readonly string[];
}

/** Asks the fourth night for these models, one by one. */
async function ask(ids: readonly string[], settings: object = {}, options: NightsOptions = {}): Promise<Outcome> {
  const nights = await startNights({ night: 4, ...options });
  opened.push(nights);
  const modelsFile = await workshop.idFile(...ids);
  const { run } = await workshop.extract({ endpoint: nights.urls.hf }, { numModels: 0, modelsFile, ...settings });
  return {
    ids: run.ids('hf_models'),
    misses: run.missed.map(({ id, kind, status, context }) =>
      [id, kind, status ?? '-', String(context?.['code'] ?? context?.['to'] ?? '-')].join(' '),
    ),
  };
}

describe('a model that cannot be had', () => {
  const gone = ['marsh/soon-gone', 'delta/went-private', 'marsh/quiet'];

  it('is private or missing to a stranger: the Hub does not say which, and nobody guesses', async () => {
    expect((await ask(gone)).misses).toEqual(gone.map((id) => `${id} private-or-missing 401 RepoNotFound`));
  });

  it('is missing to a reader whom the Hub knows', async () => {
    expect((await ask(gone, { token })).misses).toEqual(gone.map((id) => `${id} missing 404 RepoNotFound`));
  });

  it('is disabled when the Hub says so, or when a law does', async () => {
    expect((await ask(['delta/taken-down', 'delta/forbidden'])).misses).toEqual([
      'delta/taken-down disabled 403 -',
      'delta/forbidden disabled 451 -',
    ]);
  });

  it('is renamed when the Hub leads to another name, and then it is had under that', async () => {
    const { ids, misses } = await ask(['moss/bracken-3b-chat-medicine']);

    expect(ids).toEqual(['moss/bracken-medicine']);
    expect(misses).toEqual(['moss/bracken-3b-chat-medicine renamed 200 moss/bracken-medicine']);
  });

  it('is no miss when only its files are gated', async () => {
    const { ids, misses } = await ask(['delta/ask-first', 'delta/ask-quietly']);

    expect([ids, misses]).toEqual([['delta/ask-first', 'delta/ask-quietly'], []]);
  });

  it('is gated when its record is', async () => {
    const refused = { error: 'Access to model fern/bracken-3b is restricted' };
    const headers = { 'x-error-code': 'GatedRepo', 'x-error-message': refused.error };
    const instead = (url: URL) =>
      url.pathname.includes('bracken-3b/') || url.pathname.endsWith('bracken-3b')
        ? { status: 403, body: refused, headers }
        : undefined;

    expect((await ask(['fern/bracken-3b'], {}, { instead })).misses).toEqual(['fern/bracken-3b gated 403 GatedRepo']);
  });

  it('is malformed when it could be nobody', async () => {
    expect((await ask(['a--b/c'])).misses).toEqual(['a--b/c malformed 400 -']);
  });

  it('lacks a revision, and not the model, when only that is missing', async () => {
    expect((await ask(['fern/bracken-3b@no-such-branch'])).misses).toEqual([
      'fern/bracken-3b@no-such-branch missing 404 RevisionNotFound',
    ]);
  });

  it('stops the run when it is the token that is refused: that says nothing of any model', async () => {
    await expect(ask(['fern/bracken-3b'], { token: 'hf_wrongwrongwrongwrong' }, { token })).rejects.toMatchObject({
      code: 'STEMMA_AUTH',
    });
  });
});

describe('the evidence', () => {
  it.each([
    [{ status: 401, code: 'RepoNotFound', error: 'Invalid username or password.' }, 'private-or-missing'],
    [{ status: 404, code: 'RepoNotFound', error: 'Repository not found' }, 'missing'],
    [{ status: 401, code: 'GatedRepo', error: '' }, 'gated'],
    [{ status: 403, code: 'GatedRepo', error: '' }, 'gated'],
    [{ status: 403, code: undefined, error: 'Access to this resource is disabled.' }, 'disabled'],
    [{ status: 451, code: undefined, error: '' }, 'disabled'],
    [{ status: 400, code: undefined, error: 'Invalid repo name' }, 'malformed'],
    // What fits no known answer is a failure, and no statement about the model.
    [{ status: 403, code: undefined, error: 'no' }, 'failed'],
    [{ status: 418, code: undefined, error: '' }, 'failed'],
  ] as const)('%j means %s', (answer, kind) => {
    expect(kindOfAbsence(answer)).toBe(kind);
  });
});
