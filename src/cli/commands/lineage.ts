import { Argument, Option } from 'commander';
import {
  lineage as lineageOf,
  type LineageDirection,
  type LineageEdge,
  type LineageNode,
  type LineageResult,
} from '../../query/lineage.ts';
import { lineageSummary, renderLineageTree } from '../../query/lineage-tree.ts';
import { lineageRows, renderLineageDot, renderLineageMermaid, tableColumns } from '../../query/lineage-views.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { atOption, instantOf, sayRedirectAt } from '../at-option.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import type { Format } from '../format.ts';
import { wholeNumber } from '../option-values.ts';
import type { Output } from '../output.ts';
import { chosenFields, fieldsOf, printRows, type RowSet } from '../rows.ts';
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

const nodeFields = fieldsOf<LineageNode>({
  id: true,
  label: true,
  name: true,
  depth: true,
  resolved: true,
  removed: true,
  uri: true,
});
const edgeFields = fieldsOf<LineageEdge & { readonly depth: number }>({
  depth: true,
  type: true,
  from: true,
  to: true,
  method: true,
  confidence: true,
  evidenceCount: true,
  source: true,
  run: true,
  record: true,
  pointer: true,
  firstSeen: true,
});

/** A row a statement; a row a model when ids are wanted or fields only models have. */
function rowsOf(
  { root, nodes, edges }: LineageResult,
  fields: unknown,
  format: Format,
): Omit<RowSet, 'value' | 'human'> {
  const chosen = chosenFields(fields, [...nodeFields, ...edgeFields]) ?? [];
  const others = nodes.filter((node) => node.id !== root).map((node) => ({ ...node }));
  if (format === 'quiet' || chosen.some((name) => !edgeFields.includes(name)))
    return { items: others, fields: nodeFields, id: 'id' };
  const depths = new Map(nodes.map((node) => [node.id, node.depth]));
  const items = edges.map((edge) => ({
    depth: Math.max(depths.get(edge.from) ?? 0, depths.get(edge.to) ?? 0),
    ...edge,
  }));
  return { items: items.sort((a, b) => a.depth - b.depth), fields: edgeFields, id: 'from' };
}

async function ask(context: CliContext, id: string, options: OptionValues): Promise<LineageResult> {
  const depth = options['depth'] as number | undefined;
  const at = instantOf(options);
  const chosen = {
    direction: directionOf(options),
    ...(depth === undefined ? {} : { depth }),
    signal: context.interrupts.signal,
  };
  if (at === undefined)
    return withGraph(context, (store) => lineageOf(store, id, { ...chosen, onRedirect: sayRedirect(context) }));
  const { lineageAt } = await import('../../query/lineage-at.ts');
  const { dataDir } = context.general;
  return withGraph(context, (store) =>
    lineageAt(store, id, at, { ...chosen, dataDir, onRedirect: sayRedirectAt(context, at) }),
  );
}

export const lineage: CommandSpec = {
  examples: ['stemma lineage Qwen/Qwen3-8B --down', 'stemma lineage Qwen/Qwen3-8B --both --depth 2 --as mermaid'],
  rows: { fields: [...new Set([...nodeFields, ...edgeFields])] },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…'))
      .option('--up', 'what it comes from (default)')
      .option('--down', 'what comes from it')
      .option('--both', 'both')
      .addOption(new Option('--depth <n>', 'steps at most; without it to the end').argParser(wholeNumber('--depth')))
      .addOption(new Option('--as <format>', 'output').choices(formats).default('tree'))
      .addOption(atOption())
      .option('--no-truncate', 'list every model in the tree');
  },
  async run(context, [id], options) {
    const { output } = context;
    const result = await ask(context, String(id), options);
    return printRows(output, options, {
      ...rowsOf(result, options['fields'], output.format),
      value: (pick) => ({ ...result, nodes: result.nodes.map(pick), edges: result.edges.map(pick) }),
      human: async () => {
        const format = String(options['as']);
        await print(output, result, format, options['truncate'] === false);
        if (format === 'tree' || format === 'table') output.say(lineageSummary(result));
      },
    });
  },
};
