import { Option } from 'commander';
import { systemClock } from '../../core/clock.ts';
import { StemmaError } from '../../core/errors.ts';
import type { CommandSpec } from '../command.ts';
import { graphOptions } from '../graph-access.ts';
import { storeHttp } from '../http-access.ts';
import { wholeNumber } from '../option-values.ts';
import { grouped } from '../text.ts';

export const push: CommandSpec = {
  examples: [
    'stemma push --graph-store http://localhost:3030/stemma/data',
    'stemma push --graph-store http://localhost:7200/repositories/stemma/rdf-graphs/service --restart',
  ],
  stopsInTime: true,
  configure(command) {
    command
      .option(
        '--graph-store <url>',
        'where to: its address of the SPARQL Graph Store HTTP Protocol (STEMMA_GRAPH_STORE)',
      )
      .addOption(
        new Option('--chunk-mb <n>', 'megabytes of one request').argParser(wholeNumber('--chunk-mb', 1)).default(4),
      )
      .option('--provenance', 'also accounts and the times they hold, answers and runs: a fifth more statements')
      .option('--restart', 'from the beginning, even where a push was interrupted');
  },
  async run(context, _args, options) {
    const { general, interrupts, output } = context;
    const { graphStore } = general.sparql;
    if (graphStore === undefined)
      throw new StemmaError('STEMMA_USAGE', 'no graph store is named', {
        hint: 'stemma push --graph-store http://localhost:3030/stemma/data',
      });
    const { CurrentGraph } = await import('../../query/current-graph.ts');
    const { nquadsFileOf } = await import('../../query/sparql/nquads-file.ts');
    const { pushGraph } = await import('../../query/sparql/push.ts');
    const { dataDir } = general;
    const { signal } = interrupts;
    const graph = await CurrentGraph.open(graphOptions(context));
    const http = storeHttp(context);
    try {
      const source = await graph.use((store, version) =>
        nquadsFileOf(store, version, {
          dataDir,
          clock: systemClock,
          provenance: options['provenance'] === true,
          signal,
          mostQuads: Infinity,
          onWrite: () => output.say('writing the graph as RDF'),
        }),
      );
      const report = await pushGraph(source, {
        dataDir,
        graphStore,
        http,
        signal,
        chunkBytes: (options['chunkMb'] as number) << 20,
        restart: options['restart'] === true,
        onChunk: ({ graph: name, statements }) =>
          output.say(`${name ?? 'default graph'}: ${grouped(statements)} statements sent`),
      });
      if (output.json) await output.result(report);
      else
        await output.table(
          [{ title: 'graph' }, { title: 'statements', align: 'right' }],
          report.graphs.map(({ graph: name, statements }) => [name ?? '(default)', String(statements)]),
        );
      if (report.resumed) output.say('it went on where an earlier push was interrupted');
      return 0;
    } finally {
      await http.close();
      await graph.close();
    }
  },
};
