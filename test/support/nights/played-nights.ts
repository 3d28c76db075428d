import { openGraph, type Graph } from '../../../src/index.ts';
import { stemmaHere } from '../cli-in-process.ts';
import { envOf, readStagedRun, type StagedRun } from '../staged-run.ts';
import { json, tempFolder, type CliResult } from '../stemma-cli.ts';
import { startNights, type Nights, type NightsOptions } from './server.ts';
import type { NightsStats } from './stats.ts';

/** What one night asked, stored and told. */
export interface PlayedNight extends StagedRun {
  readonly stats: NightsStats;
}

/** A Hub that plays nights, and a data directory that runs go into, each from extract to load into the embedded graph. */
export class PlayedNights {
  readonly hub: Nights;
  readonly dataDir = tempFolder();

  private constructor(hub: Nights) {
    this.hub = hub;
  }

  static async start(options: NightsOptions = {}): Promise<PlayedNights> {
    return new PlayedNights(await startNights({ realTime: true, ...options }));
  }

  /** `stemma run huggingface`: on the first night of everything, later for what has moved since the last run. */
  async play(night: number, ...args: readonly string[]): Promise<PlayedNight> {
    this.hub.setNight(night);
    this.hub.resetStats();
    const selection = args.length > 0 ? args : night === 1 ? ['--all'] : ['--since', 'last', '--reconcile'];
    const result = await this.program('run', 'huggingface', ...selection, '--arxiv-spacing', '0s', '--json');
    const report = json(result);
    return {
      ...(await readStagedRun(this.dataDir, String(report['run']), report)),
      stats: this.hub.stats(),
    };
  }

  /** @throws when the program does not end well */
  async program(...args: readonly string[]): Promise<CliResult> {
    const result = await stemmaHere([...args, '--data-dir', this.dataDir], envOf(this.hub));
    if (result.code !== 0) throw new Error(`exit ${result.code}: ${result.stderr}`);
    return result;
  }

  graph(): Promise<Graph> {
    return openGraph({ dataDir: this.dataDir });
  }

  close(): Promise<void> {
    return this.hub.close();
  }
}
