import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SettingDefinition } from '../../extract/source.ts';

/** The first lines of a file of the user's that say something; comments and blank lines before them stay. */
function firstLines(text: string, most: number): string {
  let left = most;
  const kept = text.split(/\r\n|\n|\r/).filter((line) => {
    if (line.trim() === '' || line.trim().startsWith('#')) return true;
    left -= 1;
    return left >= 0;
  });
  return kept.join('\n');
}

/**
 * The same wish, of at most so many records of each list and file: numbers are lowered, "everything" is not, and files are
 * cut to their first lines in a copy.
 * @param folder where the copies are written
 */
export async function previewSettings(
  definitions: readonly SettingDefinition[],
  values: Readonly<Record<string, unknown>>,
  records: number,
  folder: string,
): Promise<Readonly<Record<string, unknown>>> {
  const changed: Record<string, unknown> = { ...values };
  for (const { name, flag, isInput } of definitions) {
    const value = values[name];
    if (flag === 'limit') changed[name] = typeof value === 'number' ? Math.min(value, records) : records;
    if (flag === 'all') changed[name] = false;
    if (isInput !== true || typeof value !== 'string' || value === '') continue;
    const text = await readFile(value, 'utf8').catch(() => undefined);
    // A file that cannot be read is the run's to complain about.
    if (text === undefined) continue;
    const copy = join(folder, `${name}.txt`);
    await writeFile(copy, firstLines(text, records));
    changed[name] = copy;
  }
  return changed;
}
