import { beforeAll, describe, expect, it } from 'vitest';
import { bindParameters, listQueries } from '../../../cypher/index.ts';
import { openGraph } from '../../../graph/open.ts';
import type { Row } from '../../../graph/store.ts';
import { stemmaHere } from '../../support/cli-in-process.ts';
import { expectGolden } from '../../support/golden.ts';
import { tempFolder } from '../../support/stemma-cli.ts';

/** One night of three sources: nothing is gone, failed or wrong, and the hubs have no work, person or paper in common. */
const emptyInSample = [
  'lineage/cycles',
  'lineage/gone-parents',
  'governance/licenses-that-differ',
  'governance/non-commercial-dropped',
  'governance/removed',
  'provenance/changed-between',
  'provenance/older-than-change',
  'quality/edges-without-evidence',
  'quality/undescribed',
  'experiments/co2-by-task',
  'experiments/conflicting-scores',
  'experiments/datasets-by-shared-flows',
  'experiments/failed-runs',
  'experiments/gain-over-base',
  'experiments/verified-evaluations',
  'bioimage/models-with-doi',
  'sources/duplicates-across-hubs',
  'sources/people-across-hubs',
  'sources/shared-papers',
];

describe('the catalogue over the graph of `stemma demo`', () => {
  const answers = new Map<string, readonly Row[]>();

  beforeAll(async () => {
    const dataDir = tempFolder();
    const demo = await stemmaHere(['demo', '--data-dir', dataDir, '--quiet']);
    expect(demo.code, demo.stderr).toBe(0);
    const store = await openGraph({ dataDir, neo4j: {} }, 'read');
    for (const query of listQueries())
      answers.set(query.name, await store.read(query.cypher, bindParameters(query, query.sample)));
    await store.close();
  });

  it('has an answer to every question but those of which it holds nothing', () => {
    expect([...answers].flatMap(([name, rows]) => (rows.length === 0 ? [name] : []))).toEqual(emptyInSample);
  });

  it('answers in the declared columns', () => {
    for (const { name, columns } of listQueries())
      for (const row of answers.get(name) ?? []) expect(Object.keys(row), name).toEqual([...columns]);
  });

  it('counts as many rows as are written down', () => {
    const counts = Object.fromEntries([...answers].map(([name, rows]) => [name, rows.length]));

    expectGolden(new URL('rows.expected.json', import.meta.url), `${JSON.stringify(counts, null, 2)}\n`);
  });
});
