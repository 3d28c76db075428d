import { otherNames } from '../artifact.ts';
import { type Reference, referencesOf } from '../references.ts';
import { recordsResource } from '../resources.ts';
import type { CrawlTask } from './crawl.ts';
import { type ArtifactRow, artifactsOf } from './rows.ts';

/**
 * What descriptions name by id, and which of it nothing of the collection answers to: noted, for the graph shows it as a thing
 * that nobody describes. Only a whole collection can tell; ids are compared without case.
 */
export async function identifyLinks(task: CrawlTask): Promise<void> {
  const rows = await artifactsOf(task);
  const names = new Set<string>();
  for (const { artifact } of rows) {
    names.add(artifact.alias.toLowerCase());
    for (const { name } of otherNames(artifact)) names.add(name.toLowerCase());
  }
  const { most, since } = task.settings;
  const isWhole = most === undefined && since === undefined;
  const counted = new Set<string>();
  for (const row of rows) {
    for (const reference of referencesOf(row.artifact)) {
      const { named, kind, text } = reference;
      if (named.kind === 'artifact' || named.kind === 'hub') counted.add(`${kind} ${text}`);
      const isDead = named.kind === 'unusable' || (named.kind === 'artifact' && !names.has(named.name.toLowerCase()));
      if (isDead && isWhole) await note(task, row, reference);
    }
  }
  task.tally.add({ references: counted.size });
}

async function note({ writer, stage }: CrawlTask, { artifact }: ArtifactRow, reference: Reference): Promise<void> {
  const { role, pointer, text, named } = reference;
  const { alias, kind } = artifact;
  const error = named.kind === 'unusable' ? 'this is no id' : 'nothing in the collection has this id';
  const context = { alias, kind, role, pointer };
  const id = `${alias}: ${text.slice(0, 300)}`;
  await writer.miss({ resource: recordsResource, stage, id, kind: 'not-asked', error, context });
}
