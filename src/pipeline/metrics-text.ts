import { Gauge, Registry } from 'prom-client';
import { counterNames, type RunReport } from './report.ts';

type NewGauge = <T extends string>(name: string, help: string, labelNames?: readonly T[]) => Gauge<T>;

/**
 * A run's report in the Prometheus text format, for the textfile collector of a node exporter: written beside `report.json`.
 * Gauges, since each run starts from nothing; every sample carries the run's id.
 */
export async function metricsText(report: RunReport): Promise<string> {
  const registry = new Registry();
  registry.setDefaultLabels({ run: report.run });
  const gauge: NewGauge = (name, help, labelNames = []) =>
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
  httpMetrics(report, gauge);
  stageMetrics(report, gauge);
  return registry.metrics();
}

function httpMetrics({ http }: RunReport, gauge: NewGauge): void {
  if (http === undefined) return;
  const of = ['host', 'endpoint', 'status'] as const;
  const requests = gauge('http_requests', 'Tries and hops of redirects; status 0 is no answer.', of);
  const bytes = gauge('http_bytes', 'Bytes of decoded bodies.', of);
  for (const { host, endpoint, status, count, bytes: size } of http.requests) {
    requests.set({ host, endpoint, status: String(status) }, count);
    bytes.set({ host, endpoint, status: String(status) }, size);
  }
  gauge('http_retries', 'Tries after the first.').set(http.retries);
  const waits = gauge('http_wait_seconds', 'Time requests waited, by reason.', ['host', 'reason']);
  for (const { host, reason, seconds } of http.waits) waits.set({ host, reason }, seconds);
  const left = gauge('http_quota_left', 'Requests left of the window of a quota, or of our share of it.', [
    'host',
    'bucket',
  ]);
  for (const bucket of http.buckets)
    if (bucket.left !== undefined) left.set({ host: bucket.host, bucket: bucket.bucket }, bucket.left);
}

function stageMetrics({ sourceStages = {} }: RunReport, gauge: NewGauge): void {
  const seconds = gauge('stage_seconds', 'Time a stage of extraction took.', ['stage']);
  const counts = gauge('stage_count', 'What a stage of extraction did.', ['stage', 'what']);
  for (const [stage, report] of Object.entries(sourceStages)) {
    seconds.set({ stage }, report.seconds);
    const { requests, retried, records, failed, known, references } = report;
    const all = { requests, retried, records, failed, known, references };
    for (const [what, count] of Object.entries(all)) counts.set({ stage, what }, count);
  }
}
