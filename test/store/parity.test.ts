import { expect, it } from 'vitest';
import { neo4jSkipped } from '../support/neo4j.ts';
import { syntheticModels } from '../bench/synthetic-models.ts';
import { dump, load, sandboxOf } from './engines.ts';
import { writeRun } from './run-fixture.ts';

it.skipIf(neo4jSkipped() !== undefined)(
  'both engines hold the same graph after the same loads',
  { timeout: 120_000 },
  async () => {
    const models = syntheticModels(600);
    const changed = models.map((model, index) =>
      index % 7 === 0 ? { ...model, references: {}, values: { likes: index } } : model,
    );
    const dumps: string[] = [];
    for (const engine of ['embedded', 'neo4j'] as const) {
      const sandbox = await sandboxOf(engine);
      for (const [run, list] of [
        ['2026-11-20_10-00-00_aaaaaaaa', models],
        ['2026-11-21_10-00-00_bbbbbbbb', changed],
        ['2026-11-22_10-00-00_cccccccc', models],
      ] as const) {
        await writeRun({ dataDir: sandbox.dataDir, run, models: list });
        await load(sandbox, run);
      }
      dumps.push(await dump(sandbox));
      await sandbox.remove();
    }
    expect(dumps[1]).toBe(dumps[0]);
  },
);
