import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import { mintModel } from '../../ontology/iri.ts';
import type { CardSuggestion } from '../../src/query/suggest/base-models.ts';
import { cardInput } from '../support/card-input.ts';
import { folderSnapshot } from '../support/folder-snapshot.ts';
import { exportHash } from '../support/graph-hash.ts';
import { readmeOf } from '../support/nights/card-text.ts';
import { basedOn, world } from '../support/nights/index.ts';
import { PlayedNights } from '../support/nights/played-nights.ts';
import { tempFolder } from '../support/stemma-cli.ts';

const base = 'fern/bracken-3b';
const adapter = { 'adapter_config.json': JSON.stringify({ base_model_name_or_path: base, peft_type: 'LORA' }) };

const script = world()
  .model({ id: base, front: { license: 'mit' } })
  .model({ id: 'good/stated', ...basedOn('finetune', base) })
  .model({ id: 'good/root-with-words', body: 'Nothing here is based on anything.' })
  // Each of these knows its base, and its card does not say it, or not so that it is understood.
  .model({ id: 'poor/by-adapter', front: { library_name: 'peft', license: 'mit' }, files: adapter })
  .model({ id: 'poor/by-tag', front: { license: 'mit' }, base: { relation: 'quantized', ids: [base] } })
  .model({
    id: 'poor/by-prose',
    front: { license: 'mit' },
    body: `This model is a fine-tuned version of [bracken](https://huggingface.co/${base}) on notes.`,
  })
  .model({ id: 'poor/placeholder', front: { base_model: 'None', tags: ['x'] }, files: adapter })
  .model({ id: 'poor/other-case', front: { base_model: 'FERN/Bracken-3B' } })
  .model({
    id: 'poor/no-end',
    readme: '---\nlicense: mit\n\n# The front matter never ended\n',
    row: { cardData: undefined },
    files: adapter,
  })
  .model({ id: 'poor/no-card', readme: null, files: adapter });

const patched = ['poor/by-adapter', 'poor/by-prose', 'poor/by-tag', 'poor/other-case', 'poor/placeholder'];

interface Suggestions {
  readonly items: readonly (CardSuggestion & { readonly patch?: string; readonly problem?: string })[];
  readonly total: number;
}

describe('a base that others witness and the card does not state', { timeout: 60_000 }, () => {
  const out = join(tempFolder(), 'suggestions');
  let played: PlayedNights;
  let before: string;
  let hashBefore: string;
  let suggestions: Suggestions;
  beforeAll(async () => {
    played = await PlayedNights.start({ script });
    await played.play(1);
    before = JSON.stringify(folderSnapshot(played.dataDir));
    hashBefore = await hash();
    played.hub.resetStats();
    await played.program('suggest', 'base-models', '--out', out);
    suggestions = JSON.parse(await readFile(join(out, 'suggestions.json'), 'utf8')) as Suggestions;
  }, 60_000);
  afterAll(() => played.close());

  async function hash(): Promise<string> {
    await using graph = await played.graph();
    return await exportHash(graph);
  }

  const of = (model: string): Suggestions['items'][number] | undefined =>
    suggestions.items.find((item) => item.model === `hf:${model}`);

  it('is suggested with what says so; where the card says it well, or nobody says anything, nothing is', () => {
    expect(suggestions.items.map(({ model }) => model)).toEqual(
      [...patched, 'poor/no-card', 'poor/no-end'].toSorted().map((id) => `hf:${id}`),
    );
    expect(suggestions.items.every(({ bases }) => bases.length === 1 && bases[0]?.base === `hf:${base}`)).toBe(true);
    const methods = (model: string): readonly string[] =>
      of(model)?.bases[0]?.evidence.map(({ method }) => method) ?? [];
    expect(methods('poor/by-adapter')).toEqual(['adapter-config']);
    expect(methods('poor/by-tag')).toEqual(['hub-api', 'hub-tag']);
    expect(of('poor/by-prose')?.bases[0]).toMatchObject({
      types: [],
      evidence: [{ literal: expect.stringContaining('fine-tuned version of') as unknown }],
    });
    expect(of('poor/other-case')?.bases[0]).toMatchObject({ written: 'FERN/Bracken-3B', shown: false });
  });

  it('has evidence that leads to stored bytes', async () => {
    await using graph = await played.graph();
    for (const { model, bases } of suggestions.items) {
      const { items } = await graph.why(model);
      for (const { resource, pointer, method } of bases.flatMap(({ evidence }) => evidence)) {
        const found = items.find(
          (item) => item.pointer === pointer && item.resource === resource && item.method === method,
        );
        expect(found, `${model} ${pointer}`).toMatchObject({ verified: true });
      }
    }
  });

  it('is a patch of the card that adds the base and changes nothing else', async () => {
    expect((await readdir(out)).toSorted()).toEqual([
      ...patched.map((_, at) => `${String(at + 1).padStart(5, '0')}.patch`),
      'suggestions.json',
    ]);
    for (const model of patched) {
      const folder = join(tempFolder(), 'repository');
      await mkdir(folder);
      const card = readmeOf(script.at(1).models.get(model) ?? { id: '' }) ?? Buffer.alloc(0);
      await writeFile(join(folder, 'README.md'), card);
      const patch = join(out, of(model)?.patch ?? '');
      await promisify(execFile)('git', ['apply', '--whitespace=nowarn', patch], { cwd: folder });
      const now = await readFile(join(folder, 'README.md'));
      const told = map(cardInput(now)).entities[0];

      expect(told?.['baseModel'], model).toEqual([mintModel(base)]);
      const lines = (text: Buffer): readonly string[] =>
        text
          .toString('utf8')
          .split('\n')
          .filter((line) => !line.startsWith('base_model:'));
      expect(lines(now)).toEqual(lines(card));
    }
  });

  it('is left to people where the card leaves a doubt, with the reason', () => {
    expect(of('poor/no-end')).toMatchObject({ problem: 'the front matter has no end' });
    expect(of('poor/no-card')).toMatchObject({ problem: 'its card is not among what is stored' });
    for (const model of ['poor/no-end', 'poor/no-card']) expect(of(model)?.patch).toBeUndefined();
  });

  it('is never applied: nothing is asked of the Hub, and nothing stored or loaded is another', async () => {
    expect(played.hub.stats().requests).toBe(0);
    expect(JSON.stringify(folderSnapshot(played.dataDir))).toBe(before);
    expect(await hash()).toBe(hashBefore);
    await expect(played.program('suggest', 'base-models', '--out', out)).rejects.toThrow('is not empty');
  });
});
