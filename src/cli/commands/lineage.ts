import { Argument, Option } from 'commander';
import { StemmaError } from '../../core/errors.ts';
import { childrenCount } from '../../query/children-count.ts';
import {
  lineage as lineageOf,
  type LineageDirection,
  type LineageEdge,
  type LineageNode,
  type LineageOptions,
  type LineageResult,
} from '../../query/lineage.ts';
import { lineageJsonld } from '../../query/lineage-jsonld.ts';
import { pageOf } from '../../query/lineage-page.ts';
import { parseSelection, type Selection } from '../../query/lineage-selection.ts';
import { lineageSummary, renderLineageTree, type TreeOptions } from '../../query/lineage-tree.ts';
import {
  levelColumns,
  levelRows,
  lineageGraph,
  lineageRows,
  renderLineageMarkdown,
  tableColumns,
} from '../../query/lineage-views.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { csv } from '../delimited.ts';
import { atOption, instantOf, sayRedirectAt } from '../at-option.ts';
import { graphForms, printGraph } from '../graph-forms.ts';
import { sayRedirect, withGraph } from '../graph-access.ts';
import type { Format } from '../format.ts';
import { addFilterOptions, filterOf } from '../lineage-options.ts';
import { wholeNumber } from '../option-values.ts';
import type { Output } from '../output.ts';
import { chosenFields, fieldsOf, printRows, type RowSet } from '../rows.ts';
import { grouped, safe } from '../text.ts';

const formats = ['tree', 'table', 'levels', 'json', 'jsonld', 'csv', 'md', ...graphForms] as const;
const numeric: ReadonlySet<string> = new Set(['depth', 'confidence', 'witnesses', 'step', 'models']);

function directionOf(options: OptionValues): LineageDirection {
  if (options['both'] === true || (options['up'] === true && options['down'] === true)) return 'both';
  return options['down'] === true ? 'down' : 'up';
}

/** What the signs around the id choose, or the flags. */
function chosenOf(
  { up, down }: Selection,
  options: OptionValues,
): Pick<LineageOptions, 'direction' | 'depths' | 'depth'> {
  const depth = options['depth'] as number | undefined;
  if (up === undefined && down === undefined)
    return { direction: directionOf(options), ...(depth === undefined ? {} : { depth }) };
  const flag = ['up', 'down', 'both', 'depth'].find((name) => options[name] !== undefined);
  if (flag !== undefined)
    throw new StemmaError('STEMMA_USAGE', `--${flag} and a plus sign at the id exclude each other`, {
      hint: '2+x+1 says both: two steps up and one down',
    });
  if (up !== undefined && down !== undefined) return { direction: 'both', depths: { up, down } };
  return up === undefined ? { direction: 'down', depth: down ?? null } : { direction: 'up', depth: up };
}

