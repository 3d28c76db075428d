import type { Logger } from '../../../src/core/logger.ts';
import type { RawRunWriter, RequestPurpose } from '../../../src/core/run/types.ts';
import type { ExtractContext } from '../../source.ts';
import { createHubClient, type HubClient } from '../client.ts';
import type { HubSettings } from '../settings.ts';
import { createTally, type Tally } from '../tally.ts';
import { Known } from './known.ts';

/** What the Hub allows in `expand` on one record, learnt from its first answers. */
export interface AllowedFields {
  readonly refused: Set<string>;
  isProven: boolean;
}

/** What every stage of one run needs. */
export interface Crawl {
  readonly context: ExtractContext;
  readonly settings: HubSettings;
  readonly client: HubClient;
  readonly writer: RawRunWriter;
  readonly known: Known;
  /** By resource: models and datasets have fields of their own. */
  allowed(resource: string): AllowedFields;
}

/** A crawl on behalf of one stage. */
export interface HubTask extends Crawl {
  readonly stage: string;
  /** Noted with each answer and miss of the stage. */
  readonly purpose: RequestPurpose;
  readonly tally: Tally;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

export function createCrawl(context: ExtractContext, settings: HubSettings): Crawl {
  const { http, writer } = context;
  const fields = new Map<string, AllowedFields>();
  return {
    context,
    settings,
    writer,
    client: createHubClient({ ...settings, http, writer }),
    known: new Known(context, settings),
    allowed(resource) {
      const found = fields.get(resource) ?? { refused: new Set<string>(), isProven: false };
      fields.set(resource, found);
      return found;
    },
  };
}

/** Works for one stage and tells how it goes; `expected` records, when known. */
export async function inStage<T>(
  crawl: Crawl,
  stage: string,
  work: (task: HubTask) => Promise<T>,
  expected?: number,
): Promise<T> {
  const { context } = crawl;
  const tally = createTally(context, stage, expected);
  const { signal, logger } = context;
  try {
    return await work({ ...crawl, stage, purpose: { stage }, tally, signal, logger });
  } finally {
    tally.stop();
  }
}
