import { Command, CommanderError, Option } from 'commander';
import { nearest } from '../config/look-alikes.ts';
import type { GivenFlags } from '../config/load.ts';
import type { CommandEntry, CommandSpec } from './command.ts';
import { commands } from './commands.ts';
import { errorJson, renderError } from './errors.ts';
import { asksForFields, assertOneFormat, assertValueFormat, formatOf, formats, isFlag } from './format.ts';
import { listenForInterrupts, type Interrupts } from './interrupts.ts';
import { wholeNumber } from './option-values.ts';
import { Output, flushed, toleratesClosedPipes } from './output.ts';
import { progressKinds, type ProgressKind } from './progress-kinds.ts';
import { toolVersion } from './version.ts';

const firstSteps = `stemma: the knowledge graph of machine-learning models: lineage with evidence

  stemma demo                              the whole pipeline on a bundled sample, in seconds
  stemma run huggingface --limit 2000      fetch, map and load the models last modified
  stemma search bert                       find a model, then: stemma lineage <id>, stemma why <id>
  stemma --help                            all commands
  stemma help concepts                     what is kept, where, and how to ask
`;

interface Invocation {
  readonly output: Output;
  readonly secrets: string[];
  readonly verbosity: () => number;
  /** `--fields` without names. */
  readonly asksForFields: boolean;
  exitCode: number;
  interrupts?: Interrupts;
}

function globalOptions(program: Command): void {
  program
    .option('--json', 'one JSON value on stdout, also when it fails; the same as --format json')
    .addOption(
      new Option('--format <format>', 'how data is written; csv, tsv and quiet (ids) where there are rows').choices(
        formats,
      ),
    )
    .option('--data-dir <dir>', 'folder of everything stemma keeps (DATA_DIR, default ./data)')
    .option('--config <file>', 'configuration file (default stemma.config.json, when there is one)')
    .option('--graph <uri>', 'embedded, or a Neo4j URI (STEMMA_GRAPH, NEO4J_URI)')
    .option('-q, --quiet', 'no talk on stderr, only errors')
    .addOption(
      new Option('-v, --verbose', 'more on stderr; -vv still more')
        .argParser((_text, count: number) => count + 1)
        .default(0, 'off'),
    )
    .option('--no-truncate', 'tables and trees in full, not cut to the terminal')
    .option('--no-color', 'no colours (also NO_COLOR)')
    .addOption(
      new Option('--progress <kind>', 'on stderr: auto, lines, events (JSON, one a line) or none').choices(
        progressKinds,
      ),
    )
    .option('--no-progress', 'no progress on stderr')
    .option('--log-format <format>', 'auto, pretty or json (LOG_FORMAT)');
}

/** Flags the user gave, by their long name: defaults are not among them. */
function givenFlags(command: Command): GivenFlags {
  const given: Record<string, string | number | boolean | readonly string[]> = {};
  for (let level: Command | null = command; level !== null; level = level.parent) {
    for (const option of level.options) {
      const attribute = option.attributeName();
      if (level.getOptionValueSource(attribute) !== 'cli') continue;
      given[(option.long ?? '').replace(/^--(no-)?/, '')] = level.getOptionValue(attribute) as string;
    }
  }
  return given;
}

function prepare(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .configureHelp({ showGlobalOptions: true })
    .helpOption('-h, --help', 'this help')
    .allowExcessArguments(false);
}

function progressKind(given: unknown, output: Output): ProgressKind {
  if (given === false) return 'none';
  return progressKinds.find((kind) => kind === given) ?? (output.format === 'agent' ? 'none' : 'auto');
}

/** What a command has by its kind. */
function commonOptions(command: Command, spec: CommandSpec): void {
  if (spec.rows !== undefined) {
    command
      .addOption(
        new Option('--fields [a,b]', 'only these columns or keys; without names, the list of them').helpGroup(
          'Output:',
        ),
      )
      .addOption(new Option('--fail-if-empty', 'exit 3 when nothing was found').helpGroup('Output:'));
  }
  if (spec.stopsInTime === true) {
    command.addOption(
      new Option('--timeout <s>', 'stop after so many seconds, as Ctrl-C would').argParser(wholeNumber('--timeout', 1)),
    );
  }
}

