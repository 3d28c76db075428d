import type { Logger } from '../src/core/logger.ts';
import type { RawRunWriter, RequestPurpose } from '../src/core/run/types.ts';
import type { ExtractContext } from './source.ts';
import { createTally, type Tally } from './tally.ts';

/** Work on behalf of one stage. */
export interface StageTask {
  readonly stage: string;
  /** Noted with each answer and miss of the stage. */
  readonly purpose: RequestPurpose;
  readonly tally: Tally;
  readonly writer: RawRunWriter;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Works for one stage with all that `crawl` has, and tells how it goes; `expected` records, when known. */
export async function inStage<C extends { readonly context: ExtractContext }, T>(
  crawl: C,
  stage: string,
  work: (task: C & StageTask) => Promise<T>,
  expected?: number,
): Promise<T> {
  const { context } = crawl;
  const tally = createTally(context, stage, expected);
  const { signal, logger, writer } = context;
  try {
    return await work({ ...crawl, stage, purpose: { stage }, tally, writer, signal, logger });
  } finally {
    tally.stop();
  }
}
