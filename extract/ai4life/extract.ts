import { throwIfAborted } from '../../src/core/abort.ts';
import type { ExtractContext } from '../source.ts';
import { inStage } from '../stage-task.ts';
import { createCrawl } from './crawl/crawl.ts';
import { extractDocumentation } from './crawl/extract-documentation.ts';
import { extractFiles } from './crawl/extract-files.ts';
import { extractRecords } from './crawl/extract-records.ts';
import { extractTestReports } from './crawl/extract-test-reports.ts';
import { extractVersions } from './crawl/extract-versions.ts';
import { identifyLinks } from './crawl/identify-links.ts';
import { readSettings } from './settings.ts';

/**
 * Takes the collection, then what belongs to each of what it holds: the chosen stages in the order of their table. What it asks
 * depends on the settings, on the answers so far, and on what runs before this one know; so a resumed run goes the same way.
 */
export async function extract(context: ExtractContext): Promise<void> {
  throwIfAborted(context.signal);
  const { stages } = context;
  const crawl = createCrawl(context, readSettings(context.settings));
  try {
    if (stages.has('ai4life_records')) await inStage(crawl, 'ai4life_records', extractRecords);
    if (stages.has('ai4life_versions')) await inStage(crawl, 'ai4life_versions', extractVersions);
    const absent = stages.has('ai4life_files')
      ? await inStage(crawl, 'ai4life_files', extractFiles)
      : new Map<string, 'now' | 'before'>();
    if (stages.has('ai4life_documentation'))
      await inStage(crawl, 'ai4life_documentation', (task) => extractDocumentation(task, absent));
    if (stages.has('ai4life_identified_links')) await inStage(crawl, 'ai4life_identified_links', identifyLinks);
    if (stages.has('ai4life_test_reports')) await inStage(crawl, 'ai4life_test_reports', extractTestReports);
  } finally {
    crawl.known.close();
  }
}
