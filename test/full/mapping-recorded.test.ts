import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sources } from '../../extract/index.ts';
import { mappingRows } from '../../extract/mapping-table.ts';
import { addMappedFields, type FieldsBySource, keyOf, mappingText } from '../support/mapped-fields.ts';
import { replayPath, startReplay } from '../support/replay-server.ts';
import { stemma, tempFolder } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: the mapping tables over recorded answers (STEMMA_REPLAY is not set)');

describe.skipIf(isMissing)('the mapping tables over recorded answers of all sources', () => {
  const found: FieldsBySource = new Map();

  beforeAll(async () => {
    const folder = tempFolder();
    const replay = await startReplay({ snapshot: 'day1' });
    try {
      const args = ['extract', 'huggingface', 'openml', 'ai4life', '--data-dir', folder];
      const { hf, openml, hypha, arxiv } = replay.urls;
      const result = await stemma([...args, '--exclude', 'hf_model_cards,hf_model_files', '--json', '--no-progress'], {
        env: {
          HF_ENDPOINT: hf,
          OPENML_BASE_URL: openml,
          AI4LIFE_BASE_URL: hypha,
          ARXIV_BASE_URL: arxiv,
          HF_NUM_MODELS: '16000',
          OPENML_NUM_INSTANCES: '300',
        },
      });
      expect([0, 3], result.stderr).toContain(result.code);
      expect((await stemma(['map', '--data-dir', folder, '--no-progress'])).code).toBe(0);
      addMappedFields(found, folder, 'recording');
    } finally {
      await replay.close();
    }
  }, 900_000);

  it.each(sources.map(({ name }) => name))('%s: a row for every witness, and no row that nothing emits', (name) => {
    const emitted = found.get(name) ?? new Map();
    if (process.env['UPDATE_GOLDEN'] !== undefined) {
      const file = new URL(`../../extract/${name}/mapping.csv`, import.meta.url);
      const fixture = mappingRows(name).filter(({ proof }) => proof === 'fixture');
      const known = new Set(fixture.map(keyOf));
      writeFileSync(file, mappingText([...fixture, ...[...emitted.values()].filter((row) => !known.has(keyOf(row)))]));
    }
    const table = mappingRows(name);
    const known = new Set(table.map(keyOf));

    expect([...emitted.keys()].filter((key) => !known.has(key))).toEqual([]);
    expect(table.filter((row) => row.proof === 'recording' && !emitted.has(keyOf(row)))).toEqual([]);
  });
});
