import { checkQuery, type CheckedQuery } from './checked-query.ts';

const mostKept = 256;
const longestKept = 8_192;

/** Queries that were checked before: reading one takes as long as answering a small one, and programs ask the same again and again. */
export class CheckedQueries {
  readonly #graphs: ReadonlySet<string>;
  readonly #kept = new Map<string, CheckedQuery>();

  constructor(graphs: ReadonlySet<string>) {
    this.#graphs = graphs;
  }

  /** As `checkQuery`. */
  check(text: string, mostRows: number): CheckedQuery {
    const key = `${mostRows} ${text}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const checked = checkQuery(text, this.#graphs, mostRows);
    if (text.length > longestKept) return checked;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(key, checked);
    return checked;
  }
}
