import { Gauge, Registry } from 'prom-client';
import { counterNames, type RunReport } from './report.ts';

/**
 * A run's report in the Prometheus text format, for the textfile collector of a node exporter: written beside `report.json`.
 * Gauges, since each run starts from nothing; every sample carries the run's id.
 */
export async function metricsText(report: RunReport): Promise<string> {
  const registry = new Registry();
  registry.setDefaultLabels({ run: report.run });
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []): Gauge<T> =>
    new Gauge({ name: `stemma_${name}`, help, labelNames, registers: [registry] });

  gauge('run_complete', 'Whether the run is complete: 1, else 0.').set(Number(report.state === 'complete'));
  gauge('run_seconds', 'Duration of the command.').set(report.seconds);
  const records = gauge('records', 'Records of a resource by what became of them.', ['resource', 'outcome']);
  for (const [resource, { fetched, new: created, updated, unchanged, failed }] of Object.entries(report.resources)) {
    const outcomes = { fetched, new: created, updated, unchanged, failed };
    for (const [outcome, count] of Object.entries(outcomes)) records.set({ resource, outcome }, count);
  }
  const issues = gauge('issues', 'What the mapper could not use, by code.', ['code']);
  for (const [code, count] of Object.entries(report.issues)) issues.set({ code }, count);
  const changes = gauge('graph_changes', 'What the load did, as the report counts it.', ['change']);
  for (const name of counterNames) {
    const count = report[name];
    if (count !== undefined) changes.set({ change: name }, count);
  }
  return registry.metrics();
}
