import { StemmaError } from '../core/errors.ts';

/** Steps at most in one direction; null: to the end. */
export type Steps = number | null;

/** What an argument such as `2+org/name+` chooses. A direction that is absent was not written. */
export interface Selection {
  readonly id: string;
  readonly up?: Steps;
  readonly down?: Steps;
}

/**
 * An id with the graph operators that users of dbt know: `+x` and what it comes from, `x+` and what comes from it, with a number
 * the steps at most: `2+x+1`. No id of a model holds a plus sign at its ends.
 * @throws StemmaError STEMMA_USAGE when there is no id between the signs
 */
export function parseSelection(text: string): Selection {
  const [, before, rest = ''] = /^(?:(\d*)\+)?(.*)$/s.exec(text.trim()) ?? [];
  const [, id = '', after] = /^(.*?)(?:\+(\d*))?$/s.exec(rest) ?? [];
  if (id === '')
    throw new StemmaError('STEMMA_USAGE', `${JSON.stringify(text)} names no model`, {
      hint: '+x: what x comes from; x+: what comes from it; 2+x+1: two steps up and one down',
    });
  return {
    id,
    ...(before === undefined ? {} : { up: stepsOf(before) }),
    ...(after === undefined ? {} : { down: stepsOf(after) }),
  };
}

function stepsOf(digits: string): Steps {
  if (digits === '') return null;
  const steps = Number(digits);
  return Number.isSafeInteger(steps) ? steps : null;
}
