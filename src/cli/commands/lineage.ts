import { Argument, Option } from 'commander';
import { lineage as lineageOf, type LineageDirection, type LineageResult } from '../../query/lineage.ts';
import { lineageSummary, renderLineageTree } from '../../query/lineage-tree.ts';
import { lineageRows, renderLineageDot, renderLineageMermaid, tableColumns } from '../../query/lineage-views.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import { withGraph } from '../graph-access.ts';
import { wholeNumber } from '../option-values.ts';
import type { Output } from '../output.ts';
import { safe } from '../text.ts';

const formats = ['tree', 'table', 'json', 'mermaid', 'dot'] as const;
const numeric: ReadonlySet<string> = new Set(['depth', 'confidence', 'witnesses']);

function directionOf(options: OptionValues): LineageDirection {
  if (options['both'] === true || (options['up'] === true && options['down'] === true)) return 'both';
  return options['down'] === true ? 'down' : 'up';
}

async function print(output: Output, result: LineageResult, format: string, all: boolean): Promise<void> {
  if (format === 'json') return output.result(result);
  if (format === 'mermaid') return output.line(safe(renderLineageMermaid(result)));
  if (format === 'dot') return output.line(safe(renderLineageDot(result)));
  if (format === 'table') {
    const columns = tableColumns.map((title) => ({
      title,
      align: numeric.has(title) ? ('right' as const) : ('left' as const),
    }));
    return output.table(columns, lineageRows(result));
  }
  const tree = renderLineageTree(result, { ascii: !output.unicode, ...(all ? { fan: Number.MAX_SAFE_INTEGER } : {}) });
  await output.line(safe(tree));
}

export const lineage: CommandSpec = {
  examples: ['stemma lineage Qwen/Qwen3-8B --down', 'stemma lineage Qwen/Qwen3-8B --both --depth 2 --as mermaid'],
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…'))
      .option('--up', 'what it comes from (default)')
      .option('--down', 'what comes from it')
      .option('--both', 'both')
      .addOption(new Option('--depth <n>', 'steps at most; without it to the end').argParser(wholeNumber('--depth')))
      .addOption(new Option('--as <format>', 'output').choices(formats).default('tree'))
      .option('--no-truncate', 'list every model in the tree');
  },
  async run(context, [id], options) {
    const { output, interrupts } = context;
    const depth = options['depth'] as number | undefined;
    const result = await withGraph(context, (store) =>
      lineageOf(store, String(id), {
        direction: directionOf(options),
        ...(depth === undefined ? {} : { depth }),
        signal: interrupts.signal,
      }),
    );
    const format = output.json ? 'json' : String(options['as']);
    await print(output, result, format, options['truncate'] === false);
    if (format === 'tree' || format === 'table') output.say(lineageSummary(result));
    return 0;
  },
};
