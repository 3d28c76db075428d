import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import { messageOf, StemmaError } from '../core/errors.ts';
import type { SettingDefinition, SourceDefinition } from '../../extract/source.ts';
import type { StageChoice } from '../pipeline/source-stages.ts';
import type { GivenFlags } from '../config/load.ts';
import type { OptionValues } from './command.ts';
import { collected, wholeNumber } from './option-values.ts';

const placeholders: Readonly<Record<SettingDefinition['kind'], string>> = {
  integer: '<n>',
  date: '<date>',
  path: '<file>',
  url: '<url>',
  list: '<a,b>',
  duration: '<time>',
  share: '<percent>',
  string: '<text>',
  boolean: '',
};

/** One flag, and the sources that have it. */
interface SharedFlag {
  readonly setting: SettingDefinition;
  readonly meanings: readonly { readonly source: SourceDefinition; readonly setting: SettingDefinition }[];
}

function optionOf({ setting, meanings }: SharedFlag): Option {
  const off = setting.kind === 'boolean' && setting.default === true;
  const name = `--${off ? 'no-' : ''}${setting.flag} ${placeholders[setting.kind]}`.trim();
  const option = new Option(name, docOf(meanings));
  if (setting.kind === 'list') option.argParser(collected);
  return option.helpGroup(`${meanings.length === 1 ? meanings[0]?.source.title : 'Several sources'}:`);
}

function docOf(meanings: SharedFlag['meanings']): string {
  const texts = meanings.map(({ source: { title }, setting: { doc, env, default: usual } }) => {
    const shown = env[0] === undefined ? '' : ` (${env[0]}${usual === undefined ? '' : `, default ${usual}`})`;
    return `${meanings.length === 1 ? '' : `${title}: `}${doc}${shown}`;
  });
  return texts.join('. ');
}

/** By flag, in the order of the registry: a flag that several sources have means the same to each of them. */
function sharedFlags(sources: readonly SourceDefinition[]): readonly SharedFlag[] {
  const flags = new Map<string, SharedFlag>();
  for (const source of sources) {
    for (const setting of source.settings) {
      if (setting.flag === undefined || setting.secret === true) continue;
      const { setting: first, meanings } = flags.get(setting.flag) ?? { setting, meanings: [] };
      flags.set(setting.flag, { setting: first, meanings: [...meanings, { source, setting }] });
    }
  }
  return [...flags.values()];
}

export async function addSourceArgument(command: Command): Promise<void> {
  const { sources } = await import('../../extract/index.ts');
  const names = sources.map((source) => source.name).join(', ');
  command.addArgument(new Argument('[source...]', `sources: ${names}; all when none is named`));
}

/** The flags of the registered sources, from their settings tables, grouped by source. */
export async function addSourceOptions(command: Command): Promise<void> {
  const { sources } = await import('../../extract/index.ts');
  await addSourceArgument(command);
  for (const flag of sharedFlags(sources)) command.addOption(optionOf(flag));
}

/** `--select` and `--exclude`, in the grammar of `selectNodes`. */
export function addStageOptions(command: Command): void {
  command
    .addOption(
      new Option(
        '--select <stages>',
        'stages to take: name, name+, +name, 2+name, name+1, * for any characters; several with commas or repeated',
      ).argParser(collected),
    )
    .addOption(new Option('--exclude <stages>', 'stages to leave out, written alike').argParser(collected));
}

export function stageChoice(options: OptionValues): StageChoice {
  const list = (name: string): readonly string[] => (options[name] as readonly string[] | undefined) ?? [];
  return { select: list('select'), exclude: list('exclude') };
}

export function addOutcomeOptions(command: Command): void {
  command
    .addOption(
      new Option('--max-failures <n>', 'exit 3 when more records than this failed').argParser(
        wholeNumber('--max-failures'),
      ),
    )
    .option('--strict', 'exit 3 when there was any issue')
    .option('--report <file>', 'write the report there as JSON; it is always kept in jsonld/<run>/report.json');
}

export function addDryRunOption(command: Command): void {
  command.option('-n, --dry-run', 'say what would be asked, written and loaded, and do none of it');
}

export function addOfflineOption(command: Command): void {
  command.option('--offline', 'use stored answers only: a request is an error that names it');
}

/** Of commands that begin a run. */
export function addBeginOptions(command: Command): void {
  command
    .option('--fresh', 'begin a new run and use no answer of an earlier one')
    .option('--resume', 'go on with the interrupted run of the same settings, if there is one, without asking');
}

/**
 * Before hours of work are done for it.
 * @throws StemmaError STEMMA_USAGE when `--report` names a place that cannot be written
 */
export async function reportFileOf(options: OptionValues): Promise<{ readonly reportFile?: string }> {
  const given = options['report'];
  if (typeof given !== 'string') return {};
  const folder = dirname(resolve(given));
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new StemmaError('STEMMA_USAGE', `the report cannot be written to ${given}: ${messageOf(cause)}`, {
      hint: 'check --report',
      cause,
    });
  });
  return { reportFile: resolve(given) };
}

/**
 * The sources named, in registry order; all when none is named.
 * @throws StemmaError STEMMA_USAGE for a flag that is none of theirs: it would do nothing
 */
export async function chosenSources(names: unknown, flags: GivenFlags): Promise<readonly SourceDefinition[]> {
  const { sources, sourceByName } = await import('../../extract/index.ts');
  const wanted = Array.isArray(names) ? names.map((name) => sourceByName(String(name))) : [];
  const chosen = wanted.length === 0 ? sources : sources.filter((source) => wanted.includes(source));
  for (const { setting, meanings } of sharedFlags(sources)) {
    const { flag = '' } = setting;
    if (flags[flag] === undefined || meanings.some(({ source }) => chosen.includes(source))) continue;
    const owners = meanings.map(({ source }) => source);
    throw new StemmaError(
      'STEMMA_USAGE',
      `--${flag} is a flag of ${owners.map(({ title }) => title).join(' and ')}, which is not named`,
      { hint: `leave it out, or name the source: ${owners.map(({ name }) => name).join(', ')}` },
    );
  }
  return chosen;
}
