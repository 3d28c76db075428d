import type { ExtractContext, StoredRecords } from '../../extract/source.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { silentProgress } from '../../src/core/progress.ts';

async function* nothing(): AsyncGenerator<never> {}

/** For what works on no records. */
export const noRecords: StoredRecords = { elements: nothing, own: nothing, isOwn: true };

/** What an extractor is given, silent, with the models alone chosen and nothing known from before. */
export function extractContext(
  own: Pick<ExtractContext, 'settings' | 'http' | 'writer'> & Partial<ExtractContext>,
): ExtractContext {
  return {
    progress: silentProgress,
    logger: silentLogger,
    signal: new AbortController().signal,
    stages: new Set(['hf_models']),
    stored: noRecords,
    startedAt: '2026-11-20T15:30:00.000Z',
    earlier: [],
    ...own,
  };
}
