import { open, rename, rm } from 'node:fs/promises';
import { Option } from 'commander';
import type { GraphStore } from '../../../graph/store.ts';
import { diskError } from '../../core/disk-error.ts';
import { exportJsonld, type ExportOptions } from '../../query/export-jsonld.ts';
import type { CommandSpec } from '../command.ts';
import { withGraph } from '../graph-access.ts';
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

/** Written beside its place and renamed when whole. */
async function toFile(path: string, parts: AsyncIterable<string>): Promise<void> {
  const partial = `${path}.partial`;
  try {
    const handle = await open(partial, 'w');
    try {
      for await (const part of parts) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw diskError(error, 'write', path);
  }
}

export const exportGraph: CommandSpec = {
  examples: [
    'stemma export --as jsonld --out graph.jsonl',
    'stemma export --as jsonld --provenance | gzip > graph.jsonl.gz',
  ],
  stopsInTime: true,
  configure(command) {
    command
      .addOption(new Option('--as <format>', 'output: one JSON-LD node a line').choices(['jsonld']).default('jsonld'))
      .option('--out <file>', 'write there instead of stdout')
      .option('--provenance', 'with runs, records, pointers and times of ours')
      .option('--counters', 'with downloads, likes and other counters');
  },
  async run(context, _args, options) {
    const { output, interrupts } = context;
    const wanted: ExportOptions = {
      provenance: options['provenance'] === true,
      counters: options['counters'] === true,
      signal: interrupts.signal,
    };
    const count = { nodes: 0 };
    const out = options['out'] as string | undefined;
    await withGraph(context, async (store: GraphStore) => {
      const parts = chunks(exportJsonld(store, wanted), count);
      if (out !== undefined) return toFile(out, parts);
      for await (const part of parts) await output.write(part);
    });
    if (out !== undefined && output.json) await output.result({ file: out, nodes: count.nodes });
    else if (out !== undefined) output.say(`${grouped(count.nodes)} nodes written to ${out}`);
    return 0;
  },
};
