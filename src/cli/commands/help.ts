import { Argument, type Command } from 'commander';
import { nearest } from '../../config/look-alikes.ts';
import { renderEnvironmentHelp } from '../../config/render.ts';
import { settingsTable } from '../../config/settings.ts';
import { StemmaError } from '../../core/errors.ts';
import type { CommandSpec } from '../command.ts';
import { exitCodeMeanings } from '../exit-codes.ts';
import { conceptsTopic, formatsTopic } from '../topics.ts';

const topics: Readonly<Record<string, () => string | Promise<string>>> = {
  'exit-codes': () => exitCodeMeanings.map(([code, meaning]) => `${String(code).padStart(4)}  ${meaning}`).join('\n'),
  environment: async () => {
    const { sources } = await import('../../../extract/index.ts');
    const intro = [
      'A flag wins over a variable, a variable over the configuration file, that over the default; empty is unset.',
      'The file is stemma.config.json of the working directory, or --config FILE. In it a general setting stands by its name,',
      'one of a source in an object of that source: {"dataDir": "./data", "huggingface": {"numModels": 2000}}. The names:',
      'stemma config show. A secret NAME may be given as a file by NAME_FILE; secrets have no flags and no place in the file.',
      '',
      '',
    ].join('\n');
    const terminal = 'Terminal:\n  NO_COLOR, FORCE_COLOR, TERM, COLUMNS\n      as other tools take them\n';
    return intro + renderEnvironmentHelp(settingsTable(sources)) + terminal;
  },
  formats: () => formatsTopic,
  concepts: () => conceptsTopic,
};

async function commandHelp(name: string, program: Command): Promise<string> {
  const command = program.commands.find((candidate) => candidate.name() === name);
  if (command !== undefined) {
    let text = '';
    command.configureOutput({ writeOut: (part) => (text += part) });
    command.outputHelp();
    return text;
  }
  const names = [...Object.keys(topics), ...program.commands.map((candidate) => candidate.name())];
  const near = nearest(name, names);
  throw new StemmaError('STEMMA_USAGE', `no help on ${JSON.stringify(name)}`, {
    hint: near === undefined ? `topics: ${Object.keys(topics).join(', ')}` : `did you mean stemma help ${near}?`,
  });
}

export const help: CommandSpec = {
  examples: ['stemma help exit-codes', 'stemma help lineage'],
  configure(command) {
    command.addArgument(new Argument('[topic]', 'a command, or exit-codes, environment, formats, concepts'));
  },
  async run({ output, program }, [topic]) {
    const name = typeof topic === 'string' ? topic : '';
    const text =
      name === ''
        ? `topics: ${Object.keys(topics).join(', ')}\ncommands: stemma --help`
        : ((await topics[name]?.()) ?? (await commandHelp(name, await program())));
    if (output.json) await output.result({ topic: name, text });
    else await output.line(text);
    return 0;
  },
};
