import { basename } from 'node:path';
import { Option } from 'commander';
import type { CanonicalSum } from '../../../graph/rdf/canonical-sum.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { StemmaError } from '../../core/errors.ts';
import { writeFileAtomic } from '../../core/atomic-file.ts';
import { gzipParts } from '../../core/gzip-parts.ts';
import { streamToFile } from '../../core/stream-file.ts';
import type { FileSum } from '../../query/export-manifest.ts';
import { exportJsonld } from '../../query/export-jsonld.ts';
import {
  type AssertionLevel,
  assertionLevels,
  type Frame,
  frames,
  rdf12Formats,
  rdfFormats,
} from '../../query/rdf-choices.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { withGraph } from '../graph-access.ts';
import { collected } from '../option-values.ts';
import { grouped } from '../text.ts';
import { toolVersion } from '../version.ts';

const chunkCharacters = 1 << 18;
const lineFormats = ['jsonl', 'wrapped-json'] as const;
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
    'stemma export --as jsonl --provenance | gzip > graph.jsonl.gz',
    'stemma export --as nquads --out graph.nq.gz --manifest',
  ],
  stopsInTime: true,
  configure(command) {
    command
      .addOption(
        new Option(
          '--as <format>',
          'jsonl: one node of JSON-LD a line; nquads, turtle, trig: RDF; jsonld: the same as one JSON-LD document; wrapped-json: one thing a line, each value with method, confidence and time; csv, parquet: a folder of tables',
        )
          .choices([...lineFormats, ...rdfFormats, ...tableFormats])
          .default('jsonl'),
      )
      .option(
        '--out <path>',
        'this file instead of stdout (-), compressed if it ends in .gz; tables: the folder, needed',
      )
      .option('--manifest', 'with --out: also <path>.manifest.json with hashes, counts and settings')
      .addOption(
        new Option(
          '--assertions <which>',
          'RDF: evidence in a graph of its own. edges: of each relationship, its best witness; edges+facts: also of each other value shown that an account states, its best witness; all: every witness of every account that holds (default: "edges")',
        ).choices(assertionLevels),
      )
      .option('--rdf12', 'nquads, turtle, trig: evidence by the triple terms of RDF 1.2 (rdf:reifies)')
      .addOption(
        new Option(
          '--frame <kind>',
          'jsonld: things of one kind, each with what belongs to it inside; evidence: assertions, records and runs alone',
        ).choices(frames),
      )
      .option('--provenance', 'jsonl, RDF: with all that is known of runs, records, accounts and times of ours')
      .option('--counters', 'all but tables: with downloads, likes and other counters')
      .addOption(new Option('--table <name>', 'tables: only this one; may be repeated').argParser(collected))
      .option('--csv-safe', "csv: puts ' before cells a spreadsheet would take for a formula");
  },
  async run(context, _args, options) {
    const format = String(options['as']);
    refuseMisplaced(format, options);
    return isOneOf(tableFormats, format) ? writeTables(context, options) : writeText(context, options);
  },
};

/** Options of one form that were given for another. */
function refuseMisplaced(format: string, options: OptionValues): void {
  const isRdf = isOneOf(rdfFormats, format);
  const out = options['out'];
  const misplaced: readonly (readonly [string, boolean, string])[] = [
    ['assertions', isRdf, '--as nquads, turtle, trig or jsonld'],
    ['rdf12', isOneOf(rdf12Formats, format), '--as nquads, turtle or trig'],
    ['frame', format === 'jsonld', '--as jsonld'],
    ['provenance', isRdf || format === 'jsonl', '--as jsonl and RDF'],
    ['manifest', out !== undefined && out !== '-' && !isOneOf(tableFormats, format), '--out <file>'],
  ];
  for (const [option, fits, place] of misplaced) {
    if (fits || options[option] === undefined) continue;
    throw new StemmaError('STEMMA_USAGE', `--${option} goes with ${place}`, { hint: `leave --${option} out` });
  }
}

function isOneOf<T extends string>(formats: readonly T[], format: string): format is T {
  return formats.includes(format as T);
}

interface Written {
  nodes: number;
  statements: number;
  canonical?: CanonicalSum;
  file?: FileSum;
}

