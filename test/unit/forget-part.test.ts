import { readFile, rm, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ai4life } from '../../extract/ai4life/index.ts';
import { mintOrcid } from '../../ontology/iri.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { noteForgotten } from '../../src/core/run/forgotten.ts';
import { createRun } from '../../src/core/run/open-run.ts';
import { redactRun } from '../../src/core/run/redact-run.ts';
import { entitiesPath } from '../../src/core/run/run-paths.ts';
import { verifyRun } from '../../src/core/run/verify.ts';
import { findPlaces } from '../../src/pipeline/forget/find-places.ts';
import { mapRun } from '../../src/pipeline/map.ts';
import { inTemporaryFolder, responseOf } from '../support/run-folder.ts';
import { ScriptedHypha } from '../support/scripted-hypha/index.ts';

const run = '2026-11-20_02-00-00_aaaaaaaa';
const signal = new AbortController().signal;
const ann = mintOrcid('0000-0002-1825-0097') ?? '';

async function mapped(dataDir: string): Promise<readonly EntityLine[]> {
  await mapRun({ dataDir, run, sources: [ai4life], inputs: {}, progress: silentProgress, signal });
  const lines = (await readFile(entitiesPath(dataDir, run), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as EntityLine);
}

it.each([false, true])(
  'of a person in the records of others, all that is told goes, and they stay (gzip: %s)',
  (isGzip) =>
    inTemporaryFolder(async (dataDir) => {
      const hypha = new ScriptedHypha();
      const writer = await createRun({ dataDir, source: 'ai4life', run, settings: {} });
      for (const alias of ['brave-otter', 'calm-heron']) {
        const url = `https://hypha.aicell.io/bioimage-io/artifacts/${alias}`;
        const body = hypha.reply(url).body;
        await writer.store('ai4life_records', {
          ...responseOf({ resource: 'ai4life_records', path: alias, body }),
          url,
          requestUrl: url,
        });
      }
      await writer.finish();
      const file = join(dataDir, `raw/ai4life/${run}/ai4life_records.json`);
      const before = await mapped(dataDir);
      const size = (await readFile(file)).length;
      if (isGzip) {
        await writeFile(`${file}.gz`, gzipSync(await readFile(file)));
        await rm(file);
      }

      const [places] = await findPlaces(run, { dataDir, uris: new Set([ann]), signal });
      expect(places).toMatchObject({ source: 'ai4life', records: 0, parts: 2 });
      await noteForgotten(dataDir, { uris: [ann], id: 'orcid', label: 'Person', at: '2026-12-01T00:00:00.000Z' });
      await redactRun({ dataDir, source: 'ai4life', run }, places?.redactions ?? [], '2026-12-01T00:00:00.000Z');

      const bytes = isGzip ? gunzipSync(await readFile(`${file}.gz`)) : await readFile(file);
      expect(bytes.length).toBe(size);
      expect(JSON.parse(bytes.toString())).toHaveLength(2);
      for (const told of ['Ann Able', 'ann-able', 'affiliation":"Lab']) expect(bytes.includes(told), told).toBe(false);
      const after = await mapped(dataDir);
      expect(after.some((line) => line['@id'] === ann)).toBe(false);
      expect(JSON.stringify(after)).not.toContain('Ann Able');
      const kept = before.filter((line) => line['@id'] !== ann);
      expect(after.map((line) => line['@id'])).toEqual(kept.map((line) => line['@id']));
      for (const [
        index,
        { authorNames, contributorNames, uploaderName, contentHash, evidence, ...rest },
      ] of after.entries()) {
        const {
          authorNames: _a,
          uploaderName: _u,
          contributorNames: _c,

          contentHash: _h,
          evidence: told,
          ...same
        } = kept[index] as EntityLine;
        expect(rest).toEqual(same);
        expect(told).toEqual(expect.arrayContaining([...evidence]));
        expect([authorNames, contributorNames, uploaderName].flat()).not.toContain('Ann Able');
        expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
      }
      expect(await verifyRun(dataDir, 'ai4life', run)).toMatchObject({ ok: true, responses: 2, redacted: 2 });
    }),
);
