import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Argument, Option, type Command } from 'commander';
import { messageOf, StemmaError } from '../core/errors.ts';
import type { SettingDefinition, SourceDefinition } from '../../extract/source.ts';
import type { StageChoice } from '../pipeline/source-stages.ts';
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

function optionOf(setting: SettingDefinition, title: string): Option {
  const env =
    setting.env[0] === undefined
      ? ''
      : ` (${setting.env[0]}${setting.default === undefined ? '' : `, default ${setting.default}`})`;
  const off = setting.kind === 'boolean' && setting.default === true;
  const option = new Option(
    `--${off ? 'no-' : ''}${setting.flag} ${placeholders[setting.kind]}`.trim(),
    `${setting.doc}${env}`,
  );
  if (setting.kind === 'list') option.argParser(collected);
  return option.helpGroup(`${title}:`);
}

/** The flags of the registered sources, from their settings tables, grouped by source. */
export async function addSourceOptions(command: Command): Promise<void> {
  const { sources } = await import('../../extract/index.ts');
  command.addArgument(
    new Argument('[source...]', `sources: ${sources.map((source) => source.name).join(', ')}; all when none is named`),
  );
  const taken = new Set<string>();
  for (const source of sources) {
    for (const setting of source.settings) {
      if (setting.flag === undefined || setting.secret === true || taken.has(setting.flag)) continue;
      taken.add(setting.flag);
      command.addOption(optionOf(setting, source.title));
    }
  }
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

/** The sources named, in registry order; all when none is named. */
export async function chosenSources(names: unknown): Promise<readonly SourceDefinition[]> {
  const { sources, sourceByName } = await import('../../extract/index.ts');
  const wanted = Array.isArray(names) ? names.map((name) => sourceByName(String(name))) : [];
  return wanted.length === 0 ? sources : sources.filter((source) => wanted.includes(source));
}
