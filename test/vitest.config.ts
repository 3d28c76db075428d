import { configDefaults, defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;
const exclude = [...configDefaults.exclude, 'test/full/**', 'dist/**'];
const withServer = ['test/store/**/*.test.ts', 'test/**/*.neo4j.test.ts'];
const small = ['test/unit/**/*.test.ts', 'test/property/**/*.test.ts'];
const shared = { root, testTimeout: 30_000, hookTimeout: 120_000, pool: 'forks' as const };

export default defineConfig({
  root,
  test: {
    projects: [
      {
        // Small and many: a process for each would take longer than they do. They leave nothing behind.
        test: { ...shared, name: 'unit', include: small, exclude, isolate: false, maxWorkers: 2 },
      },
      {
        test: {
          ...shared,
          name: 'plain',
          include: ['test/**/*.test.ts'],
          exclude: [...exclude, ...small, ...withServer],
          maxWorkers: 2,
        },
      },
      {
        // A server for each worker; a server that is given is one database for all files, so they run one after another.
        test: {
          ...shared,
          name: 'store',
          include: withServer,
          exclude,
          globalSetup: ['test/support/neo4j-global.ts'],
          hookTimeout: 180_000,
          maxWorkers: process.env['NEO4J_TEST_URI'] === undefined ? 2 : 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
