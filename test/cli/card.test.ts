import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stemmaHere } from '../support/cli-in-process.ts';
import { create, run, storeAll } from '../support/run-folder.ts';

const rows = [
  {
    id: 'acme/notes-1b',
    tags: ['base_model:acme/base-1b', 'base_model:finetune:acme/base-1b', 'license:mit'],
    cardData: { base_model: 'base-1b', license: 'mit' },
  },
  { id: 'acme/unread', tags: [] },
];
const cards = {
  'acme/notes-1b': '---\nbase_model: base-1b\nlicense: mit\n---\n\n# Noten 🎼\n\n## Limitations\n\nÜbertreibt.\n',
  'acme/unread':
    '---\nbase_model: acme/base-1b\nlicense: apache-2.0\nwidget: "open\n---\n\n# T\n\nSee arXiv:2106.09685v2.\n',
};

describe('cards beside the records of their models', () => {
  let dataDir = '';
  const stemma = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await stemmaHere([...args, '--data-dir', dataDir]);
    expect(code, stderr).toBe(0);
    return stdout;
  };

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stemma-cards-'));
    const writer = await create(dataDir);
    const readmes = Object.entries(cards).map(([id, body]) => ({
      resource: 'hf_model_cards',
      path: `${id}/resolve/main/README.md`,
      body,
      mediaType: 'text/plain; charset=utf-8',
    }));
    await storeAll(writer, [{ resource: 'hf_models', path: 'api/models', body: JSON.stringify(rows) }, ...readmes]);
    await writer.finish();
    await stemma('map', run);
    await stemma('load', run);
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('make no second parent of an old name, and name parents where the record names none', async () => {
    const rowsOf =
      'MATCH (m:MLModel)-[r]->(b:MLModel) RETURN m.id AS m, type(r) AS r, b.id AS b, r.evidenceCount AS n ORDER BY m';
    expect(JSON.parse(await stemma('cypher', rowsOf, '--json'))).toMatchObject({
      items: [
        { m: 'hf:acme/notes-1b', r: 'FINE_TUNED_FROM', b: 'hf:acme/base-1b', n: 2 },
        { m: 'hf:acme/unread', r: 'BASE_MODEL', b: 'hf:acme/base-1b', n: 1 },
      ],
    });
  });

  it('are shown by their bytes, checked just now', async () => {
    const limits = await stemma('why', 'acme/notes-1b', 'modelRisksBiasLimitations');
    expect(limits).toContain('Übertreibt.');
    expect(limits).toContain('readme-heading');
    const citation = await stemma('why', 'acme/unread', 'citation');
    expect(citation).toContain('arXiv:2106.09685v2');
    for (const text of [limits, citation]) expect(text).toMatch(/hf_model_cards|README\.md/);
  });
});
