import { isWellFormed, toWellFormed } from '../../well-formed.ts';
import type { Place } from '../../place.ts';
import type { EvaluationSet } from './evaluation-set.ts';

/** Longer words are prose. */
const longest = 1000;

/** A name or an id. YAML makes numbers of some (`config: 2023`): those are written out. Absent, null and empty are nothing. */
export function wordsAt(set: EvaluationSet, place: Place): string | undefined {
  const { value } = place;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string' || value.length > longest) {
    set.wrongShape('a name', place);
    return undefined;
  }
  return isWellFormed(value) ? value : toWellFormed(value);
}
