import { describe, expect, it } from 'vitest';
import { mannersOf, readSettings } from '../../../extract/openml/settings.ts';
import { resolveSince } from '../../../extract/openml/since-last.ts';
import { apiUrl, croissantUrl, subjectOf, websiteUrl } from '../../../extract/openml/urls.ts';
import type { EarlierRun } from '../../../src/core/run/earlier-runs.ts';

describe('the address of OpenML', () => {
  it.each([
    'https://www.openml.org',
    'https://www.openml.org/',
    'https://www.openml.org/api/v1',
    'https://www.openml.org/api/v1/json/',
    'https://www.openml.org/api/v1/xml',
  ])('%s is the same server', (baseUrl) => {
    expect(readSettings({ baseUrl }).baseUrl).toBe('https://www.openml.org');
  });

  it('may carry a path', () => {
    expect(readSettings({ baseUrl: 'http://127.0.0.1:8787/openml/api/v1' }).baseUrl).toBe(
      'http://127.0.0.1:8787/openml',
    );
  });

  it.each(['ftp://openml.org', 'https://user:secret@openml.org', 'https://openml.org?key=1', 'openml'])(
    'is not %s',
    (baseUrl) => {
      expect(() => readSettings({ baseUrl })).toThrow(
        expect.objectContaining({ code: 'STEMMA_CONFIG', message: expect.not.stringContaining('secret') }),
      );
    },
  );
});

describe('settings that the server would refuse', () => {
  it.each([
    [{ task: ['59', 'iris'] }, '--openml-task'],
    [{ uploader: ['-1'] }, '--openml-uploader'],
    [{ tag: 'a/b' }, '--openml-tag'],
    [{ numInstances: -1 }, 'OPENML_NUM_INSTANCES'],
    [{ threads: 0 }, 'OPENML_THREADS'],
    [{ since: 'yesterday' }, '--since'],
    [{ spacing: 'soon' }, 'OPENML_SPACING'],
  ])('%j are refused by name', (given, name) => {
    expect(() => readSettings(given)).toThrow(
      expect.objectContaining({ code: 'STEMMA_CONFIG', message: expect.stringContaining(name) }),
    );
  });
});

describe('manners', () => {
  it('are two requests at once, half a second apart, and a pause after five failures', () => {
    expect(mannersOf({})).toEqual({
      concurrency: 2,
      pace: 500,
      breaker: { after: 5, pauseMs: 10_000, longestPauseMs: 60_000 },
    });
    expect(mannersOf({ spacing: '2s', threads: 6 })).toMatchObject({ concurrency: 6, pace: 2000 });
  });
});

describe('addresses', () => {
  it('are of one subject in both forms', () => {
    const base = 'https://www.openml.org';
    expect(apiUrl(base, 'xml', ['run', 'list', 'run', '1,2', 'tag', 'a b'])).toBe(
      `${base}/api/v1/xml/run/list/run/1,2/tag/a%20b`,
    );
    expect(subjectOf(base, apiUrl(base, 'json', ['data', 'features', '61']))).toBe('data/features/61');
    expect(subjectOf(base, apiUrl(base, 'xml', ['data', 'features', '61']))).toBe('data/features/61');
    expect(subjectOf(base, croissantUrl(base, '61'))).toBe('croissant/dataset/61');
    expect(subjectOf(base, websiteUrl(base, 'data', '61'))).toBe('es/data/_doc/61');
    expect(subjectOf(base, 'https://test.openml.org/api/v1/json/run/1')).toBeUndefined();
  });
});

describe('--since last', () => {
  const earlier = (settings: object, stages?: readonly string[]): EarlierRun =>
    ({
      manifest: { startedAt: '2026-11-10T12:00:00.000Z', settings, ...(stages === undefined ? {} : { stages }) },
    }) as EarlierRun;
  const given = { since: 'last', flow: ['7'] };

  it('is a day before the newest run over the same list was begun', () => {
    const runs = [
      earlier({ all: true }),
      earlier({ since: '2026-01-01', flow: ['7'], numInstances: 5 }),
      earlier({ flow: ['7'] }),
      earlier({ all: true, flow: ['7'], baseUrl: 'http://other.test' }),
      earlier({ all: true, flow: ['7'] }, ['openml_lists']),
      earlier({ since: '2026-01-01', flow: ['7'] }, ['openml_runs']),
    ];
    expect(resolveSince(given, runs)).toEqual({ ...given, since: '2026-11-09T12:00:00.000Z' });
    expect(() => resolveSince(given, runs.slice(0, 5))).toThrow(expect.objectContaining({ code: 'STEMMA_USAGE' }));
  });

  it('begins as much earlier as the overlap says, and leaves a date as it is', () => {
    const runs = [earlier({ all: true })];
    expect(resolveSince({ since: 'last', overlap: 3600 }, runs)).toMatchObject({ since: '2026-11-10T11:00:00.000Z' });
    expect(resolveSince({ since: '2026-05-01' }, [])).toEqual({ since: '2026-05-01' });
  });
});
