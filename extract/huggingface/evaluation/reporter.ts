import type { Method } from '../../../ontology/evidence.ts';
import type { Witness } from '../../entity-builder.ts';
import type { Place } from '../../place.ts';

/** Through whom an evaluation is told. */
export interface Reporter {
  readonly method: Method;
  /** Only to lower what the method alone gives. */
  readonly confidence?: number | undefined;
  /** Whether its `verified` is the Hub's own word, and not something that anybody can write. */
  readonly vouches: boolean;
}

export function witnessOf({ method, confidence }: Reporter, { pointer }: Place, literal?: string): Witness {
  const witness = { method, pointer, literal };
  return confidence === undefined ? witness : { ...witness, confidence };
}
