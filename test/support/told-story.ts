import fc from 'fast-check';
import { mintModel, mintSpdx } from '../../ontology/iri.ts';
import { writePresenceRun } from './presence-run.ts';

/** What one resource says of a model. */
export interface Content {
  readonly license: string;
  readonly bases: readonly number[];
}

/** What one run says of one model: nothing, that it is gone, or what one or both resources tell. */
export type Word = null | 'gone' | { readonly record?: Content; readonly card?: Content };

/** By run, then model. */
export type ToldStory = readonly (readonly Word[])[];

export const modelOf = (at: number): string => `moss/m${at}`;
export const rootOf = (at: number): string => `moss/root-${at}`;
const runOf = (at: number): string => `2026-08-${String(10 + at)}_01-00-00_0000000${at}`;
/** The moment of a run, at which everything it says was read. */
export const momentOf = (at: number): string => `2026-08-${String(10 + at)}T01:00:00Z`;

const content: fc.Arbitrary<Content> = fc.record({
  license: fc.constantFrom('MIT', 'Apache-2.0'),
  bases: fc.uniqueArray(fc.nat(1), { maxLength: 2 }),
});
const word: fc.Arbitrary<Word> = fc.oneof(
  fc.constant(null),
  { weight: 1, arbitrary: fc.constant('gone' as const) },
  { weight: 5, arbitrary: fc.record({ record: content }) },
  { weight: 2, arbitrary: fc.record({ record: content, card: content }) },
);

export function toldStory(runs: number, models: number): fc.Arbitrary<ToldStory> {
  const night = fc.array(word, { minLength: models, maxLength: models });
  return fc.array(night, { minLength: runs, maxLength: runs });
}

/** Writes what a run says as a mapped run. */
export async function writeToldRun(dataDir: string, story: ToldStory, at: number): Promise<string> {
  const run = runOf(at);
  const words = story[at] ?? [];
  const models = words.flatMap((said, index) => {
    if (said === null || said === 'gone') return [];
    const told = [
      ['hf_models', said.record, 1],
      ['hf_model_cards', said.card, 2],
    ] as const;
    return told.flatMap(([resource, stated, seq]) =>
      stated === undefined
        ? []
        : [
            {
              hubId: modelOf(index),
              resource,
              seq,
              references: {
                license: [mintSpdx(stated.license)],
                fineTunedFrom: stated.bases.map((base) => mintModel(rootOf(base))),
              },
            },
          ],
    );
  });
  const gone = words.flatMap((said, index) => (said === 'gone' ? [modelOf(index)] : []));
  await writePresenceRun({ dataDir, run, models, gone });
  return run;
}

/** What was known of a model: who says what, and whether it is gone. */
export interface Known {
  readonly record?: Content;
  readonly card?: Content;
  readonly isGone: boolean;
}

/** The same told as simply as can be: what each model was after each run; undefined before anything told of it. */
export function replay(story: ToldStory): readonly (readonly (Known | undefined)[])[] {
  const nights: (Known | undefined)[][] = [];
  for (const words of story) {
    const before = nights.at(-1) ?? [];
    nights.push(
      words.map((said, index) => {
        const known = before[index];
        if (said === null) return known;
        if (said === 'gone') return known === undefined ? undefined : { ...known, isGone: true };
        const kept = known === undefined || known.isGone ? {} : known;
        return { ...kept, ...said, isGone: false };
      }),
    );
  }
  return nights;
}

/** What the graph makes of it: licences are united, parents are those the record names, if it names any. */
export function factsOf(known: Known): { readonly licenses: readonly string[]; readonly parents: readonly string[] } {
  const told = [known.record, known.card].filter((one) => one !== undefined);
  const leading = told.find(({ bases }) => bases.length > 0);
  return {
    licenses: [...new Set(told.map(({ license }) => mintSpdx(license)))].sort(),
    parents: (leading?.bases ?? []).map((base) => mintModel(rootOf(base))).sort(),
  };
}
