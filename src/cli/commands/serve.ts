import { Option } from 'commander';
import { systemClock } from '../../core/clock.ts';
import { isStemmaError, messageOf } from '../../core/errors.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { graphOptions } from '../graph-access.ts';
import { loggerOf } from '../http-access.ts';
import { collected, wholeNumber } from '../option-values.ts';
import { toolVersion } from '../version.ts';

/** Not those of Neo4j and of `stemma browser`, which are often there beside. */
const standardPort = 7476;
const lookEveryMs = 2_000;
const loopback: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

export const serve: CommandSpec = {
  examples: ['stemma serve', 'stemma serve --port 8080 --cors https://lab.example'],
  configure(command) {
    command
      .addOption(new Option('--port <n>', '0: any that is free').argParser(wholeNumber('--port')).default(standardPort))
      .addOption(
        new Option('--host <address>', 'address to listen at; 0.0.0.0: everybody who can reach this machine').default(
          '127.0.0.1',
        ),
      )
      .addOption(
        new Option('--cors <origin>', 'pages of this origin may read answers; * for all; may be repeated').argParser(
          collected,
        ),
      )
      .addOption(
        new Option('--timeout <s>', 'seconds a query may take').argParser(wholeNumber('--timeout', 1)).default(30),
      )
      .addOption(
        new Option('--max-rows <n>', 'rows an answer may have')
          .argParser(wholeNumber('--max-rows', 1))
          .default(100_000),
      )
      .option(
        '--provenance',
        'SPARQL also of accounts and the times they hold, of answers and runs: a fifth more statements',
      )
      .addOption(
        new Option('--workers <n>', 'queries answered side by side, each with a copy of the graph in memory')
          .argParser(wholeNumber('--workers', 1))
          .default(2),
      );
  },
  async run(context, _args, options) {
    const { interrupts, output } = context;
    const { CurrentGraph } = await import('../../query/current-graph.ts');
    const graph = await CurrentGraph.open(graphOptions(context));
    const { SparqlGraph } = await import('../../query/sparql/sparql-graph.ts');
    const sparql = new SparqlGraph(graph, {
      clock: systemClock,
      workers: options['workers'] as number,
      provenance: options['provenance'] === true,
      signal: interrupts.signal,
      onState: (text) => output.say(text),
    });
    const server = await start(context, options, graph, sparql);
    output.say(`listening at ${server.url}; Ctrl-C stops it`);
    interrupts.announce('stopping');
    if (output.json) await output.result({ url: server.url, port: server.port });
    try {
      await lookForNewer(context, graph, sparql);
    } finally {
      await Promise.all([server.close(), sparql.close()]);
      await graph.close();
    }
    // It was asked to stop, and nothing is left undone.
    return interrupts.exitCode() === exitCodes.terminated ? exitCodes.terminated : exitCodes.done;
  },
};

type Graph = import('../../query/current-graph.ts').CurrentGraph;
type Sparql = import('../../query/sparql/sparql-graph.ts').SparqlGraph;

async function start(context: CliContext, options: OptionValues, graph: Graph, sparql: Sparql) {
  const [{ createApp }, { listen }, { standardLimits }] = await Promise.all([
    import('../../server/app.ts'),
    import('../../server/listen.ts'),
    import('../../server/options.ts'),
  ]);
  const host = String(options['host']);
  const isLocal = loopback.includes(host) || host === '::1';
  if (!isLocal) context.output.complain(`warning: everybody who can reach ${host} can read this graph`);
  const logger = loggerOf(context);
  const app = createApp({
    graph,
    sparql,
    limits: {
      ...standardLimits,
      timeoutMs: (options['timeout'] as number) * 1000,
      maxRows: options['maxRows'] as number,
    },
    cors: (options['cors'] as readonly string[] | undefined) ?? [],
    hosts: isLocal ? [...loopback, host] : undefined,
    version: toolVersion,
    onError: (error) => logger.error({ err: error }, 'a request failed by a mistake of ours'),
  });
  return listen(app, host, options['port'] as number);
}

/** Until it is asked to stop: reads the graph in, and again after each load. */
async function lookForNewer({ interrupts, output }: CliContext, graph: Graph, sparql: Sparql): Promise<void> {
  const { signal } = interrupts;
  let told: string | undefined;
  while (!signal.aborted) {
    try {
      await graph.refresh();
      await sparql.refresh();
      told = undefined;
    } catch (error) {
      // The graph that was read in before goes on answering.
      const text = messageOf(error);
      if (text !== told && !signal.aborted) output.warn(text);
      told = text;
    }
    await systemClock.sleep(lookEveryMs, signal).catch((error: unknown) => {
      if (!isStemmaError(error, 'STEMMA_CANCELLED') && !signal.aborted) throw error;
    });
  }
}
