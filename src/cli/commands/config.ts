import { Argument } from 'commander';
import type { LoadedSetting } from '../../config/load.ts';
import type { CommandSpec } from '../command.ts';
import { cellText } from '../output.ts';

function shownValue(setting: LoadedSetting): unknown {
  if (setting.value === undefined) return null;
  return setting.row.secret === true ? '***' : setting.value;
}

function originText({ origin }: LoadedSetting): string {
  if (origin.kind === 'default' || origin.kind === 'unset') return origin.kind;
  return origin.name ?? origin.kind;
}

export const config: CommandSpec = {
  examples: ['stemma config show', 'stemma config show --json'],
  configure(command) {
    command.addArgument(new Argument('[what]', 'what to do').choices(['show']).default('show'));
  },
  async run(context) {
    const { sources } = await import('../../../extract/index.ts');
    const { settings } = context.settingsWith(sources);
    if (context.output.json) {
      const items = settings.map((setting) => ({
        key: setting.row.key,
        value: shownValue(setting),
        origin: setting.origin.kind,
        ...(setting.origin.name === undefined ? {} : { from: setting.origin.name }),
      }));
      await context.output.result({ items, total: items.length });
      return 0;
    }
    await context.output.table(
      [{ title: 'setting' }, { title: 'value' }, { title: 'from' }],
      settings.map((setting) => [setting.row.key, cellText(shownValue(setting) ?? '—'), originText(setting)]),
    );
    return 0;
  },
};
