import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stemmaHere } from '../support/cli-in-process.ts';
import { world } from '../support/nights/index.ts';
import { PlayedNights } from '../support/nights/played-nights.ts';
import { json } from '../support/stemma-cli.ts';

const scoredOn = (type: string) => ({
  'model-index': [
    {
      name: 'scored',
      results: [
        {
          task: { type: 'question-answering' },
          dataset: { type, name: 'SQuAD', split: 'validation' },
          metrics: [{ type: 'f1', value: 0.5 }],
        },
      ],
    },
  ],
});

/** A line of four, its eldest trained on a data set under its old name; and one trained on a stranger's of the same last name. */
const script = world()
  .dataset({ id: 'rajpurkar/squad', front: { license: 'cc-by-4.0' } })
  .dataset({ id: 'somebody/squad', front: { license: 'mit' } })
  .model({ id: 'fern/eldest', front: { datasets: ['squad'] } })
  .model({ id: 'fern/second', front: { base_model: 'fern/eldest' } })
  .model({ id: 'fern/third', front: { base_model: 'fern/second' } })
  .model({ id: 'fern/fourth', front: { base_model: 'fern/third' } })
  .model({ id: 'fern/young', front: { base_model: 'fern/fourth', ...scoredOn('rajpurkar/squad') } })
  .model({ id: 'fern/decoy', front: { datasets: ['somebody/squad'], ...scoredOn('rajpurkar/squad') } })
  .night(1, () => undefined);

describe('contamination through a line of models', { timeout: 60_000 }, () => {
  let played: PlayedNights;
  beforeAll(async () => {
    played = await PlayedNights.start({ script });
    await played.play(1);
  }, 60_000);
  afterAll(() => played.close());

  const asked = (id: string, ...more: readonly string[]) =>
    stemmaHere(['contamination', id, '--data-dir', played.dataDir, ...more]);

  it('is found four steps up, under the old name of the data, with its way; exit code 3 when asked for', async () => {
    const answer = await asked('fern/young', '--json', '--fail-if-found');

    expect(answer.code, answer.stderr).toBe(3);
    expect(json(answer)).toMatchObject({
      verdict: 'found',
      total: 1,
      items: [
        {
          dataset: 'hf:datasets/rajpurkar/squad',
          split: 'validation',
          trainedModel: 'hf:fern/eldest',
          depth: 4,
          overlap: 'same',
          path: [
            'hf:fern/young',
            'hf:fern/fourth',
            'hf:fern/third',
            'hf:fern/second',
            'hf:fern/eldest',
            'hf:datasets/rajpurkar/squad',
          ],
        },
      ],
    });
    expect((json(answer) as { items: { statements: { literal: string }[] }[] }).items[0]?.statements).toContainEqual(
      expect.objectContaining({ type: 'TRAINED_ON', literal: 'squad' }),
    );
  });

  it('is not claimed of a data set of which only the name is alike', async () => {
    const answer = await asked('fern/decoy', '--fail-if-found');

    expect(answer.code, answer.stderr).toBe(0);
    expect(answer.stdout).toContain('nothing that hf:fern/decoy was evaluated on is stated');
    expect(answer.stdout).toContain('What nobody states cannot be found.');
  });

  it('can be read, and taken as a table or a drawing', async () => {
    expect((await asked('fern/young')).stdout).toContain('hf:fern/eldest, 4 up, was trained on it');
    expect((await asked('fern/young', '--as', 'csv')).stdout).toMatch(/^hf:datasets\/rajpurkar\/squad,eval:/m);
    expect((await asked('fern/young', '--as', 'mermaid')).stdout).toContain('trained on');
  });
});
