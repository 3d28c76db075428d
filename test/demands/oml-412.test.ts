import { describe, expect, it } from 'vitest';
import { absence } from '../../extract/openml/absence.ts';
import { meaningOf } from '../../extract/openml/error-codes.ts';
import { readAnswer } from '../../extract/openml/read-answer.ts';
import { extractOpenml, missesOf, storedOf, subjectsOf } from '../support/openml-workshop.ts';
import { refused } from '../support/scripted-openml.ts';

describe('status 412', () => {
  it('means by its code: nothing there, none yet, no longer served, gone; and every thing fails alone', async () => {
    const found = await extractOpenml();

    expect(missesOf(found)).toEqual([
      'runs 16 missing 236',
      'flows 104 missing 181',
      'tasks 203 disabled 153',
      'setups 303 missing 281',
      'data_features 402 absent 273',
      'data_qualities 402 absent 362',
    ]);
    expect(found.run.missed[1]).toMatchObject({ context: { by: 'openml:run/17', pointer: '/run/flow_id', count: 1 } });
    expect(storedOf(found, 'datasets')).toHaveLength(2);
  });

  it('"no results" ends a list, and is no error and no miss', async () => {
    const { run } = await extractOpenml({ stages: ['openml_lists'], settings: { all: true, pageSize: 2 } });

    const ends = run.stored.filter(({ line }) => line.resource === 'openml_task_list' && line.status === 412);
    expect(ends.map(({ line }) => [line.url.replace(/.*offset/, ''), line.context])).toEqual([['/3', { code: '482' }]]);
    expect(run.complete).toContainEqual({ of: 'Task', resource: 'openml_task_list' });
    expect(run.missed.filter(({ resource }) => resource.endsWith('_list'))).toEqual([]);
  });

  it('a list without any rows gives nothing, in peace', async () => {
    const found = await extractOpenml({ settings: { task: ['9999'] } });

    expect(subjectsOf(found)).toEqual(['run/list/task/9999/show_errors/true/limit/50/offset/0']);
    expect(found.run.missed).toEqual([]);
  });

  it('an overload is asked again later, and is neither missed nor kept', async () => {
    const found = await extractOpenml({
      instead: (path, count) => (path.endsWith('/flow/101') && count < 2 ? refused('107', 'json') : undefined),
    });

    expect(found.asked.filter(({ path }) => path.endsWith('json/flow/101'))).toHaveLength(3);
    expect(missesOf(found).filter((miss) => miss.startsWith('flows'))).toEqual(['flows 104 missing 181']);
    expect(
      found.run.stored.filter(({ line }) => line.url.endsWith('/flow/101')).map(({ line }) => line.status),
    ).toEqual([200]);
  });

  it('a request that is wrong is an error of a list, which says so', async () => {
    const instead = (path: string) => (path.includes('run/list') ? refused('511', 'xml') : undefined);

    await expect(extractOpenml({ instead })).rejects.toMatchObject({
      code: 'STEMMA_HTTP',
      message: expect.stringContaining('511'),
    });
  });

  it('a refusal of everybody stops the run: it says nothing of any thing', async () => {
    const instead = (path: string) => (path.endsWith('/run/12') ? refused('103', 'json') : undefined);

    await expect(extractOpenml({ instead })).rejects.toMatchObject({ code: 'STEMMA_AUTH' });
  });
});

describe('an error', () => {
  it.each([
    ['{"error":{"code":"236","message":"Run not found"}}', '236', 'Run not found'],
    [
      '<oml:error xmlns:oml="x"><oml:code>372</oml:code><oml:message>No results</oml:message></oml:error>',
      '372',
      'No results',
    ],
    [
      '{"error":{"code":"370","message":"Illegal filter","additional_information":"a, b"}}',
      '370',
      'Illegal filter: a, b',
    ],
    [
      '{"type":"about:blank","title":"Dataset Not Found","detail":"No dataset","code":"111"}',
      '111',
      'Dataset Not Found: No dataset',
    ],
    ['<html><body>Precondition failed</body></html>', undefined, '<html><body>Precondition failed</body></html>'],
    ['', undefined, ''],
  ])('%s is read in any form', (body, code, message) => {
    expect(readAnswer(412, Buffer.from(body), 'run')).toEqual({ kind: 'error', code, message });
  });

  it('is one with status 200, too, and when XML comes where JSON was asked for', () => {
    const xml = '<oml:error xmlns:oml="x"><oml:code>107</oml:code><oml:message>Busy</oml:message></oml:error>';
    expect(readAnswer(200, Buffer.from(xml), 'run')).toMatchObject({ kind: 'error', code: '107' });
  });

  it.each([
    [412, '512', 'empty'],
    [412, '107', 'busy'],
    [412, '103', 'auth'],
    [412, '112', 'gated'],
    [412, '548', 'too-large'],
    [412, '9999', 'malformed'],
    [404, undefined, 'missing'],
    [410, undefined, 'missing'],
    [451, undefined, 'disabled'],
    [403, undefined, 'auth'],
    [418, undefined, 'failed'],
  ])('%d with code %s means %s', (status, code, meaning) => {
    expect(meaningOf(status, code)).toBe(meaning);
  });
});

describe('what an error proves to be gone', () => {
  const miss = { resource: 'openml_runs', id: '16', kind: 'missing', status: 412, context: { code: '236' } } as const;
  const at = '2026-11-20T15:30:00.000Z';

  it('is the thing, by the code that says that there is none', () => {
    expect(absence({ ...miss, at })).toEqual({
      iri: expect.stringMatching(/openml\/run\/16$/),
      resource: 'openml_runs',
      whole: true,
    });
    expect(absence({ ...miss, at, status: 404, context: {} })).toMatchObject({ whole: true });
  });

  it('is a part alone, when the dataset has none', () => {
    const part = { ...miss, at, resource: 'openml_data_qualities', kind: 'absent', context: { code: '362' } } as const;
    expect(absence(part)).toEqual({
      iri: expect.stringMatching(/openml\/dataset\/16$/),
      resource: part.resource,
      whole: false,
    });
    // Not computed yet, or computed in vain.
    for (const code of ['273', '364']) expect(absence({ ...part, context: { code } })).toBeUndefined();
  });

  it.each([
    [{ kind: 'gated', context: { code: '112' } }],
    [{ kind: 'failed', context: { code: 'STEMMA_HTTP' } }],
    [{ kind: 'disabled', context: { code: '153' } }],
    [{ kind: 'missing', context: { code: '372' } }],
    [{ id: 'run/list', context: { code: '236' } }],
    [{ resource: 'openml_croissant', context: {} }],
  ] as const)('is nothing by %j', (other) => {
    expect(absence({ ...miss, at, ...other })).toBeUndefined();
  });
});
