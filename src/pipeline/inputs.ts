import { readFile } from 'node:fs/promises';
import { messageOf, StemmaError } from '../core/errors.ts';
import { soundInput } from '../core/run/inputs.ts';
import { inputFileNameOf } from '../core/run/run-paths.ts';
import type { Manifest } from '../core/run/types.ts';
import type { SettingDefinition } from '../../extract/source.ts';

type Values = Readonly<Record<string, unknown>>;

function inputsAmong(definitions: readonly SettingDefinition[], values: Values): [SettingDefinition, string][] {
  return definitions.flatMap((setting): [SettingDefinition, string][] => {
    const path = values[setting.name];
    return setting.isInput === true && typeof path === 'string' && path !== '' ? [[setting, path]] : [];
  });
}

/**
 * The files the settings name, by the name under which a run keeps them.
 * @throws StemmaError STEMMA_CONFIG when one cannot be read
 */
export async function readInputs(
  definitions: readonly SettingDefinition[],
  values: Values,
): Promise<Record<string, Buffer>> {
  const inputs: Record<string, Buffer> = {};
  for (const [setting, path] of inputsAmong(definitions, values)) {
    inputs[inputFileNameOf(setting.name)] = await readFile(path).catch((cause: unknown) => {
      const names = [setting.flag === undefined ? [] : `--${setting.flag}`, ...setting.env].flat().join(' or ');
      throw new StemmaError('STEMMA_CONFIG', `the file named by ${names} cannot be read: ${messageOf(cause)}`, {
        hint: setting.doc,
        context: { path },
        cause,
      });
    });
  }
  return inputs;
}

/**
 * The settings with the run's own copies in place of the user's files, which may have changed or gone since.
 * @throws StemmaError STEMMA_RUN when a copy is damaged
 */
export async function withOwnInputs(
  dataDir: string,
  manifest: Manifest,
  definitions: readonly SettingDefinition[],
  values: Values,
): Promise<Values> {
  const own: Record<string, string> = {};
  for (const [setting] of inputsAmong(definitions, values)) {
    const path = await soundInput(dataDir, manifest, inputFileNameOf(setting.name));
    if (path !== undefined) own[setting.name] = path;
  }
  return Object.freeze({ ...values, ...own });
}
