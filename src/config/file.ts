import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { messageOf, StemmaError } from '../core/errors.ts';
import { nearest } from './look-alikes.ts';
import type { SettingRow } from './settings.ts';

/** Looked for in the working directory when `--config` names no other. */
export const configFileName = 'stemma.config.json';

/** A configuration file as it was read: general settings by name, those of a source under the source's name. */
export interface ConfigFile {
  /** As given; messages and origins name it so. */
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Names under which nobody should keep a value in a file that is committed and shared. */
const secretName = /token|passw|secret|api_?key|credential|auth$/i;
/** For editors; not a setting. */
const schemaKey = '$schema';

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuseSecret(path: string, key: string, env: string | undefined): never {
  throw new StemmaError('STEMMA_CONFIG', `${key} is a secret and may not stand in ${path}`, {
    hint:
      env === undefined
        ? 'take it out, and give it as a variable or as a file named by <VARIABLE>_FILE: stemma help environment'
        : `take it out, and set ${env}, or ${env}_FILE to the path of a file with it`,
    context: { path },
  });
}

function refuseSecretNames({ path, values }: ConfigFile): void {
  for (const [key, value] of Object.entries(values)) {
    if (secretName.test(key)) refuseSecret(path, key, undefined);
    for (const name of isSection(value) ? Object.keys(value) : [])
      if (secretName.test(name)) refuseSecret(path, `${key}.${name}`, undefined);
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new StemmaError('STEMMA_CONFIG', `${path} is not JSON: ${messageOf(cause)}`, {
      hint: 'stemma init --force writes a new one',
      context: { path },
      cause,
    });
  }
}

/** What may stand in the file; zod is loaded only when there is one. */
async function checked(path: string, document: unknown): Promise<ConfigFile['values']> {
  const z = await import('zod');
  const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]);
  const object = z.record(z.string(), z.unknown()).safeParse(document);
  const entries = Object.entries(object.data ?? {}).flatMap(([key, found]) =>
    isSection(found)
      ? Object.entries(found).map(([name, inner]): [string, unknown] => [`${key}.${name}`, inner])
      : [[key, found] satisfies [string, unknown]],
  );
  const wrong = entries.find(([, found]) => !value.safeParse(found).success);
  if (object.success && wrong === undefined) return object.data;
  const message =
    wrong === undefined
      ? `${path} is not a JSON object of settings`
      : `${wrong[0]} in ${path} is not a value of a setting`;
  throw new StemmaError('STEMMA_CONFIG', message, {
    hint: 'settings are texts, numbers, true or false, or lists of them: stemma help environment',
    context: { path },
  });
}

/**
 * The file `--config` names, else `stemma.config.json` of the working directory; undefined when there is none.
 * @throws StemmaError STEMMA_CONFIG when it cannot be read, is not an object of settings, or holds a secret
 */
export async function readConfigFile(given?: string): Promise<ConfigFile | undefined> {
  const path = given ?? configFileName;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (given === undefined && (cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StemmaError('STEMMA_CONFIG', `the configuration file cannot be read: ${messageOf(cause)}`, {
      hint: given === undefined ? 'check its permissions' : 'check --config; stemma init writes one',
      context: { path },
      cause,
    });
  }
  const file = { path, values: await checked(path, parsed(path, text)) };
  refuseSecretNames(file);
  return file;
}

/** How a setting is named in the file. */
export function fileKey(row: SettingRow): string {
  return row.source === undefined ? row.name : `${row.source}.${row.name}`;
}

/**
 * What the file says of a setting; undefined when nothing, or an empty text.
 * @throws StemmaError STEMMA_CONFIG when it is a secret
 */
export function valueInFile(row: SettingRow, { path, values }: ConfigFile): unknown {
  const section = row.source === undefined ? values : values[row.source];
  const value = isSection(section) && Object.hasOwn(section, row.name) ? section[row.name] : undefined;
  if (value === undefined || value === null || value === '' || isSection(value)) return undefined;
  if (row.secret === true) refuseSecret(path, fileKey(row), row.env[0]);
  return value;
}

/** Relative paths are those of the file, wherever the command is given. */
export function besideFile(value: string, { path }: ConfigFile): string {
  return isAbsolute(value) || dirname(path) === '.' ? value : join(dirname(resolve(path)), value);
}

function advice(key: string, table: readonly SettingRow[]): string {
  const byVariable = table.find((row) => row.env.includes(key.split('.').at(-1) ?? ''));
  if (byVariable !== undefined && byVariable.secret !== true) return `; it is written ${fileKey(byVariable)}`;
  const keys = table.filter((row) => row.secret !== true).map(fileKey);
  const near = nearest(key, keys) ?? keys.find((candidate) => candidate.split('.').at(-1) === key);
  return near === undefined ? '; stemma config show lists the settings' : `; did you mean ${near}?`;
}

/**
 * A sentence for each key that is no setting. Sections are judged only when the table has the rows of the sources.
 */
export function unknownKeys({ path, values }: ConfigFile, table: readonly SettingRow[]): string[] {
  const known = new Set(table.map(fileKey));
  const sources = new Set(table.flatMap((row) => row.source ?? []));
  const found: string[] = [];
  const check = (key: string): void => {
    if (!known.has(key)) found.push(`${key} in ${path} is not a setting${advice(key, table)}`);
  };
  for (const [key, value] of Object.entries(values)) {
    if (key === schemaKey) continue;
    if (!isSection(value)) check(key);
    else if (sources.has(key)) for (const name of Object.keys(value)) check(`${key}.${name}`);
    else if (sources.size > 0) {
      const near = nearest(key, sources);
      found.push(`${key} in ${path} is not a source${near === undefined ? '' : `; did you mean ${near}?`}`);
    }
  }
  return found;
}