async function writeText(context: CliContext, options: OptionValues): Promise<number> {
  const { output } = context;
  const written: Written = { nodes: 0, statements: 0 };
  const out = options['out'] === '-' ? undefined : (options['out'] as string | undefined);
  await withGraph(context, async (store: GraphStore) => {
    const parts = await partsOf(store, context, options, written);
    if (out === undefined) {
      for await (const part of parts) await output.write(part);
      return;
    }
    const { fileSummed } = await import('../../query/export-manifest.ts');
    const bytes = out.endsWith('.gz') ? gzipParts(parts) : parts;
    await streamToFile(
      out,
      fileSummed(bytes, (sum) => void (written.file = sum)),
    );
  });
  if (out === undefined) {
    if (written.canonical !== undefined) output.say(hashText(written.canonical));
    return 0;
  }
  if (options['manifest'] === true) await writeManifest(out, options, written);
  await report(context, out, written);
  return 0;
}

function hashText({ statements, sha256 }: CanonicalSum): string {
  return `${grouped(statements)} statements; canonical sha256 ${sha256}`;
}

async function report({ output }: CliContext, out: string, written: Written): Promise<void> {
  const { nodes, canonical, file } = written;
  const statements = canonical?.statements ?? written.statements;
  if (output.json) {
    const found = statements === 0 ? { nodes } : { nodes, statements };
    const hash = canonical === undefined ? {} : { canonicalSha256: canonical.sha256 };
    return output.result({ file: out, ...found, ...file, ...hash });
  }
  const of = statements === 0 ? '' : `, ${grouped(statements)} statements,`;
  output.say(`${grouped(nodes)} nodes${of} written to ${out}`);
  if (canonical !== undefined) output.say(`canonical sha256 ${canonical.sha256}`);
}

async function writeManifest(out: string, options: OptionValues, written: Written): Promise<void> {
  const { exportManifest } = await import('../../query/export-manifest.ts');
  const format = String(options['as']);
  const manifest = exportManifest({
    tool: toolVersion,
    file: basename(out),
    sum: written.file as FileSum,
    nodes: written.nodes,
    canonical: written.canonical,
    settings: {
      as: format,
      ...(isOneOf(rdfFormats, format) ? { assertions: assertionsOf(options), rdf12: options['rdf12'] === true } : {}),
      ...(options['frame'] === undefined ? {} : { frame: String(options['frame']) }),
      provenance: options['provenance'] === true,
      counters: options['counters'] === true,
    },
  });
  await writeFileAtomic(`${out}.manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
}

function assertionsOf(options: OptionValues): AssertionLevel {
  return (options['assertions'] as AssertionLevel | undefined) ?? 'edges';
}

async function partsOf(
  store: GraphStore,
  { interrupts, general }: CliContext,
  options: OptionValues,
  written: Written,
): Promise<AsyncIterable<string | Uint8Array>> {
  const { dataDir } = general;
  const format = String(options['as']);
  const wanted = { counters: options['counters'] === true, signal: interrupts.signal };
  const provenance = options['provenance'] === true;
  if (format === 'jsonl') return chunks(exportJsonld(store, { ...wanted, provenance }), written);
  if (!isOneOf(rdfFormats, format)) {
    const { exportWrapped } = await import('../../query/export-wrapped.ts');
    return chunks(exportWrapped(store, { ...wanted, dataDir }), written);
  }
  const frame = options['frame'] as Frame | undefined;
  if (frame !== undefined && frame !== 'evidence') {
    const { exportFrames } = await import('../../query/export-frames.ts');
    return exportFrames(store, frame, { ...wanted, written: (nodes) => void (written.nodes += nodes) });
  }
  const { exportRdf } = await import('../../query/export-rdf.ts');
  const needsSum = format === 'nquads' || options['manifest'] === true;
  return exportRdf(store, {
    ...wanted,
    provenance,
    dataDir,
    format,
    assertions: assertionsOf(options),
    rdf12: options['rdf12'] === true,
    evidenceOnly: frame === 'evidence',
    written(nodes, statements) {
      written.nodes += nodes;
      written.statements += statements;
    },
    ...(needsSum ? { canonical: (sum) => void (written.canonical = sum) } : {}),
  });
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