async function printTable(
  output: Output,
  titles: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<void> {
  const columns = titles.map((title) => ({
    title,
    align: numeric.has(title) ? ('right' as const) : ('left' as const),
  }));
  await output.table(columns, rows);
}

async function print(output: Output, result: LineageResult, format: string, all: boolean): Promise<void> {
  if (await printGraph(output, format, () => lineageGraph(result))) return;
  switch (format) {
    case 'json':
      return output.result(result);
    case 'jsonld':
      return output.result(lineageJsonld(result));
    case 'csv':
      return output.write(csv(tableColumns, lineageRows(result)));
    case 'md':
      return output.line(safe(renderLineageMarkdown(result)));
    case 'levels':
      return printTable(output, levelColumns, levelRows(result));
    case 'table':
      return printTable(output, tableColumns, lineageRows(result));
    default:
      return output.line(renderLineageTree(result, treeOptions(output, all)));
  }
}

function treeOptions(output: Output, all: boolean): TreeOptions {
  const styles = { id: 'bold', mark: 'yellow', kind: 'dim', fact: 'dim', line: 'dim' } as const;
  return {
    ascii: !output.unicode,
    ...(all ? { fan: Number.MAX_SAFE_INTEGER } : {}),
    ...(output.terminal ? { width: output.width } : {}),
    paint: (part, text) => output.style(styles[part], safe(text)),
  };
}

/** What to do next: more of a fan that was cut, another page. */
function sayMore(output: Output, result: LineageResult, format: string): void {
  output.say(lineageSummary(result));
  if (result.total === 0 && result.direction === 'down') output.say('nobody derived from it that we know of');
  if (result.page !== undefined)
    output.say(
      `page ${result.page.number} of ${result.page.pages}${result.next === null ? '' : `; next: --page ${result.next}`}`,
    );
  else if (format === 'tree' && result.total > 50)
    output.say(
      '--all draws every model, --depth fewer; --as levels counts each step; --limit N --page 2 goes by pages',
    );
}

const nodeFields = fieldsOf<LineageNode>({
  id: true,
  label: true,
  name: true,
  depth: true,
  resolved: true,
  removed: true,
  licenses: true,
  owners: true,
  downloads: true,
  parameterCount: true,
  weightsSize: true,
  dateCreated: true,
  dateCreatedBound: true,
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

/** An answer, and where nobody chose a direction and the way up is empty, how many go on from there. */
interface Asked {
  readonly result: LineageResult;
  readonly children?: number;
}

async function ask(context: CliContext, text: string, options: OptionValues): Promise<Asked> {
  const selection = parseSelection(text);
  const at = instantOf(options);
  const chosen = {
    ...chosenOf(selection, options),
    filter: filterOf(options),
    signal: context.interrupts.signal,
  };
  const { id } = selection;
  if (at === undefined)
    return withGraph(context, async (store) => {
      const result = await lineageOf(store, id, { ...chosen, facts: true, onRedirect: sayRedirect(context) });
      const root = result.nodes.find((node) => node.id === result.root);
      const isChosen = options['up'] === true || selection.up !== undefined;
      const isOpen = root !== undefined && result.total === 0 && chosen.direction === 'up' && !isChosen;
      return isOpen ? { result, children: await childrenCount(store, root.uri) } : { result };
    });
  const { lineageAt } = await import('../../query/lineage-at.ts');
  const { dataDir } = context.general;
  return withGraph(context, async (store) => ({
    result: await lineageAt(store, id, at, { ...chosen, dataDir, onRedirect: sayRedirectAt(context, at) }),
  }));
}

function paged(result: LineageResult, options: OptionValues): LineageResult {
  const { limit, page } = options as { readonly limit?: number; readonly page?: number };
  if (limit === undefined && page === undefined) return result;
  return pageOf(result, { limit: limit ?? 100, ...(page === undefined ? {} : { page }) });
}

export const lineage: CommandSpec = {
  examples: ['stemma lineage Qwen/Qwen3-8B --down', 'stemma lineage 2+Qwen/Qwen3-8B+1 --as mermaid'],
  rows: { fields: [...new Set([...nodeFields, ...edgeFields])] },
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(new Argument('<id>', 'Hub id, Hub URL, IRI, or hf:…; +x: its ancestors, x+: what came of it, 2+x+1'))
      .option('--up', 'what it comes from (default)')
      .option('--down', 'what comes from it')
      .option('--both', 'both')
      .addOption(new Option('--depth <n>', 'steps at most; without it to the end').argParser(wholeNumber('--depth')));
    addFilterOptions(command);
    command
      .addOption(new Option('--as <format>', 'output').choices(formats).default('tree'))
      .addOption(new Option('--limit <n>', 'models of a page, nearest first').argParser(wholeNumber('--limit', 1)))
      .addOption(
        new Option('--page <n>', 'which page; of 100 models, or of --limit').argParser(wholeNumber('--page', 1)),
      )
      .addOption(atOption())
      .option('--all', 'draw every model in the tree')
      .option('--no-truncate', 'the same');
  },
  async run(context, [id], options) {
    const { output } = context;
    const asked = await ask(context, String(id), options);
    const result = paged(asked.result, options);
    const chosen = String(options['as']);
    const format = chosen === 'tree' && result.page !== undefined ? 'table' : chosen;
    return printRows(output, options, {
      ...rowsOf(result, options['fields'], output.format),
      value: (pick) => ({ ...result, nodes: result.nodes.map(pick), edges: result.edges.map(pick) }),
      human: async () => {
        await print(output, result, format, options['all'] === true || options['truncate'] === false);
        if (['tree', 'table', 'levels'].includes(format)) sayMore(output, result, format);
        const { children = 0 } = asked;
        if (children > 0)
          output.say(
            `${grouped(children)} ${children === 1 ? 'comes' : 'come'} straight from it: stemma lineage ${safe(result.root)} --down`,
          );
      },
    });
  },
};
