import { expect, it } from 'vitest';
import { countersNow } from '../../graph/counters.ts';
import type { EntityLine } from '../../ontology/entity.ts';

const line = (source: string, counts: Readonly<Record<string, number>>): EntityLine => ({
  '@id': 'https://example.org/m',
  '@type': 'MLModel',
  id: 'hf:m',
  evidence: [],
  contentHash: '',
  origin: {
    source,
    run: '2026-11-20_10-00-00_aaaaaaaa',
    record: `raw:2026-11-20_10-00-00_aaaaaaaa/1`,
    resource: 'list',
    file: '',
    offset: 0,
    length: 0,
    fetchedAt: '2026-11-20T10:00:00.000Z',
  },
  ...counts,
});
const names = ['downloads', 'likes'];
const authority = ['first', 'second'];
const now = (counted: EntityLine, foreign: readonly EntityLine[], held: Readonly<Record<string, number>>) =>
  countersNow({ names, counted: [counted], foreign, authority, held: (name) => held[name] });

it('takes what a source counts, and drops what nobody counts any more', () => {
  expect(now(line('first', { downloads: 7 }), [], { downloads: 3, likes: 9 })).toEqual({
    downloads: 7,
    likes: undefined,
  });
});

it('keeps what the graph holds of a source with more authority, also when its old line says what is counted now', () => {
  const first = line('first', { downloads: 2, likes: 1 });

  expect(now(line('second', { downloads: 2, likes: 5 }), [first], { downloads: 4, likes: 6 })).toEqual({
    downloads: 4,
    likes: 6,
  });
});

it('lets a source with more authority overwrite one with less', () => {
  expect(now(line('first', { downloads: 7 }), [line('second', { downloads: 9 })], { downloads: 9 })).toMatchObject({
    downloads: 7,
  });
});
