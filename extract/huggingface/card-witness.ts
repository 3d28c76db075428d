import type { Witness } from '../entity-builder.ts';
import type { Found } from '../found.ts';

/** The author's statement in the front matter, wherever it was read: in `cardData` or in the card itself. */
export function cardWitness({ pointer, confidence }: Found<unknown>): Witness {
  const witness = { method: 'yaml-frontmatter', pointer } as const;
  return confidence === undefined ? witness : { ...witness, confidence };
}
