import type { RawRunWriter } from '../../../src/core/run/types.ts';
import type { ExtractContext } from '../../source.ts';
import type { StageTask } from '../../stage-task.ts';
import { createHubClient, type HubClient } from '../client.ts';
import type { HubSettings } from '../settings.ts';
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
export type HubTask = Crawl & StageTask;

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
