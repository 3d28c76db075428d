import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { wantedFields } from '../../extract/huggingface/expand.ts';
import { hubModels } from '../support/hub-models.ts';
import { HubWorkshop, newestFirst } from '../support/hub-workshop.ts';
import { MemoryRun } from '../support/memory-run.ts';
import type { ScriptedHub } from '../support/scripted-hub.ts';

const workshop = new HubWorkshop();
afterEach(() => workshop.tidy());
afterAll(() => workshop.close());

describe('the model list', () => {
  it('is taken whole, in order of creation, with --all', async () => {
    const hub = await workshop.hub();

    const { run, progress } = await workshop.extract(hub, { all: true });

    expect(run.ids()).toEqual(newestFirst('createdAt'));
    expect(hub.listRequests()).toBe(Math.ceil(hubModels.length / 7));
    expect(progress.counts.get('hf_models')).toEqual({ records: 30, requests: 5, failed: 0, retried: 0 });
  });

  it.each([1, 6, 7, 8, 14, 30])('gives exactly the %i last modified', async (limit) => {
    const hub = await workshop.hub();

    const { run } = await workshop.extract(hub, { numModels: limit });

    expect(run.ids()).toEqual(newestFirst('lastModified').slice(0, limit));
    expect(hub.listRequests()).toBe(Math.ceil(limit / 7));
  });

  it('gives the newest when the last modified are not wanted', async () => {
    const { run } = await workshop.extract(await workshop.hub(), { numModels: 9, updateRecent: false });

    expect(run.ids()).toEqual(newestFirst('createdAt').slice(0, 9));
  });

  it('ends when it has fewer models than asked for', async () => {
    const { run } = await workshop.extract(await workshop.hub(), { numModels: 1000 });

    expect(run.ids()).toHaveLength(hubModels.length);
  });

  it('stops behind the page on which rows become older than --since', async () => {
    const hub = await workshop.hub();
    const since = '2026-08-09';

    const { run } = await workshop.extract(hub, { since });

    const wanted = hubModels.filter((model) => model.lastModified >= since).map((model) => model.id);
    expect(wanted).toHaveLength(10);
    expect(run.ids()).toEqual(newestFirst('lastModified').slice(0, 14));
    expect(run.ids()).toEqual(expect.arrayContaining(wanted));
  });

  it('begins with the page on which rows are no longer later than --until', async () => {
    const hub = await workshop.hub();

    const { run } = await workshop.extract(hub, { until: '2026-08-08', numModels: 9 });

    const order = newestFirst('lastModified');
    const wanted = hubModels.filter((model) => model.lastModified < '2026-08-09').map((model) => model.id);
    const kept = run.stored.filter(({ line }) => line.resource === 'hf_models');
    // Ten are later: a page and three rows. Those three are on the page where the date is passed.
    expect(run.ids('hf_models')).toEqual(order.slice(7, 7 + 3 + 9));
    expect(run.ids('hf_models').filter((id) => wanted.includes(id))).toHaveLength(9);
    expect(kept.map(({ line }) => new URL(line.url).searchParams.getAll('expand').length)).toEqual([26, 26]);
    expect(run.stored.map(({ line }) => line.resource)).toEqual([
      'hf_model_ids',
      'hf_model_ids',
      'hf_models',
      'hf_models',
    ]);
  });

  it('takes the same way to --until when it is resumed', async () => {
    const hub = await workshop.hub();
    const settings = { until: '2026-08-08', since: '2026-08-02T11:20:00Z' };
    const { run } = await workshop.extract(hub, settings);
    const before = run.stored.length;
    const requests = hub.listRequests();

    await workshop.extract(hub, settings, { run });

    expect({ stored: run.stored.length, requests: hub.listRequests() }).toEqual({ stored: before, requests });
    expect(run.ids('hf_models').length).toBeGreaterThan(0);
  });

  it('gives nothing when everything is later than --until', async () => {
    const { run } = await workshop.extract(await workshop.hub(), { until: '2020-01-01', all: true });

    expect(run.ids('hf_models')).toEqual([]);
  });

  it('is asked with every wanted field, repeated', async () => {
    const hub = await workshop.hub();

    await workshop.extract(hub, { numModels: 1 });

    const [request = ''] = hub.requests.keys();
    expect(new URLSearchParams(request.split('?')[1]).getAll('expand')).toEqual(wantedFields);
  });

  it('is asked without the fields the Hub refuses, and keeps the refusal', async () => {
    const hub = await workshop.hub({ refuseOnList: ['baseModels', 'trendingScore', 'gguf'] });

    const { run } = await workshop.extract(hub, { all: true });

    expect(run.stored.map(({ line }) => line.status)).toEqual([400, 200, 200, 200, 200, 200]);
    expect(run.ids()).toEqual(newestFirst('createdAt'));
    expect(run.stored[1]?.line.url).not.toContain('baseModels');
  });

  it('is followed over an empty page, but not for ever', async () => {
    const hub: ScriptedHub = await workshop.hub({
      models: [],
      link: (_, page) => `${hub.endpoint}/api/models?limit=7&cursor=${page}`,
    });

    const { run } = await workshop.extract(hub, { all: true });

    expect(run.stored).toHaveLength(3);
  });

  it('stops the run when it turns in a circle', async () => {
    const hub: ScriptedHub = await workshop.hub({
      link: (_, page) => `${hub.endpoint}/api/models?sort=createdAt&limit=7&turn=${page % 2}`,
    });

    await expect(workshop.extract(hub, { all: true })).rejects.toMatchObject({ code: 'STEMMA_RESPONSE_SHAPE' });
    expect(hub.listRequests()).toBe(3);
  });

  it('is not followed to another origin, where the token would go', async () => {
    const stranger = await workshop.hub();
    const hub = await workshop.hub({ link: () => `${stranger.endpoint}/api/models?limit=7` });

    await expect(workshop.extract(hub, { all: true, token: 'hf_secretsecret' })).rejects.toMatchObject({
      code: 'STEMMA_RESPONSE_SHAPE',
      hint: expect.stringContaining('HF_ENDPOINT'),
    });
    expect(stranger.requests.size).toBe(0);
    expect(new Set(hub.authorizations)).toEqual(new Set(['Bearer hf_secretsecret']));
  });

  it('stops the run on a token that is not accepted, and keeps nothing that would stop the next one', async () => {
    const hub = await workshop.hub({ token: 'hf_right' });
    const run = new MemoryRun();

    await expect(workshop.extract(hub, { numModels: 3, token: 'hf_wrong' }, { run })).rejects.toMatchObject({
      code: 'STEMMA_AUTH',
    });
    await workshop.extract(hub, { numModels: 3, token: 'hf_right' }, { run });

    expect(run.ids()).toHaveLength(3);
  });

  it('stops the run, resumable, on a rate limit that does not end', async () => {
    const hub = await workshop.hub({ fault: (url) => (url.searchParams.has('cursor') ? 429 : undefined) });

    await expect(workshop.extract(hub, { all: true })).rejects.toMatchObject({
      code: 'STEMMA_RATE_LIMIT',
      retryable: true,
    });
  });
});
