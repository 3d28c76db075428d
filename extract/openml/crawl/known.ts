import { momentOf } from '../../../src/core/clock.ts';
import { EarlierAnswers, type EarlierAnswer } from '../../../src/core/run/earlier-answers.ts';
import type { LedgerLine } from '../../../src/core/run/types.ts';
import type { ExtractContext } from '../../source.ts';
import { isPassing } from '../error-codes.ts';
import type { OpenmlSettings } from '../settings.ts';
import { subjectOf } from '../urls.ts';

/**
 * What earlier complete runs of this data directory know of the same server, as long as `--max-age` says, counted back from the
 * start of this run, so that a resumed run judges alike. The code of an error stands in the context of its ledger line.
 */
export class Known {
  readonly #context: ExtractContext;
  readonly #baseUrl: string;
  readonly #oldest: number;
  readonly #answers = new Map<string, EarlierAnswers>();

  constructor(context: ExtractContext, { baseUrl, maxAge }: Pick<OpenmlSettings, 'baseUrl' | 'maxAge'>) {
    this.#context = context;
    this.#baseUrl = baseUrl;
    this.#oldest = (momentOf(context.startedAt) ?? 0) - maxAge;
  }

  /** The newest answer about a subject (`run/1`) that tells something of it and is young enough. */
  async fresh(resource: string, subject: string): Promise<EarlierAnswer | undefined> {
    let answers = this.#answers.get(resource);
    if (answers === undefined) {
      answers = new EarlierAnswers(this.#context.earlier, resource, (line) => this.#subjectsOf(line));
      this.#answers.set(resource, answers);
    }
    const found = await answers.find(subject);
    return found !== undefined && (momentOf(found.line.fetchedAt) ?? 0) >= this.#oldest ? found : undefined;
  }

  close(): void {
    for (const answers of this.#answers.values()) answers.close();
  }

  #subjectsOf({ url, status, context }: LedgerLine): readonly string[] {
    const subject = subjectOf(this.#baseUrl, url);
    if (subject === undefined || context?.['unreadable'] !== undefined) return [];
    const code = context?.['code'];
    const isTelling = status === 200 || status === 404 || (typeof code === 'string' && !isPassing(code));
    return isTelling ? [subject] : [];
  }
}
