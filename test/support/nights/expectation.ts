import type { WorldModel, WorldScript } from './world.ts';

/** What the graph must say after the runs of the nights up to one; worked out without anything of the product's. */
export interface Expectation {
  /** Hub ids of models the list holds now, by id. */
  readonly listed: ReadonlyMap<string, WorldModel>;
  /** Names of models that were listed and no longer are, as last seen. */
  readonly removed: readonly string[];
  /** Old name to the name of now. */
  readonly renamed: ReadonlyMap<string, string>;
  /** `child TYPE base`, sorted: of every model ever seen, by what it said last. */
  readonly edges: readonly string[];
}

interface Known {
  readonly names: string[];
  model: WorldModel;
  isListed: boolean;
}

const typeOf = {
  finetune: 'FINE_TUNED_FROM',
  quantized: 'QUANTIZED_FROM',
  adapter: 'ADAPTER_OF',
  merge: 'MERGED_FROM',
} as const;

export function expectationOf(script: WorldScript, night: number): Expectation {
  const known = new Map<string, Known>();
  for (let at = 1; at <= night; at += 1) {
    for (const one of known.values()) one.isListed = false;
    for (const model of script.at(at).models.values()) {
      if (model.absence === 'private' || model.absence === 'legal') continue;
      const before = known.get(model._id) ?? { names: [], model, isListed: true };
      if (before.names.at(-1) !== model.id) before.names.push(model.id);
      known.set(model._id, { ...before, model, isListed: true });
    }
  }
  const all = [...known.values()];
  const renamed = new Map(
    all.flatMap(({ names }) => names.slice(0, -1).map((old) => [old, names.at(-1) ?? ''] as const)),
  );
  const canonical = canonicalNames(all, renamed);
  return {
    listed: new Map(all.filter(({ isListed }) => isListed).map(({ model }) => [model.id, model])),
    removed: all.flatMap(({ isListed, model }) => (isListed ? [] : [model.id])).toSorted(),
    renamed,
    edges: all.flatMap(({ model }) => edgesOf(model, canonical)).toSorted(),
  };
}

/** An old name is the new one; another spelling of exactly one model is that one; anything else stays as it is. */
function canonicalNames(all: readonly Known[], renamed: ReadonlyMap<string, string>): (name: string) => string {
  const spellings = new Map<string, string[]>();
  for (const { model } of all) {
    const key = model.id.toLowerCase();
    spellings.set(key, [...(spellings.get(key) ?? []), model.id]);
  }
  return (name) => {
    const now = renamed.get(name);
    if (now !== undefined) return now;
    const like = spellings.get(name.toLowerCase()) ?? [];
    return like.length === 1 && !like.includes(name) ? (like[0] ?? name) : name;
  };
}

function edgesOf(model: WorldModel, canonical: (name: string) => string): readonly string[] {
  const { base, front, files } = model;
  const edges = new Set<string>();
  const say = (type: string, name: string): void => {
    if (/^(?:\.{0,2}\/|none$)/i.test(name) || canonical(name) === model.id) return;
    edges.add(`${model.id} ${type} ${canonical(name)}`);
  };
  for (const id of base?.ids ?? []) say(typeOf[base?.relation ?? 'finetune'], id);
  const stated = [front?.['base_model'] ?? []].flat().filter((one): one is string => typeof one === 'string');
  const config = files?.['adapter_config.json'];
  const inFile = typeof config === 'string' ? (JSON.parse(config) as { base_model_name_or_path: string }) : undefined;
  if (inFile !== undefined) say('ADAPTER_OF', inFile.base_model_name_or_path);
  for (const name of stated) if (base?.ids.includes(name) !== true) say('BASE_MODEL', name);
  return [...edges];
}
