import { AccountReader } from '../../../../graph/account-reader.ts';
import type { GraphStore } from '../../../../graph/store.ts';
import { throwIfAborted } from '../../../core/abort.ts';
import { compareBy } from '../../../core/code-point-order.ts';
import { readDataRange } from '../../../core/run/run-reader.ts';
import { type CardPatch, patchBaseModels } from '../front-matter-edit.ts';
import { readAccounts } from '../model-accounts.ts';
import { saidInProse } from '../said-in-prose.ts';
import { equalConfig, equalWeights } from './equal-bytes.ts';
import { type KnownModel, knownModels } from './known-models.ts';
import { NamePattern } from './name-pattern.ts';
import { combinedConfidence, type Guess, witnessConfidence, type WitnessName } from './witness.ts';

export interface GuessedBase {
  /** Short ids. */
  readonly model: string;
  readonly base: string;
  /** How the model was made from it, where a witness tells. */
  readonly type: string | null;
  /** That at least one of the witnesses is right, 0..1. */
  readonly confidence: number;
  readonly witnesses: readonly { readonly name: WitnessName; readonly confidence: number; readonly because: string }[];
  /** What its card would say, where the card is stored. */
  readonly patch?: string;
  readonly problem?: string;
}

export interface UnstatedOptions {
  readonly dataDir: string;
  /** Guesses below it are left out. */
  readonly minConfidence?: number;
  readonly signal?: AbortSignal;
}

const atOnce = 500;

/**
 * Bases of models for which nobody states one, guessed by witnesses that say why. Nothing of it is in the graph, and nothing gets
 * there. By model, the most certain first.
 */
export async function* unstatedBases(
  store: GraphStore,
  { dataDir, minConfidence = 0, signal }: UnstatedOptions,
): AsyncGenerator<GuessedBase> {
  const models = await knownModels(store, signal);
  const witnesses = [
    new NamePattern(models.values()),
    await equalWeights(store, models, signal),
    await equalConfig(store, models, signal),
  ];
  const silent = [...models.values()].filter(({ resolved, bases }) => resolved && bases.length === 0);
  const reader = new AccountReader(dataDir);
  try {
    for (let start = 0; start < silent.length; start += atOnce) {
      throwIfAborted(signal);
      const part = silent.slice(start, start + atOnce);
      const cards = await cardsOf(store, reader, dataDir, part);
      for (const model of part) {
        const card = cards.get(model.uri);
        const guesses: [WitnessName, Guess][] = witnesses.flatMap((witness) => {
          const guess = witness.guess(model);
          return guess === undefined ? [] : [[witness.name, guess] as [WitnessName, Guess]];
        });
        if (card?.guess !== undefined) guesses.push(['card-text', card.guess]);
        yield* merged(model, guesses, models, card?.text).filter((one) => one.confidence >= minConfidence);
      }
    }
  } finally {
    await reader.close();
  }
}

interface Card {
  readonly text: string | undefined;
  readonly guess: Guess | undefined;
}

/** The cards that are stored, and the one base each names in a sentence, by IRI of the model. */
async function cardsOf(
  store: GraphStore,
  reader: AccountReader,
  dataDir: string,
  models: readonly KnownModel[],
): Promise<ReadonlyMap<string, Card>> {
  const cards = new Map<string, Card>();
  for (const { uri, card } of await readAccounts(
    store,
    reader,
    models.map((model) => model.uri),
  )) {
    if (card === undefined) continue;
    const { file, offset, length } = card.origin;
    const bytes = await readDataRange(dataDir, file, offset, length);
    const text = bytes.toString('utf8');
    const said = saidInProse(card, bytes);
    cards.set(uri, {
      text: Buffer.from(text).equals(bytes) ? text : undefined,
      guess: said === undefined ? undefined : { base: said.base, because: `its card says “${said.words}”` },
    });
  }
  return cards;
}

/** One suggestion for each base that is guessed. */
function merged(
  model: KnownModel,
  guesses: readonly (readonly [WitnessName, Guess])[],
  models: ReadonlyMap<string, KnownModel>,
  card: string | undefined,
): GuessedBase[] {
  const bases = [...new Set(guesses.map(([, guess]) => guess.base))];
  return bases
    .flatMap((base): GuessedBase[] => {
      const known = models.get(base);
      if (known === undefined || base === model.uri) return [];
      const witnesses = guesses
        .filter(([, guess]) => guess.base === base)
        .map(([name, { because }]) => ({ name, confidence: witnessConfidence[name], because }));
      const type = guesses.find(([, guess]) => guess.base === base && guess.type !== undefined)?.[1].type ?? null;
      const confidence = combinedConfidence(witnesses.map(({ name }) => name));
      return [{ model: model.id, base: known.id, type, confidence, witnesses, ...patchOf(card, known.id) }];
    })
    .toSorted(
      compareBy(
        (one) => -one.confidence,
        (one) => one.base,
      ),
    );
}

function patchOf(card: string | undefined, base: string): CardPatch {
  if (card === undefined) return { problem: 'its card is not among what is stored' };
  return patchBaseModels(card, { add: [base.replace(/^hf:(?:models\/)?/, '')], respell: [] });
}
