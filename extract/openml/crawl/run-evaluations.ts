import type { OmlNode } from '../document.ts';

/** Which evaluations a run's own record holds. */
export interface OwnEvaluations {
  readonly whole: boolean;
  readonly byFold: boolean;
}

export function evaluationsOf(run: OmlNode): OwnEvaluations {
  const rows = run.one('output_data')?.many('evaluation') ?? [];
  const isOfFold = (row: OmlNode): boolean => row.text('fold') !== undefined;
  return { whole: rows.some((row) => !isOfFold(row)), byFold: rows.some(isOfFold) };
}
