import type { ExtractContext } from '../../source.ts';
import type { StageTask } from '../../stage-task.ts';
import type { Ai4lifeSettings } from '../settings.ts';
import { Known } from './known.ts';

/** What every stage of one run needs. */
export interface Crawl {
  readonly context: ExtractContext;
  readonly settings: Ai4lifeSettings;
  readonly known: Known;
}

/** A crawl on behalf of one stage. */
export type CrawlTask = Crawl & StageTask;

export function createCrawl(context: ExtractContext, settings: Ai4lifeSettings): Crawl {
  return { context, settings, known: new Known(context, settings) };
}