async function equip(entry: CommandEntry, command: Command, invocation: Invocation): Promise<void> {
  const spec = await entry.load();
  const rows = spec.rows?.fields;
  if (rows !== undefined && invocation.asksForFields) {
    const { printFields } = await import('./rows.ts');
    await printFields(invocation.output, rows);
    // As help does: nothing else is looked at.
    throw new CommanderError(0, 'stemma.fields', 'fields');
  }
  await spec.configure(command);
  commonOptions(command, spec);
  command.addHelpText('before', `Examples:\n${spec.examples.map((example) => `  ${example}\n`).join('')}`);
  command.action(async (...received: unknown[]) => {
    const { openContext } = await import('./context.ts');
    const { readConfigFile } = await import('../config/file.ts');
    const { output, secrets } = invocation;
    const options = command.optsWithGlobals();
    assertOneFormat(options['json'], options['format']);
    if (spec.rows === undefined)
      assertValueFormat(output.format, `stemma ${entry.name}`, ...(spec.givesId === true ? (['quiet'] as const) : []));
    const interrupts = (invocation.interrupts ??= listenForInterrupts());
    if (spec.stopsInTime === true && typeof options['timeout'] === 'number') interrupts.stopAfter(options['timeout']);
    const context = openContext({
      output,
      secrets,
      interrupts,
      program: equippedProgram,
      verbosity: invocation.verbosity(),
      progress: progressKind(options['progress'], output),
      flags: givenFlags(command),
      configFile: await readConfigFile(options['config'] as string | undefined),
    });
    const code = await spec.run(context, received.slice(0, -2), options);
    invocation.exitCode = code ?? 0;
  });
}

/** The program with every command's name and summary; a command's own part is loaded when it is called. */
export function buildProgram(invocation: Invocation): Command {
  const program = prepare(new Command('stemma'));
  program.description('The knowledge graph of machine-learning models: lineage with evidence.').helpCommand(false);
  program.version(toolVersion, '-V, --version', 'version');
  globalOptions(program);
  program.configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() });
  const entries = new Map<Command, CommandEntry>();
  for (const entry of commands) {
    const command = prepare(program.command(entry.name))
      .summary(entry.summary)
      .description(entry.summary)
      .helpGroup(entry.group);
    if (entry.alias !== undefined) command.alias(entry.alias);
    entries.set(command, entry);
  }
  program.hook('preSubcommand', async (_program, command) => {
    const entry = entries.get(command);
    if (entry !== undefined) await equip(entry, command, invocation);
  });
  return program;
}

/** Commands with all arguments and options, for completion and `help <command>`. */
export async function equippedProgram(): Promise<Command> {
  const invocation: Invocation = {
    output: new Output({ format: 'human', quiet: true, color: false, truncate: true }),
    secrets: [],
    verbosity: () => 0,
    asksForFields: false,
    exitCode: 0,
  };
  const program = buildProgram(invocation);
  for (const entry of commands) {
    const command = program.commands.find((candidate) => candidate.name() === entry.name);
    if (command !== undefined) await equip(entry, command, invocation);
  }
  return program;
}

/** commander's suggestions are for near misses of flags; commands get theirs here, with the list. */
function withSuggestion(error: unknown, argv: readonly string[]): unknown {
  if (!(error instanceof CommanderError) || error.code !== 'commander.unknownCommand') return error;
  const names = commands.map((entry) => entry.name);
  const word = argv.find((candidate) => error.message.includes(`'${candidate}'`)) ?? '';
  const near = nearest(word, names);
  const list = `commands: ${names.join(', ')}`;
  const message = `unknown command '${word}'${near === undefined ? '' : `\n(Did you mean stemma ${near}?)`}`;
  return new CommanderError(2, error.code, near === undefined ? `${message}\n(Did you mean one of ${list}?)` : message);
}

/** Runs one command line; resolves to the exit code. Never rejects. */
export async function runCli(argv: readonly string[]): Promise<number> {
  toleratesClosedPipes();
  const output = new Output({
    format: formatOf(argv),
    quiet: isFlag(argv, '-q', '--quiet'),
    color: !isFlag(argv, '--no-color'),
    truncate: !isFlag(argv, '--no-truncate'),
  });
  let program: Command | undefined;
  const invocation: Invocation = {
    output,
    secrets: [],
    verbosity: () => Number(program?.opts()['verbose'] ?? 0),
    asksForFields: asksForFields(argv),
    exitCode: 0,
  };
  try {
    if (argv.length === 0) {
      await output.line(firstSteps);
    } else {
      program = buildProgram(invocation);
      await program.parseAsync(argv, { from: 'user' });
    }
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return await finish(0);
    const rendered = renderError(withSuggestion(error, argv), invocation.secrets, invocation.verbosity());
    if (output.json) await output.write(errorJson(rendered, output.format === 'json'));
    output.complain(rendered.text);
    // A command that was asked to stop and stopped: by which signal.
    const stopped = rendered.json.error.code === 'STEMMA_CANCELLED' ? invocation.interrupts?.exitCode() : undefined;
    invocation.exitCode = stopped ?? rendered.exitCode;
  }
  return await finish(invocation.exitCode);
}

async function finish(code: number): Promise<number> {
  await flushed();
  return code;
}
