import { momentOf } from '../../../src/core/clock.ts';
import { type EarlierAnswer, EarlierAnswers } from '../../../src/core/run/earlier-answers.ts';
import type { ExtractContext } from '../../source.ts';
import type { Ai4lifeSettings } from '../settings.ts';

/** Answers that say something of the thing itself. */
const telling: ReadonlySet<number> = new Set([200, 404, 410]);

/** Until when an answer holds: as long as the artifact bears this date, for ever, or as long as `--max-age` says. */
export type Holds = { readonly modified: number | null } | 'for ever' | 'for a while';

/**
 * What earlier complete runs know. An answer about an artifact holds as long as the artifact is not modified; that something
 * is not there holds no longer than `--max-age` besides, counted back from the start of this run, so that a resumed run judges
 * alike.
 */
export class Known {
  readonly #context: ExtractContext;
  readonly #oldest: number;
  readonly #answers = new Map<string, EarlierAnswers>();

  constructor(context: ExtractContext, { maxAge }: Pick<Ai4lifeSettings, 'maxAge'>) {
    this.#context = context;
    this.#oldest = (momentOf(context.startedAt) ?? 0) - maxAge;
  }

  /** The newest answer to this address, if it still holds. */
  async answer(resource: string, url: string, holds: Holds): Promise<EarlierAnswer | undefined> {
    const found = await this.#answersOf(resource).find(url);
    return found !== undefined && this.#isHolding(found, holds) ? found : undefined;
  }

  async isAnswered(resource: string, url: string, holds: Holds): Promise<boolean> {
    return (await this.answer(resource, url, holds)) !== undefined;
  }

  #isHolding({ line: { status, fetchedAt, context } }: EarlierAnswer, holds: Holds): boolean {
    const isYoung = (momentOf(fetchedAt) ?? 0) >= this.#oldest;
    if (holds === 'for a while') return isYoung;
    if (holds === 'for ever') return status === 200 || isYoung;
    // Of an artifact without a date nothing tells whether it was modified.
    if (holds.modified === null) return isYoung;
    return context?.['modified'] === holds.modified && (status === 200 || isYoung);
  }

  close(): void {
    for (const answers of this.#answers.values()) answers.close();
  }

  #answersOf(resource: string): EarlierAnswers {
    const known = this.#answers.get(resource);
    if (known !== undefined) return known;
    const answers = new EarlierAnswers(this.#context.earlier, resource, ({ status, url }) =>
      telling.has(status) ? [url] : [],
    );
    this.#answers.set(resource, answers);
    return answers;
  }
}
