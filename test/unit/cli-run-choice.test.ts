import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceByName } from '../../extract/index.ts';
import { generalOf } from '../../src/config/general.ts';
import { loadSettings } from '../../src/config/load.ts';
import { generalSettings } from '../../src/config/settings.ts';
import { Output } from '../../src/cli/output.ts';
import { runToGoOnWith } from '../../src/cli/run-choice.ts';
import type { Format } from '../../src/cli/format.ts';
import { systemClock } from '../../src/core/clock.ts';
import { planRun, plannedSources } from '../../src/pipeline/plan.ts';
import { stageNames, wantStages, type StageName } from '../../src/pipeline/stages.ts';

class ListeningOutput extends Output {
  readonly said: string[] = [];

  override say(text: string): void {
    this.said.push(text);
  }
}

const planFor = (numModels: number) => planRun([sourceByName('huggingface')], () => ({ numModels }), systemClock);

/** A folder with a run of 5 models that was begun and never got an answer. */
async function choose(
  options: { resume?: true; fresh?: true },
  {
    answer,
    format = 'human',
    numModels = 5,
    wanted = stageNames,
  }: {
    readonly answer?: boolean;
    readonly format?: Format;
    readonly numModels?: number;
    readonly wanted?: readonly StageName[];
  } = {},
) {
  const dataDir = mkdtempSync(join(tmpdir(), 'stemma-choice-'));
  const before = planFor(5);
  await wantStages(dataDir, before.run, stageNames, plannedSources(before));
  const output = new ListeningOutput({ format, quiet: false, color: false, truncate: true });
  const general = generalOf(loadSettings(generalSettings, { 'data-dir': dataDir }, {}));
  const interrupts = {
    signal: new AbortController().signal,
    exitCode: () => undefined,
    stopAfter: () => undefined,
    announce: () => undefined,
  };
  const questions: string[] = [];
  const chosen = await runToGoOnWith({ general, output, interrupts }, planFor(numModels), wanted, options, {
    canAsk: () => answer !== undefined,
    yesNo: async (question) => {
      questions.push(question);
      return answer === true;
    },
  });
  return { chosen: chosen === before.run ? 'the old one' : chosen, questions, said: output.said.join('\n') };
}

describe('an interrupted run of the same settings', () => {
  it('is asked for on a terminal, and the answer counts', async () => {
    const yes = await choose({}, { answer: true });
    const no = await choose({}, { answer: false });

    expect(yes.chosen).toBe('the old one');
    expect(yes.questions).toEqual([
      expect.stringMatching(/^run \S+ of the same settings was interrupted; go on with it\?$/),
    ]);
    expect(no).toMatchObject({ chosen: undefined, said: '' });
  });

  it('is named where nobody can be asked, and where a program reads', async () => {
    const piped = await choose({});
    const json = await choose({}, { answer: true, format: 'json' });

    for (const { chosen, questions, said } of [piped, json]) {
      expect({ chosen, questions }).toEqual({ chosen: undefined, questions: [] });
      expect(said).toContain('stemma resume ');
    }
  });

  it('is taken with --resume and ignored with --fresh, without a question', async () => {
    expect(await choose({ resume: true }, { answer: false })).toEqual({
      chosen: 'the old one',
      questions: [],
      said: '',
    });
    expect(await choose({ fresh: true }, { answer: true })).toEqual({ chosen: undefined, questions: [], said: '' });
  });

  it('is not one of other settings or for other stages', async () => {
    expect(await choose({}, { answer: true, numModels: 6 })).toEqual({ chosen: undefined, questions: [], said: '' });
    expect((await choose({}, { answer: true, wanted: ['extract'] })).questions).toEqual([]);
    expect((await choose({ resume: true }, { numModels: 6 })).said).toContain('a new one is begun');
  });
});
