import { basedOn } from './standard/family.ts';
import { world, type WorldScript } from './world.ts';

/** Itself, a ring of two, a ring of five, a tail that leads into it, and a ring whose members state two kinds. */
export function ringWorld(): WorldScript {
  const script = world()
    .model({ id: 'pond/self', ...basedOn('finetune', 'pond/self') })
    .model({ id: 'pond/a1', ...basedOn('finetune', 'pond/a2') })
    .model({ id: 'pond/a2', ...basedOn('quantized', 'pond/a1') });
  for (const at of [1, 2, 3, 4, 5]) {
    script.model({ id: `pond/b${at}`, ...basedOn(at === 3 ? 'merge' : 'finetune', `pond/b${(at % 5) + 1}`) });
  }
  return script
    .model({ id: 'pond/tail-1', ...basedOn('finetune', 'pond/b2') })
    .model({ id: 'pond/tail-2', ...basedOn('adapter', 'pond/tail-1') })
    .model({ id: 'pond/below', ...basedOn('finetune', 'pond/tail-2') });
}

/** A base with `count` children of each of three kinds, and grandchildren that are not its children. */
export function wideWorld(count: number): WorldScript {
  const script = world().model({ id: 'fern/base' });
  for (let at = 0; at < count; at += 1) {
    const name = String(at).padStart(4, '0');
    script
      .model({ id: `tune/t${name}`, ...basedOn('finetune', 'fern/base') })
      .model({ id: `quant/q${name}`, ...basedOn('quantized', 'fern/base') })
      .model({ id: `lora/l${name}`, ...basedOn('adapter', 'fern/base') })
      .model({ id: `lora/below-${name}`, ...basedOn('adapter', `tune/t${name}`) });
  }
  return script.model({ id: 'blend/two', ...basedOn('merge', 'fern/base', 'tune/t0000') });
}

/**
 * A corpus, two models that learnt from it, and what grew from those: a chain of `length` steps, a merge, a ring, and a
 * ladder in which each merges the two before it, so that ways grow like rabbits.
 */
export function corpusWorld(length: number): WorldScript {
  const learnt = (id: string, dataset = 'meadow/corpus') => ({ id, front: { datasets: [dataset] } });
  const script = world()
    .dataset({ id: 'meadow/corpus' })
    .model(learnt('fern/learner'))
    .model(learnt('moss/learner'))
    .model(learnt('moss/decoy', 'other/corpus'))
    .model({ id: 'moss/child-of-decoy', ...basedOn('finetune', 'moss/decoy') })
    .model({ id: 'fern/unrelated' });
  for (let at = 1; at <= length; at += 1) {
    script.model({ id: `chain/c${at}`, ...basedOn('finetune', at === 1 ? 'fern/learner' : `chain/c${at - 1}`) });
  }
  for (let at = 1; at <= length; at += 1) {
    const below = (rung: number): string => (rung < 1 ? 'moss/learner' : `ladder/r${rung}`);
    script.model({ id: `ladder/r${at}`, ...basedOn('merge', ...new Set([below(at - 1), below(at - 2)])) });
  }
  return script
    .model({ id: 'blend/both', ...basedOn('merge', 'moss/decoy', 'moss/learner') })
    .model({ id: 'ring/x', ...basedOn('finetune', 'ring/y', 'blend/both') })
    .model({ id: 'ring/y', ...basedOn('finetune', 'ring/x') });
}
