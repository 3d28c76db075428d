import { Option } from 'commander';
import type { GraphStore } from '../../../graph/store.ts';
import { StemmaError } from '../../core/errors.ts';
import { gzipParts } from '../../core/gzip-parts.ts';
import { streamToFile } from '../../core/stream-file.ts';
import { exportJsonld } from '../../query/export-jsonld.ts';
import { type AssertionLevel, assertionLevels, rdfFormats } from '../../query/rdf-choices.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { withGraph } from '../graph-access.ts';
import { collected } from '../option-values.ts';
import { grouped } from '../text.ts';

const chunkCharacters = 1 << 18;
const lineFormats = ['jsonld', 'wrapped-json'] as const;
const tableFormats = ['csv', 'parquet'] as const;

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
    'stemma export --as nquads --out graph.nq.gz',
  ],
  stopsInTime: true,
  configure(command) {
    command
      .addOption(
        new Option(
          '--as <format>',
          'jsonld: one node a line; nquads, turtle, trig: RDF; wrapped-json: one thing a line, each value with method, confidence and time; csv, parquet: a folder of tables',
        )
          .choices([...lineFormats, ...rdfFormats, ...tableFormats])
          .default('jsonld'),
      )
      .option(
        '--out <path>',
        'this file instead of stdout (-), compressed if it ends in .gz; tables: the folder, needed',
      )
      .addOption(
        new Option(
          '--assertions <which>',
          'RDF: evidence in a graph of its own, of relationships or of all values (default: "edges")',
        ).choices(assertionLevels),
      )
      .option('--provenance', 'jsonld, RDF: with all that is known of runs, records, accounts and times of ours')
      .option('--counters', 'all but tables: with downloads, likes and other counters')
      .addOption(new Option('--table <name>', 'tables: only this one; may be repeated').argParser(collected))
      .option('--csv-safe', "csv: puts ' before cells a spreadsheet would take for a formula");
  },
  async run(context, _args, options) {
    const format = String(options['as']);
    if (options['assertions'] !== undefined && !isOneOf(rdfFormats, format))
      throw new StemmaError('STEMMA_USAGE', '--assertions goes with --as nquads, turtle or trig', {
        hint: 'leave --assertions out',
      });
    return isOneOf(tableFormats, format) ? writeTables(context, options) : writeText(context, options);
  },
};

function isOneOf<T extends string>(formats: readonly T[], format: string): format is T {
  return formats.includes(format as T);
}

async function writeText(context: CliContext, options: OptionValues): Promise<number> {
  const { output, general } = context;
  const count = { nodes: 0, statements: 0 };
  const out = options['out'] === '-' ? undefined : (options['out'] as string | undefined);
  await withGraph(context, async (store: GraphStore) => {
    const parts = await partsOf(store, context, options, general.dataDir, count);
    if (out !== undefined) return streamToFile(out, out.endsWith('.gz') ? gzipParts(parts) : parts);
    for await (const part of parts) await output.write(String(part));
  });
  const { nodes, statements } = count;
  const found = statements === 0 ? { nodes } : { nodes, statements };
  if (out !== undefined && output.json) await output.result({ file: out, ...found });
  else if (out !== undefined) {
    const of = statements === 0 ? '' : `, ${grouped(statements)} statements,`;
    output.say(`${grouped(nodes)} nodes${of} written to ${out}`);
  }
  return 0;
}

async function partsOf(
  store: GraphStore,
  { interrupts }: CliContext,
  options: OptionValues,
  dataDir: string,
  count: { nodes: number; statements: number },
): Promise<AsyncIterable<string | Uint8Array>> {
  const format = String(options['as']);
  const wanted = { counters: options['counters'] === true, signal: interrupts.signal };
  const provenance = options['provenance'] === true;
  if (format === 'jsonld') return chunks(exportJsonld(store, { ...wanted, provenance }), count);
  if (isOneOf(rdfFormats, format)) {
    const { exportRdf } = await import('../../query/export-rdf.ts');
    return exportRdf(store, {
      ...wanted,
      provenance,
      dataDir,
      format,
      assertions: (options['assertions'] as AssertionLevel | undefined) ?? 'edges',
      written(nodes, statements) {
        count.nodes += nodes;
        count.statements += statements;
      },
    });
  }
  if (provenance)
    throw new StemmaError('STEMMA_USAGE', '--provenance goes with --as jsonld and RDF', {
      hint: 'leave --provenance out',
    });
  const { exportWrapped } = await import('../../query/export-wrapped.ts');
  return chunks(exportWrapped(store, { ...wanted, dataDir }), count);
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
