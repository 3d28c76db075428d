import { resolve } from 'node:path';
import type { Clock } from '../core/clock.ts';
import { newRunId } from '../core/clock.ts';
import { isStemmaError } from '../core/errors.ts';
import type { BreakerOptions } from '../core/http/circuit-breaker.ts';
import type { HttpClient } from '../core/http/types.ts';
import type { Logger } from '../core/logger.ts';
import { earlierRuns } from '../core/run/earlier-runs.ts';
import type { ProgressSink } from '../core/progress.ts';
import type { SettingDefinition, SourceDefinition } from '../../extract/source.ts';
import { chooseStages, type StageChoice } from './source-stages.ts';
import type { PlannedSource } from './stages.ts';

/** The graph a pipeline loads into; `uri` undefined is the embedded one of the data directory. */
export interface GraphTarget {
  readonly uri?: string;
  readonly neo4j: { readonly user: string; readonly password: string; readonly database?: string };
}

export interface HttpOptions {
  readonly concurrency: number;
  readonly onWait: (seconds: number, reason: string) => void;
  /** Tries after the first; the client's own default when absent. */
  readonly maxRetries?: number;
  /** See `HttpClientOptions`. */
  readonly quotaShare?: number;
  readonly spacing?: Readonly<Record<string, number>>;
  readonly pace?: number;
  readonly breaker?: BreakerOptions;
}

/** What every stage is given. */
export interface PipelineContext {
  readonly dataDir: string;
  readonly graph: GraphTarget;
  readonly progress: ProgressSink;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Aborted when the user asks to stop. */
  readonly signal: AbortSignal;
  /** A client of its own budget for one source; `onWait` is told before every wait. */
  createHttp(options: HttpOptions): HttpClient;
  /** Take locks whoever holds them. */
  readonly force?: boolean;
  /** Copy content and evidence into the graph's Descriptions. */
  readonly inlineContent?: boolean;
  /** Remove what a complete list does not show, however little it shows. */
  readonly acceptRemovals?: boolean;
  /** Where the report is wanted besides the run's own folder. */
  readonly reportFile?: string;
  /** Values that no report may hold. */
  readonly secrets?: readonly string[];
}

/** One source's part of a run. */
export interface SourcePlan {
  readonly source: SourceDefinition;
  /** Effective values, secrets included; what the run folder froze earlier wins over them. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly firstSeq: number;
  /** Names of the stages chosen, in the source's order. */
  readonly stages: readonly string[];
}

export interface RunPlan {
  readonly run: string;
  readonly sources: readonly SourcePlan[];
  /** Nothing that earlier runs were answered is used. */
  readonly fresh?: boolean;
}

const mask = '***';
const seqsPerSource = 1_000_000;

/** Settings as they are written down: secrets masked, relative paths made absolute so that a run can be resumed from anywhere. */
export function frozenSettings(
  definitions: readonly SettingDefinition[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const isSecret = (name: string): boolean =>
    definitions.some((setting) => setting.name === name && setting.secret === true);
  const isPath = (name: string): boolean =>
    definitions.some((setting) => setting.name === name && setting.kind === 'path');
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      isSecret(name) ? mask : isPath(name) && typeof value === 'string' ? resolve(value) : value,
    ]),
  );
}

/** What a run goes on with: the frozen settings, with the secrets of today. */
export function thawedSettings(
  definitions: readonly SettingDefinition[],
  frozen: Readonly<Record<string, unknown>>,
  today: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const secrets = definitions
    .filter((setting) => setting.secret === true)
    .map((setting) => [setting.name, today[setting.name]]);
  return Object.freeze({ ...frozen, ...Object.fromEntries(secrets) });
}

export interface PlanOptions extends Partial<StageChoice> {
  readonly fresh?: boolean;
}

/**
 * A new run: one id, shared by the sources; each source's ledger counts from its own million. Sources of which no stage is
 * chosen are left out.
 * @throws StemmaError STEMMA_USAGE for a stage that does not exist, and when none is left
 */
export function planRun(
  sources: readonly SourceDefinition[],
  settingsOf: (source: string) => Readonly<Record<string, unknown>>,
  clock: Clock,
  options: PlanOptions = {},
): RunPlan {
  const { fresh, select = [], exclude = [] } = options;
  const stagesOf = chooseStages(sources, settingsOf, { select, exclude });
  return {
    ...(fresh === undefined ? {} : { fresh }),
    run: newRunId(clock),
    sources: sources
      .filter((source) => stagesOf.has(source.name))
      .map((source, index) => ({
        source,
        settings: settingsOf(source.name),
        firstSeq: index * seqsPerSource + 1,
        stages: stagesOf.get(source.name) ?? [],
      })),
  };
}

/**
 * The plan with settings that mean something only now (`--since last`) put as what they mean. To be called before anything is
 * written.
 * @throws StemmaError STEMMA_USAGE when they mean nothing
 */
export async function settlePlan(plan: RunPlan, { dataDir }: Pick<PipelineContext, 'dataDir'>): Promise<RunPlan> {
  const sources: SourcePlan[] = [];
  for (const part of plan.sources) {
    const earlier = await earlierRuns(dataDir, part.source.name).catch((error: unknown) => {
      // The run itself meets the same, and reports it.
      if (isStemmaError(error, 'STEMMA_DISK')) return [];
      throw error;
    });
    const settings = part.source.resolveSettings?.(part.settings, earlier) ?? part.settings;
    sources.push({ ...part, settings });
  }
  return { ...plan, sources };
}

/** The plan as it is written down. */
export function plannedSources(plan: RunPlan): Record<string, PlannedSource> {
  return Object.fromEntries(
    plan.sources.map(({ source, settings, firstSeq, stages }) => [
      source.name,
      { settings: frozenSettings(source.settings, settings), firstSeq, stages },
    ]),
  );
}
