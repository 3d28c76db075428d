import { inStage } from '../../stage-task.ts';
import * as names from '../resources.ts';
import type { ReferenceKind } from '../stages.ts';
import type { Crawl } from './crawl.ts';
import { type DetailKind, extractDetails } from './extract-details.ts';
import { noteReferences } from './identify.ts';
import { contextOf } from './references.ts';

const kinds: Readonly<Record<Exclude<ReferenceKind, 'datasets'>, DetailKind>> = {
  flows: { resource: names.flowsResource, step: 'flow', root: 'flow' },
  tasks: { resource: names.tasksResource, step: 'task', root: 'task' },
  setups: { resource: names.setupsResource, step: 'setup', root: 'setup_parameters' },
  studies: { resource: names.studiesResource, step: 'study', root: 'study' },
};

/**
 * Things of one kind that records name, one by one. Components of a flow stand whole inside it, and what a study holds is not
 * followed: it may be anything.
 */
export async function extractThings(crawl: Crawl, kind: keyof typeof kinds): Promise<void> {
  const references = crawl.references.of(kind);
  const detail = kinds[kind];
  await inStage(
    crawl,
    `openml_enriched_${kind}`,
    async (task) => {
      const items = references.map((reference) => ({ id: reference.id, context: contextOf(reference) }));
      await extractDetails(task, detail, items, task.settings.enrichmentThreads, (_, root) => {
        if (root !== undefined) noteReferences(crawl, detail.resource, root);
      });
    },
    references.length,
  );
}
