import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindParameters, getQuery } from '../../cypher/index.ts';
import { partKey } from '../../graph/account-part.ts';
import { hasChanges, type LoadReport } from '../../graph/load-report.ts';
import { loadRun } from '../../graph/load.ts';
import { openForLoad } from '../../graph/open.ts';
import type { GraphLoadTarget } from '../../graph/store.ts';
import { entities, relationshipTypes } from '../../ontology/model.ts';
import { exportJsonld } from '../../src/query/export-jsonld.ts';
import { extractInto, planOf } from './extraction.ts';
import { mapInto } from './mapping.ts';
import type { Subject } from './subject.ts';
import type { WholeRun } from './whole-run.ts';

const nextDay = '2026-11-21T15:30:00.000Z';

/** Loading: once, with evidence on every edge, and nothing the second time. Comes after mapping. */
export function describeLoading(subject: Subject, whole: () => WholeRun): void {
  const { source } = subject;

  describe('what it loads', () => {
    let target: GraphLoadTarget;
    let first: LoadReport;
    const load = (run: string): Promise<LoadReport> =>
      loadRun({
        target,
        dataDir: whole().dataDir,
        run,
        authority: source.resources.map((resource) => partKey({ source: source.name, resource: resource.name })),
      });

    beforeAll(async () => {
      target = await openForLoad({ dataDir: whole().dataDir, neo4j: {} });
      first = await load(whole().run);
      await target.store.read('MATCH (n:Resource) RETURN count(n) AS n');
    });
    afterAll(() => target.abandon());

    it('is a graph of declared classes and relationships, each with evidence', async () => {
      const { store } = target;
      const labels = await store.read<{ label: string }>(
        'MATCH (n:Resource) UNWIND labels(n) AS label RETURN DISTINCT label AS label ORDER BY label',
      );
      const types = await store.read<{ type: string }>(
        'MATCH (:Resource)-[r]->(:Resource) RETURN DISTINCT type(r) AS type ORDER BY type',
      );
      const query = getQuery('edges-without-evidence');

      expect(first.nodesCreated).toBeGreaterThan(0);
      expect(labels.map(({ label }) => label).filter((label) => label !== 'Resource' && !(label in entities))).toEqual(
        [],
      );
      expect(types.map(({ type }) => type).filter((type) => !relationshipTypes.includes(type))).toEqual([]);
      expect(await store.read(query.cypher, bindParameters(query))).toEqual([]);
    });

    it('writes nothing the second time', async () => {
      const second = await load(whole().run);

      expect(hasChanges(second)).toBe(false);
    });

    it('writes nothing but the run when a later run brings the same', async () => {
      const { dataDir, servers } = whole();
      const before = await exported();
      const later = planOf(subject, servers, { startedAt: nextDay }).run;

      const { error } = await extractInto(subject, servers, { dataDir, startedAt: nextDay });
      await mapInto(subject, dataDir, later);
      const report = await load(later);

      expect(error).toBeUndefined();
      expect(report).toMatchObject({
        nodesCreated: 0,
        nodesUpdated: 0,
        relationshipsCreated: 0,
        relationshipsUpdated: 0,
        relationshipsDeleted: 0,
        runsRecorded: 1,
      });
      expect(await exported()).toEqual(before);
    });

    async function exported(): Promise<readonly string[]> {
      const lines: string[] = [];
      for await (const line of exportJsonld(target.store)) lines.push(line);
      return lines;
    }
  });
}
