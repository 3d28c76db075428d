import { describe, expect, it } from 'vitest';
import { kindOfAbsence } from '../../../extract/huggingface/absent.ts';
import { errorTextOf, parseModel, parsePage } from '../../../extract/huggingface/responses.ts';
import { selectFromList } from '../../../extract/huggingface/select.ts';
import { readSettings } from '../../../extract/huggingface/settings.ts';
import { huggingfaceSettings } from '../../../extract/huggingface/settings-table.ts';

describe('what is taken from the list', () => {
  const settings = { numModels: undefined, updateRecent: true, all: false, since: undefined, until: undefined };
  it.each([
    ['nothing given: the 50 last modified', {}, { sort: 'lastModified', most: 50, since: undefined }],
    ['a number: so many last modified', { numModels: 7 }, { sort: 'lastModified', most: 7, since: undefined }],
    [
      'not the recent ones: the newest',
      { numModels: 7, updateRecent: false },
      { sort: 'createdAt', most: 7, since: undefined },
    ],
    ['zero: only the id file', { numModels: 0 }, undefined],
    ['all: everything, by creation', { all: true }, { sort: 'createdAt', most: undefined, since: undefined }],
    ['a date: all changes since', { since: 5 }, { sort: 'lastModified', most: undefined, since: 5 }],
    [
      'a date and a number: whichever comes first',
      { since: 5, numModels: 9, updateRecent: false },
      { sort: 'lastModified', most: 9, since: 5 },
    ],
    [
      'a date and all: all changes since',
      { since: 5, all: true, numModels: 9 },
      { sort: 'lastModified', most: undefined, since: 5 },
    ],
    [
      'until a date and all: what was created by then',
      { until: 5, all: true },
      { sort: 'createdAt', most: undefined, until: 5 },
    ],
    ['until a date: the last modified by then', { until: 5 }, { sort: 'lastModified', most: 50, until: 5 }],
  ])('%s', (_, given, expected) => {
    expect(selectFromList({ ...settings, ...given })).toEqual(expected);
  });
});

describe('settings of the source', () => {
  it('have defaults and take an endpoint with a path', () => {
    expect(readSettings({ endpoint: 'http://127.0.0.1:8787/hf/' })).toMatchObject({
      endpoint: 'http://127.0.0.1:8787/hf',
      threads: 4,
      pageSize: 1000,
      updateRecent: true,
    });
    expect(readSettings({}).endpoint).toBe('https://huggingface.co');
  });

  it('take the first moment of a day for --since and the last for --until', () => {
    expect(readSettings({ since: '2026-01-02', until: '2026-01-02' })).toMatchObject({
      since: Date.parse('2026-01-02T00:00:00Z'),
      until: Date.parse('2026-01-02T23:59:59.999Z'),
    });
    expect(readSettings({ until: '2026-01-02T12:00:00Z' }).until).toBe(Date.parse('2026-01-02T12:00:00Z'));
  });

  it.each([
    [{ numModels: -1 }, 'HF_NUM_MODELS'],
    [{ numModels: 'many' }, 'HF_NUM_MODELS'],
    [{ threads: 0 }, 'HF_THREADS'],
    [{ since: 'yesterday' }, '--since'],
    [{ endpoint: 'huggingface.co' }, 'HF_ENDPOINT'],
    [{ endpoint: 'https://user:secret@huggingface.co' }, 'HF_ENDPOINT'],
    [{ endpoint: 'https://huggingface.co/?a=b' }, 'HF_ENDPOINT'],
  ])('%j is refused by name', (given, name) => {
    expect(() => readSettings(given)).toThrow(
      expect.objectContaining({ code: 'STEMMA_CONFIG', message: expect.stringContaining(name) }),
    );
  });

  it('never have a flag when they are secret', () => {
    expect(huggingfaceSettings.filter((row) => row.secret === true && row.flag !== undefined)).toEqual([]);
  });
});

describe('the kind of an absence', () => {
  it.each([
    ['private-or-missing', 401, 'RepoNotFound', 'Invalid username or password.'],
    ['private-or-missing', 401, undefined, 'Invalid username or password.'],
    ['missing', 404, 'RepoNotFound', 'Repository not found'],
    ['missing', 404, 'RevisionNotFound', 'Invalid rev id: v9'],
    ['missing', 404, undefined, 'Not Found'],
    ['gated', 403, 'GatedRepo', 'Access to model a/b is restricted'],
    ['gated', 401, 'GatedRepo', 'Access to model a/b is restricted'],
    ['gated', 403, undefined, 'This is a gated repository'],
    ['disabled', 403, undefined, 'Access to this resource is disabled.'],
    ['disabled', 451, undefined, ''],
    ['malformed', 400, undefined, 'Invalid repo name: a--b'],
    ['failed', 403, undefined, 'no reason'],
    ['failed', 401, undefined, 'no reason'],
    ['failed', 418, undefined, ''],
  ] as const)('is %s for %i %s "%s"', (kind, status, code, error) => {
    expect(kindOfAbsence({ status, code, error })).toBe(kind);
  });
});

describe('answers of the Hub', () => {
  const body = (text: string): Buffer => Buffer.from(text);

  it('may hold rows of any shape: what is wrong is the mapper to report', () => {
    const rows = parsePage(body('[{"id":"a/b","new":1},{"id":7},null,"x",{"__proto__":{"id":"p"}}]'), 'u');

    expect(rows).toHaveLength(5);
    expect(rows[0]?.id).toBe('a/b');
    expect(rows[1]?.id).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('id');
  });

  it.each(['{"error":"x"}', 'null', '"text"', 'not json', ''])('are no page when they are %s', (text) => {
    expect(() => parsePage(body(text), 'u')).toThrow(expect.objectContaining({ code: 'STEMMA_RESPONSE_SHAPE' }));
  });

  it('are no model when they are not an object', () => {
    expect([body('[]'), body('null'), body('7'), body('x')].map(parseModel)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(parseModel(body('{"id":"a/b"}'))?.id).toBe('a/b');
  });

  it('tell their error by header, by body, or by text', () => {
    expect(errorTextOf({ 'x-error-message': 'by header' }, body('{"error":"by body"}'))).toBe('by header');
    expect(errorTextOf({}, body('{"error":"by body"}'))).toBe('by body');
    expect(errorTextOf({}, body('<html>by text</html>'))).toBe('<html>by text</html>');
  });
});
