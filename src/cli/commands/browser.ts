import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { writeFileAtomic } from '../../core/atomic-file.ts';
import { StemmaError } from '../../core/errors.ts';
import { browserApp, browserFiles } from '../../server/browser/app.ts';
import { listen } from '../../server/listen.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { openPage } from '../open-page.ts';
import { wholeNumber } from '../option-values.ts';

const files = { guide: 'guide.html', style: 'stemma.grass', favourites: 'explore.cypher' } as const;

async function write({ output }: CliContext, folder: string): Promise<number> {
  const items: { file: string }[] = [];
  await mkdir(folder, { recursive: true });
  for (const [name, { text }] of Object.entries(browserFiles)) {
    const file = join(folder, name);
    await writeFileAtomic(file, text());
    items.push({ file });
  }
  if (output.json) await output.result({ items, total: items.length });
  else for (const { file } of items) await output.line(file);
  return 0;
}

/** Resolves when the command is asked to stop. */
function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((stopped) => {
    if (signal.aborted) stopped();
    else signal.addEventListener('abort', () => stopped(), { once: true });
  });
}

export const browser: CommandSpec = {
  examples: ['stemma browser', 'stemma browser --open --browser http://localhost:7474'],
  configure(command) {
    command
      .addOption(
        new Option('--port <n>', 'port of the guide; 0 finds a free one')
          .argParser(wholeNumber('--port'))
          .default(7475),
      )
      .option(
        '--host <address>',
        'address to listen at; Neo4j Browser by itself loads guides from localhost only',
        'localhost',
      )
      .option('--open', 'show Neo4j Browser in the system browser, with the guide in it')
      .option('--browser <url>', 'where Neo4j Browser is, for --open', 'http://localhost:7474')
      .option('--out <folder>', 'write guide, style and favourites there instead of serving them');
  },
  async run(context, _args, options) {
    const { output, interrupts } = context;
    if (typeof options['out'] === 'string') return write(context, resolve(options['out']));
    const host = options['host'] as string;
    const server = await listen(browserApp(), host, options['port'] as number);
    const base = `http://${host === '0.0.0.0' || host === '::' ? 'localhost' : host}:${server.port}`;
    const guide = `${base}/${files.guide}`;
    const style = `${base}/${files.style}`;
    const favourites = `${base}/${files.favourites}`;
    if (output.json) await output.result({ guide, style, favourites });
    else {
      await output.line(`:play ${guide}`);
      await output.line(`:style ${style}`);
    }
    output.say(
      `type these two lines in Neo4j Browser; ${favourites} holds the queries as favourites: save it and drag it in`,
    );
    output.say('Ctrl-C ends the guide');
    try {
      if (options['open'] === true) await show(browserAddress(options['browser'] as string, guide), output);
      await untilStopped(interrupts.signal);
    } finally {
      await server.close();
    }
    return 0;
  },
};

/** Neo4j Browser with a command to begin with. */
function browserAddress(neo4j: string, guide: string): string {
  if (!URL.canParse(neo4j))
    throw new StemmaError('STEMMA_USAGE', `--browser is not an address: ${JSON.stringify(neo4j)}`);
  const url = new URL('browser/', neo4j.endsWith('/') ? neo4j : `${neo4j}/`);
  url.searchParams.set('cmd', 'play');
  url.searchParams.set('arg', guide);
  return url.href;
}

async function show(url: string, output: CliContext['output']): Promise<void> {
  if (!(await openPage(url))) output.warn(`nothing was found to show pages with: open ${url} yourself`);
}
