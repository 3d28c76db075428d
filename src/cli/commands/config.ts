import { resolve } from 'node:path';
import { Argument } from 'commander';
import { configFileName } from '../../config/file.ts';
import { resolveSetting, unknownNames, type LoadedSetting } from '../../config/load.ts';
import { settingsTable } from '../../config/settings.ts';
import { isStemmaError, messageOf } from '../../core/errors.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { assertValueFormat } from '../format.ts';
import { cellText } from '../output.ts';
import { printRows } from '../rows.ts';

/** Also of a URI that carries a password. */
function shownValue({ value, row }: LoadedSetting): unknown {
  if (value === undefined) return null;
  if (row.secret === true) return '***';
  return typeof value === 'string' ? value.replace(/(:\/\/)[^/@\s]*@/, '$1***@') : value;
}

function originText({ origin }: LoadedSetting): string {
  if (origin.kind === 'default' || origin.kind === 'unset') return origin.kind;
  return origin.name ?? origin.kind;
}

async function allRows() {
  return settingsTable((await import('../../../extract/index.ts')).sources);
}

const fields = ['key', 'value', 'origin', 'from'];

async function show(context: CliContext, options: OptionValues): Promise<number> {
  const { output } = context;
  const { settings } = context.settingsWith((await import('../../../extract/index.ts')).sources);
  const items = settings.map((setting) => ({
    key: setting.row.key,
    value: shownValue(setting),
    origin: setting.origin.kind,
    ...(setting.origin.name === undefined ? {} : { from: setting.origin.name }),
  }));
  return printRows(output, options, {
    items,
    fields,
    id: 'key',
    value: (pick) => ({ items: items.map(pick), total: items.length }),
    human: () =>
      output.table(
        [{ title: 'setting' }, { title: 'value' }, { title: 'from' }],
        settings.map((setting) => [setting.row.key, cellText(shownValue(setting) ?? '—'), originText(setting)]),
      ),
  });
}

async function path({ output, configFile }: CliContext): Promise<number> {
  assertValueFormat(output.format, 'stemma config path');
  if (output.json) await output.result({ path: configFile === undefined ? null : resolve(configFile.path) });
  else if (configFile !== undefined) await output.line(resolve(configFile.path));
  if (configFile === undefined)
    output.say(`there is no ${configFileName} here, and --config names no other; stemma init writes one`);
  return exitCodes.done;
}

interface Problem {
  readonly setting?: string;
  readonly message: string;
  readonly hint?: string;
}

/** Every setting that cannot be used and every name that is none, instead of the first. */
async function check(context: CliContext): Promise<number> {
  const { output, flags, configFile } = context;
  assertValueFormat(output.format, 'stemma config check');
  const table = await allRows();
  const problems = table.flatMap((row): Problem[] => {
    try {
      resolveSetting(row, { flags, file: configFile });
      return [];
    } catch (error) {
      if (!isStemmaError(error)) throw error;
      return [
        { setting: row.key, message: messageOf(error), ...(error.hint === undefined ? {} : { hint: error.hint }) },
      ];
    }
  });
  const unknown = unknownNames(table, { file: configFile }).map((message): Problem => ({ message }));
  const items = [...problems, ...unknown];
  const ok = items.length === 0;
  if (output.json) {
    await output.result({ ok, path: configFile?.path ?? null, items, total: items.length });
  } else {
    for (const item of items) {
      const hint = item.hint === undefined ? '' : ` → ${item.hint}`;
      await output.text(`${output.mark('bad')} ${item.message}${hint}`);
    }
    if (ok)
      await output.line(
        `${output.mark('ok')} ${table.length} settings, ${configFile?.path ?? 'no configuration file'}`,
      );
  }
  return ok ? exitCodes.done : exitCodes.usage;
}

const actions = { show, path, check };

export const config: CommandSpec = {
  examples: ['stemma config show', 'stemma config check --config nightly.json --json'],
  rows: { fields },
  configure(command) {
    command.addArgument(
      new Argument('[what]', 'show: values and where each comes from; path: the file; check: everything that is wrong')
        .choices(Object.keys(actions))
        .default('show'),
    );
  },
  run: (context, [what], options) => actions[what as keyof typeof actions](context, options),
};
