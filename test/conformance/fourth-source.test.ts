import { vi } from 'vitest';
import { sources } from '../../extract/index.ts';
import { fourthFixture } from '../support/fourth-source/fixture.ts';
import { fourth } from '../support/fourth-source/source/index.ts';
import { describeSource } from './suite.ts';

// Sources wait by the clock of the system: here nobody does.
vi.mock('../../src/core/clock.ts', async (original) => {
  const clock = await original<typeof import('../../src/core/clock.ts')>();
  return { ...clock, systemClock: { ...clock.systemClock, sleep: () => Promise.resolve() } };
});

const folder = new URL('../support/fourth-source/source/', import.meta.url);

describeSource({ source: fourth, folder, fixture: fourthFixture, others: sources });
