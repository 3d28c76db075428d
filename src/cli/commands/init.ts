import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { configFileName } from '../../config/file.ts';
import { renderEnvExample } from '../../config/render.ts';
import { settingsTable } from '../../config/settings.ts';
import { renderConfigFile } from '../../config/starter-file.ts';
import { writeFileAtomic } from '../../core/atomic-file.ts';
import type { CommandSpec } from '../command.ts';

type FileState = 'written' | 'replaced' | 'unchanged' | 'kept';

const words: Readonly<Record<FileState, string>> = {
  written: 'written',
  replaced: 'replaced',
  unchanged: 'is there already, unchanged',
  kept: 'is there already and was kept: --force replaces it',
};

/** Never over what is there, unless `force`. */
async function place(file: string, text: string, force: boolean): Promise<FileState> {
  const before = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (before === text) return 'unchanged';
  if (before !== undefined && !force) return 'kept';
  await writeFileAtomic(file, text);
  return before === undefined ? 'written' : 'replaced';
}

export const init: CommandSpec = {
  examples: ['stemma init', 'stemma init --force --json'],
  configure(command) {
    command.option('--force', 'replace files that are there already');
  },
  async run({ output }, _args, options) {
    const table = settingsTable((await import('../../../extract/index.ts')).sources);
    const files = { '.env.example': renderEnvExample(table), [configFileName]: renderConfigFile(table) };
    const items: { file: string; state: FileState }[] = [];
    for (const [name, text] of Object.entries(files)) {
      const file = resolve(name);
      items.push({ file, state: await place(file, text, options['force'] === true) });
    }
    if (output.json) await output.result({ items, total: items.length });
    else for (const { file, state } of items) await output.line(`${file} ${words[state]}`);
    output.say(`next: edit ${configFileName}, then stemma config check; secrets belong into the environment`);
    return 0;
  },
};
