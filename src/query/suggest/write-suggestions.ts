import { join } from 'node:path';
import { writeFileAtomic } from '../../core/atomic-file.ts';
import { makeNewFolder } from '../../core/new-folder.ts';
import type { CardSuggestion } from './base-models.ts';

/** What was written: patches are numbered, because ids of models are no names of files. */
export interface WrittenSuggestions {
  readonly file: string;
  readonly suggestions: number;
  readonly patches: number;
}

/** Writes `suggestions.json` and a numbered patch for each card that can be patched. @throws STEMMA_USAGE unless the folder is empty */
export async function writeSuggestions(
  folder: string,
  suggestions: AsyncIterable<CardSuggestion>,
): Promise<WrittenSuggestions> {
  await makeNewFolder(folder);
  const items: object[] = [];
  let patches = 0;
  for await (const suggestion of suggestions) {
    if ('problem' in suggestion) {
      items.push(suggestion);
      continue;
    }
    patches += 1;
    const name = `${String(patches).padStart(5, '0')}.patch`;
    const { patch, ...rest } = suggestion;
    await writeFileAtomic(join(folder, name), patch);
    items.push({ ...rest, patch: name });
  }
  const file = join(folder, 'suggestions.json');
  await writeFileAtomic(file, `${JSON.stringify({ items, total: items.length }, undefined, 2)}\n`);
  return { file, suggestions: items.length, patches };
}
