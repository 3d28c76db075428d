import { CompactSet } from '../../../src/core/compact-map.ts';
import type { OmlNode } from '../document.ts';

/** Which evaluations a run's own record holds. */
interface OwnEvaluations {
  readonly whole: boolean;
  readonly byFold: boolean;
}

const none: OwnEvaluations = { whole: false, byFold: false };

function evaluationsOf(run: OmlNode): OwnEvaluations {
  const rows = run.one('output_data')?.many('evaluation') ?? [];
  const isOfFold = (row: OmlNode): boolean => row.text('fold') !== undefined;
  return { whole: rows.some((row) => !isOfFold(row)), byFold: rows.some(isOfFold) };
}

/** The runs of the selection. There may be millions: only those whose evaluations must be asked for are held. */
export class SelectedRuns {
  readonly #seen = new CompactSet();
  readonly #lacking = new Map<string, OwnEvaluations>();

  get isEmpty(): boolean {
    return this.#seen.size === 0;
  }

  /** `run` is undefined when nothing but its row is known. False when it was added before. */
  add(id: string, run: OmlNode | undefined): boolean {
    if (!this.#seen.add(id)) return false;
    const own = run === undefined ? none : evaluationsOf(run);
    if (!own.byFold || !own.whole) this.#lacking.set(id, own);
    return true;
  }

  /** Runs whose record holds no whole evaluation. */
  withoutAny(): readonly string[] {
    return [...this.#lacking].flatMap(([id, { whole }]) => (whole ? [] : [id]));
  }

  /** Runs that have evaluations, by their record or by `found`, and none by fold in their record. */
  withoutFolds(found: ReadonlySet<string>): readonly string[] {
    return [...this.#lacking].flatMap(([id, { whole, byFold }]) => (!byFold && (whole || found.has(id)) ? [id] : []));
  }
}
