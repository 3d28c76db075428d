import { Argument } from 'commander';
import type { SourceDefinition } from '../../../extract/source.ts';
import type { CommandSpec } from '../command.ts';
import type { Output } from '../output.ts';
import { printRows } from '../rows.ts';

function view(source: SourceDefinition, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    name: source.name,
    title: source.title,
    homepage: source.homepage,
    resources: source.resources,
    settings: source.settings.map((setting) => ({
      name: setting.name,
      env: setting.env,
      ...(setting.flag === undefined ? {} : { flag: `--${setting.flag}` }),
      default: setting.default ?? null,
      value:
        setting.secret === true ? (values[setting.name] === undefined ? null : '***') : (values[setting.name] ?? null),
      doc: setting.doc,
    })),
  };
}

async function describe(output: Output, source: SourceDefinition): Promise<void> {
  await output.line(`${output.style('bold', source.name)}  ${source.title}  ${source.homepage}`);
  for (const resource of source.resources)
    await output.line(`  ${resource.name}: ${resource.doc} → ${resource.emits.join(', ')}`);
  for (const setting of source.settings) {
    const names = [...setting.env.slice(0, 1), ...(setting.flag === undefined ? [] : [`--${setting.flag}`])].join(', ');
    await output.line(`  ${names}${setting.default === undefined ? '' : ` [${setting.default}]`}: ${setting.doc}`);
  }
}

const fields = ['name', 'title', 'homepage', 'resources', 'settings'];

async function printList(output: Output, chosen: readonly SourceDefinition[]): Promise<void> {
  await output.table(
    [{ title: 'source' }, { title: 'title' }, { title: 'resources' }],
    chosen.map((source) => [source.name, source.title, source.resources.map((resource) => resource.name).join(', ')]),
  );
  output.say('next: stemma run huggingface --limit 2000');
}

export const sources: CommandSpec = {
  examples: ['stemma sources', 'stemma sources huggingface --json'],
  rows: { fields },
  configure(command) {
    command.addArgument(new Argument('[source]', 'one source in full'));
  },
  async run(context, [wanted], options) {
    const registry = await import('../../../extract/index.ts');
    const chosen = typeof wanted === 'string' ? [registry.sourceByName(wanted)] : registry.sources;
    const { output } = context;
    const settings = context.settingsWith(registry.sources);
    const items = chosen.map((source) => view(source, settings.ofSource(source.name)));
    return printRows(output, options, {
      items,
      fields,
      id: 'name',
      value: (pick) => ({ items: items.map(pick), total: items.length }),
      human: async () => {
        if (typeof wanted !== 'string') return printList(output, chosen);
        for (const source of chosen) await describe(output, source);
      },
    });
  },
};
