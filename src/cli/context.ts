import { generalOf, type General } from '../config/general.ts';
import type { ConfigFile } from '../config/file.ts';
import { loadSettings, type GivenFlags, type LoadedSettings } from '../config/load.ts';
import { settingsTable, type SettingsOwner } from '../config/settings.ts';
import { configureBaseIri } from '../../ontology/iri.ts';
import type { Command } from 'commander';
import type { Interrupts } from './interrupts.ts';
import type { Output } from './output.ts';
import type { ProgressKind } from './progress-kinds.ts';

/** What every command is given. */
export interface CliContext {
  readonly output: Output;
  readonly interrupts: Interrupts;
  /** 0, 1 (`-v`), 2 (`-vv`). */
  readonly verbosity: number;
  readonly progress: ProgressKind;
  readonly flags: GivenFlags;
  readonly general: General;
  /** What `--config` or the working directory gave. */
  readonly configFile: ConfigFile | undefined;
  /** Settings with the rows of these sources; warns once of look-alikes in the environment. */
  settingsWith(sources: readonly SettingsOwner[]): LoadedSettings;
  /** What must not appear in any output. */
  readonly secrets: readonly string[];
  /** All commands with their arguments and options, for help and completion. */
  readonly program: () => Promise<Command>;
}

export interface ContextOptions {
  readonly output: Output;
  readonly interrupts: Interrupts;
  readonly verbosity: number;
  readonly progress: ProgressKind;
  readonly flags: GivenFlags;
  readonly configFile: ConfigFile | undefined;
  /** Filled with every secret that is read. */
  readonly secrets: string[];
  readonly program: () => Promise<Command>;
}

/** @throws StemmaError STEMMA_CONFIG when a general setting is wrong */
export function openContext(options: ContextOptions): CliContext {
  const { output, flags, secrets, configFile } = options;
  const warned = new Set<string>();
  const load = (sources: readonly SettingsOwner[]): LoadedSettings => {
    const settings = loadSettings(settingsTable(sources), flags, undefined, configFile);
    secrets.push(...settings.secrets.filter((secret) => !secrets.includes(secret)));
    for (const warning of settings.warnings) {
      if (!warned.has(warning)) output.warn(warning);
      warned.add(warning);
    }
    return settings;
  };
  const general = generalOf(load([]));
  configureBaseIri(general.baseIri);
  return { ...options, general, settingsWith: load };
}
