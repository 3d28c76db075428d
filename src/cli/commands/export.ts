import { Option } from 'commander';
import type { GraphStore } from '../../../graph/store.ts';
import { StemmaError } from '../../core/errors.ts';
import { streamToFile } from '../../core/stream-file.ts';
import { exportJsonld } from '../../query/export-jsonld.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { withGraph } from '../graph-access.ts';
import { collected } from '../option-values.ts';
import { grouped } from '../text.ts';

const chunkCharacters = 1 << 18;

/** Lines joined into chunks, so that a large export is not a write a line. */
async function* chunks(lines: AsyncIterable<string>, count: { nodes: number }): AsyncGenerator<string> {
  let pending: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    count.nodes++;
    pending.push(line);
    characters += line.length + 1;
    if (characters < chunkCharacters) continue;
    yield `${pending.join('\n')}\n`;
    [pending, characters] = [[], 0];
  }
  if (pending.length > 0) yield `${pending.join('\n')}\n`;
}

export const exportGraph: CommandSpec = {
  examples: [
    'stemma export --as jsonld --provenance | gzip > graph.jsonl.gz',
    'stemma export --as wrapped-json --out wrapped.jsonl',
  ],
  stopsInTime: true,
  configure(command) {
    command
      .addOption(
        new Option(
          '--as <format>',
          'jsonld: one node a line; wrapped-json: one thing a line, each value with method, confidence and time; csv, parquet: a folder of tables',
        )
          .choices(['jsonld', 'wrapped-json', 'csv', 'parquet'])
          .default('jsonld'),
      )
      .option('--out <path>', 'jsonld, wrapped-json: this file instead of stdout (-); tables: the folder, needed')
      .option('--provenance', 'jsonld: with runs, records, pointers and times of ours')
      .option('--counters', 'jsonld, wrapped-json: with downloads, likes and other counters')
      .addOption(new Option('--table <name>', 'tables: only this one; may be repeated').argParser(collected))
      .option('--csv-safe', "csv: puts ' before cells a spreadsheet would take for a formula");
  },
  async run(context, _args, options) {
    const format = String(options['as']);
    return format === 'jsonld' || format === 'wrapped-json'
      ? writeLines(context, options)
      : writeTables(context, options);
  },
};

async function writeLines(context: CliContext, options: OptionValues): Promise<number> {
  const { output, general } = context;
  const count = { nodes: 0 };
  const out = options['out'] === '-' ? undefined : (options['out'] as string | undefined);
  await withGraph(context, async (store: GraphStore) => {
    const parts = chunks(await linesOf(store, context, options, general.dataDir), count);
    if (out !== undefined) return streamToFile(out, parts);
    for await (const part of parts) await output.write(part);
  });
  if (out !== undefined && output.json) await output.result({ file: out, nodes: count.nodes });
  else if (out !== undefined) output.say(`${grouped(count.nodes)} nodes written to ${out}`);
  return 0;
}

async function linesOf(
  store: GraphStore,
  { interrupts }: CliContext,
  options: OptionValues,
  dataDir: string,
): Promise<AsyncIterable<string>> {
  const wanted = { counters: options['counters'] === true, signal: interrupts.signal };
  if (options['as'] === 'jsonld') return exportJsonld(store, { ...wanted, provenance: options['provenance'] === true });
  if (options['provenance'] === true)
    throw new StemmaError('STEMMA_USAGE', '--provenance goes with --as jsonld', { hint: 'leave --provenance out' });
  const { exportWrapped } = await import('../../query/export-wrapped.ts');
  return exportWrapped(store, { ...wanted, dataDir });
}

async function writeTables(
  { output, interrupts, general, ...context }: CliContext,
  options: OptionValues,
): Promise<number> {
  const folder = options['out'] as string | undefined;
  const format = options['as'] as 'csv' | 'parquet';
  if (folder === undefined)
    throw new StemmaError('STEMMA_USAGE', `tables are written into a folder`, {
      hint: `stemma export --as ${format} --out tables`,
    });
  const { exportTables } = await import('../../query/tables/export-tables.ts');
  const tables = options['table'] as readonly string[] | undefined;
  const written = await withGraph({ output, interrupts, general, ...context }, (store) =>
    exportTables(store, {
      dataDir: general.dataDir,
      folder,
      format,
      safe: options['csvSafe'] === true,
      signal: interrupts.signal,
      ...(tables === undefined ? {} : { tables }),
    }),
  );
  if (output.json) await output.result({ folder, items: written, total: written.length });
  else
    await output.table(
      [{ title: 'table' }, { title: 'rows', align: 'right' }, { title: 'file' }],
      written.map(({ table, rows, file }) => [table, output.terminal ? grouped(rows) : String(rows), file]),
    );
  output.say('next: stemma schema tables');
  return 0;
}
