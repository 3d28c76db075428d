import { describe, expect, it, vi } from 'vitest';
import { sources } from '../../extract/index.ts';
import { sourceFixtures } from '../support/source-fixtures/index.ts';
import { describeSource } from './suite.ts';

// Sources wait by the clock of the system: here nobody does.
vi.mock('../../src/core/clock.ts', async (original) => {
  const clock = await original<typeof import('../../src/core/clock.ts')>();
  return { ...clock, systemClock: { ...clock.systemClock, sleep: () => Promise.resolve() } };
});

describe('the table of fixtures', () => {
  it('has a line for every source that is registered', () => {
    expect(Object.keys(sourceFixtures).toSorted()).toEqual(sources.map(({ name }) => name).toSorted());
  });
});

for (const source of sources) {
  const fixture = sourceFixtures[source.name];
  if (fixture === undefined) continue;
  const folder = new URL(`../../extract/${source.name}/`, import.meta.url);
  describeSource({ source, folder, fixture, others: sources.filter((other) => other !== source) });
}
