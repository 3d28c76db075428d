// Precision and recall of each witness of an unstated base, on models whose base is stated: the statement is held back.
//   npx tsx test/bench/witnesses.ts <data-dir>      a graph of many models, e.g. after `stemma run huggingface --all`
import { openGraph } from '../../graph/open.ts';
import { equalConfig, equalWeights } from '../../src/query/suggest/unstated/equal-bytes.ts';
import { type KnownModel, knownModels } from '../../src/query/suggest/unstated/known-models.ts';
import { NamePattern } from '../../src/query/suggest/unstated/name-pattern.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('give a data directory');
const store = await openGraph({ dataDir, neo4j: {} }, 'read');
const models = await knownModels(store);
const witnesses = [
  new NamePattern(models.values()),
  await equalWeights(store, models),
  await equalConfig(store, models),
];
await store.close();
const stated = [...models.values()].filter(({ resolved, bases }) => resolved && bases.length > 0);
const silent = [...models.values()].filter(({ resolved, bases }) => resolved && bases.length === 0);
console.log(`${models.size} models; ${stated.length} described ones state a base, ${silent.length} do not`);
for (const witness of witnesses) {
  let [guesses, parents, ancestors] = [0, 0, 0];
  for (const model of stated) {
    const guess = witness.guess(model);
    if (guess === undefined) continue;
    guesses += 1;
    if (model.bases.includes(guess.base)) parents += 1;
    else if (ancestorsOf(model).has(guess.base)) ancestors += 1;
  }
  const forSilent = silent.filter((model) => witness.guess(model) !== undefined).length;
  const of = (part: number, whole: number): string => (whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`);
  console.log(
    `${witness.name.padEnd(14)} ${guesses} guesses; precision ${of(parents, guesses)}, with ancestors ${of(parents + ancestors, guesses)}; ` +
      `recall ${of(parents, stated.length)}; guesses for models that state none: ${forSilent}`,
  );
}

function ancestorsOf({ uri }: KnownModel): ReadonlySet<string> {
  const found = new Set<string>();
  const left = [uri];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    for (const base of models.get(next)?.bases ?? []) {
      if (!found.has(base)) left.push(base);
      found.add(base);
    }
  }
  return found;
}
