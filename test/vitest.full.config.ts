import { defineConfig } from 'vitest/config';

/** The long tests: minutes each, one file after another. They need the recordings and the replay server. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/full/**/*.test.ts'],
    globalSetup: ['test/support/neo4j-global.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
