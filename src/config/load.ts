import { readFileSync } from 'node:fs';
import { StemmaError } from '../core/errors.ts';
import { besideFile, fileKey, unknownKeys, valueInFile, type ConfigFile } from './file.ts';
import { lookAlikes } from './look-alikes.ts';
import { parseSetting } from './parse-setting.ts';
import { fileName, otherKnownNames, type SettingRow } from './settings.ts';

/** Where a value came from; `name` is the flag, variable, variable of the secret's file, or the configuration file. */
export interface SettingOrigin {
  readonly kind: 'flag' | 'environment' | 'file' | 'config' | 'default' | 'unset';
  readonly name?: string;
}

export interface LoadedSetting {
  readonly row: SettingRow;
  readonly value: unknown;
  readonly origin: SettingOrigin;
}

/** All settings of one command, parsed once and frozen. */
export interface LoadedSettings {
  readonly settings: readonly LoadedSetting[];
  /** By the row's key; undefined when unset. */
  readonly value: (key: string) => unknown;
  /** What a source is given: its settings by name. */
  readonly ofSource: (name: string) => Readonly<Record<string, unknown>>;
  /** Values that must never be shown. */
  readonly secrets: readonly string[];
  /** Unknown names in the environment, one sentence each. */
  readonly warnings: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** By long flag without dashes; only those the user gave. */
export type GivenFlags = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** Where settings are looked for. */
export interface SettingsFrom {
  readonly flags?: GivenFlags;
  /** Default: that of the process. */
  readonly env?: Environment;
  readonly file?: ConfigFile | undefined;
}

function readSecretFile(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new StemmaError('STEMMA_CONFIG', `the file named by ${variable} cannot be read`, {
      hint: `check the path in ${variable}`,
      context: { path },
      cause,
    });
  }
}

function fromFlag(row: SettingRow, flags: GivenFlags): LoadedSetting | undefined {
  const given = row.flag === undefined || row.secret === true ? undefined : flags[row.flag];
  if (given === undefined || given === '') return undefined;
  const name = `--${row.flag}`;
  const value = Array.isArray(given)
    ? given.flatMap((one) => parseSetting(row, String(one), name))
    : parseSetting(row, String(given), name);
  return { row, value, origin: { kind: 'flag', name } };
}

function fromEnvironment(row: SettingRow, env: Environment): LoadedSetting | undefined {
  for (const name of row.env) {
    const text = env[name]?.trim();
    if (text !== undefined && text !== '')
      return { row, value: parseSetting(row, text, name), origin: { kind: 'environment', name } };
    const path = row.secret === true ? env[fileName(name)]?.trim() : undefined;
    if (path === undefined || path === '') continue;
    const secret = readSecretFile(fileName(name), path);
    if (secret !== '')
      return { row, value: parseSetting(row, secret, fileName(name)), origin: { kind: 'file', name: fileName(name) } };
  }
  return undefined;
}

function fromConfigFile(row: SettingRow, file: ConfigFile | undefined): LoadedSetting | undefined {
  const found = file === undefined ? undefined : valueInFile(row, file);
  if (file === undefined || found === undefined) return undefined;
  const from = `${fileKey(row)} in ${file.path}`;
  if (Array.isArray(found) && row.kind !== 'list')
    throw new StemmaError('STEMMA_CONFIG', `${from} is a list, and one value is wanted`, { hint: row.doc });
  const value = parseSetting(row, Array.isArray(found) ? found.join(',') : String(found), from);
  const placed = row.kind === 'path' && typeof value === 'string' ? besideFile(value, file) : value;
  return { row, value: placed, origin: { kind: 'config', name: file.path } };
}

/** Defaults of durations and shares are written as people write them. */
function defaultOf(row: SettingRow): unknown {
  const isQuantity = row.kind === 'duration' || row.kind === 'share';
  return isQuantity ? parseSetting(row, String(row.default), 'the default') : row.default;
}

/**
 * One setting, from where it is given first.
 * @throws StemmaError STEMMA_CONFIG for a value that cannot be parsed
 */
export function resolveSetting(
  row: SettingRow,
  { flags = {}, env = process.env, file }: SettingsFrom = {},
): LoadedSetting {
  return (
    fromFlag(row, flags) ??
    fromEnvironment(row, env) ??
    fromConfigFile(row, file) ??
    (row.default === undefined
      ? { row, value: undefined, origin: { kind: 'unset' } }
      : { row, value: defaultOf(row), origin: { kind: 'default' } })
  );
}

function knownNames(table: readonly SettingRow[]): Set<string> {
  const own = table.flatMap((row) => [...row.env, ...(row.secret === true ? row.env.map(fileName) : [])]);
  return new Set([...own, ...otherKnownNames]);
}

/** A sentence for each name in the environment or the configuration file that is no setting, and was probably meant as one. */
export function unknownNames(table: readonly SettingRow[], { env = process.env, file }: SettingsFrom = {}): string[] {
  const withSources = table.some((row) => row.source !== undefined);
  const prefixes = withSources ? undefined : ['STEMMA_', 'NEO4J_'];
  const inEnvironment = lookAlikes(Object.keys(env), knownNames(table), prefixes).map(([name, near]) =>
    near === undefined
      ? `${name} is not a setting; stemma help environment lists them`
      : `${name} is not a setting; did you mean ${near}?`,
  );
  return [...inEnvironment, ...(file === undefined ? [] : unknownKeys(file, table))];
}

/**
 * Flag > environment > configuration file > default, an empty text being unset. Secrets come from the environment or from the file that
 * `<NAME>_FILE` names, never from a flag or the configuration file.
 * @throws StemmaError STEMMA_CONFIG for a value that cannot be parsed
 */
export function loadSettings(
  table: readonly SettingRow[],
  flags: GivenFlags = {},
  env: Environment = process.env,
  file?: ConfigFile,
): LoadedSettings {
  const settings = table.map((row) => Object.freeze(resolveSetting(row, { flags, env, file })));
  const byKey = new Map(settings.map((setting) => [setting.row.key, setting.value]));
  const secrets = settings.flatMap((setting) =>
    setting.row.secret === true && typeof setting.value === 'string' ? [setting.value] : [],
  );
  return Object.freeze({
    settings: Object.freeze(settings),
    value: (key: string) => byKey.get(key),
    ofSource: (name: string) =>
      Object.freeze(
        Object.fromEntries(
          settings.filter((setting) => setting.row.source === name).map((setting) => [setting.row.name, setting.value]),
        ),
      ),
    secrets: Object.freeze(secrets.flatMap((secret) => [secret, ...secret.split('/').slice(1)])),
    warnings: Object.freeze(unknownNames(table, { env, file })),
  });
}
