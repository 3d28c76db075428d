import type { ExtractContext } from '../../source.ts';
import type { StageTask } from '../../stage-task.ts';
import type { OpenmlSettings } from '../settings.ts';
import { Known } from './known.ts';
import { References } from './references.ts';
import { SelectedRuns } from './selected-runs.ts';

/** What every stage of one run needs. */
export interface Crawl {
  readonly context: ExtractContext;
  readonly settings: OpenmlSettings;
  readonly known: Known;
  /** What records refer to, as far as they were read. */
  readonly references: References;
  readonly runs: SelectedRuns;
  /** Checksums of datasets as the list tells them, by number. */
  readonly listedChecksums: Map<string, string>;
}

/** A crawl on behalf of one stage. */
export type OpenmlTask = Crawl & StageTask;

export function createCrawl(context: ExtractContext, settings: OpenmlSettings): Crawl {
  return {
    context,
    settings,
    known: new Known(context, settings),
    references: new References(),
    runs: new SelectedRuns(),
    listedChecksums: new Map(),
  };
}
