import { counterNames, type RunReport } from '../pipeline/report.ts';
import type { Output } from './output.ts';
import { issueSamples } from './issue-samples.ts';
import { cut, duration, grouped, oneLine } from './text.ts';

const ofDomain = counterNames.filter(
  (name) => !['unchanged', 'runsRecorded', 'countersUpdated', 'removalsHeld'].includes(name),
);

/** What loading changed; nothing when nothing was loaded. */
export function counterLines(report: RunReport): string[] {
  if (report.nodesCreated === undefined) return [];
  const count = (name: (typeof counterNames)[number]): string => grouped(report[name] ?? 0);
  const held =
    (report.removalsHeld ?? 0) === 0
      ? []
      : [
          `held back      ${count('removalsHeld')} removals: the list showed too little; stemma load ${report.run} --accept-removals does them`,
        ];
  const rest = `accounts unchanged ${count('unchanged')}, counters updated ${count('countersUpdated')}, runs recorded ${count('runsRecorded')}`;
  if (ofDomain.every((name) => report[name] === 0))
    return [`nothing changed: the graph holds all of this already (${rest})`, ...held];
  return [
    `nodes          ${count('nodesCreated')} created, ${count('nodesUpdated')} updated, ${count('nodesDeleted')} deleted`,
    `relationships  ${count('relationshipsCreated')} created, ${count('relationshipsUpdated')} updated, ${count('relationshipsDeleted')} deleted`,
    `besides        ${rest}`,
    ...held,
  ];
}

/** A line a code: how many, and the first few things it was about. */
async function printIssues(output: Output, { run, issues }: RunReport, dataDir: string): Promise<void> {
  const codes = Object.entries(issues);
  if (codes.length === 0) return;
  await output.line(`issues         ${dataDir}/jsonld/${run}/issues.ndjson`);
  const samples = await issueSamples(
    dataDir,
    run,
    codes.map(([code]) => code),
  );
  for (const [code, count] of codes) {
    const shown = samples.get(code) ?? [];
    const more = count > shown.length && shown.length > 0 ? ', …' : '';
    const line = oneLine(`  ${code} ${grouped(count)}${shown.length === 0 ? '' : `: ${shown.join(', ')}${more}`}`);
    await output.text(output.terminal ? cut(line, output.width) : line);
  }
}

/** What was asked of others, and what held it up. */
export function httpLines({ http, sourceStages = {} }: Pick<RunReport, 'http' | 'sourceStages'>): string[] {
  if (http === undefined) return [];
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const requests = sum(http.requests.map(({ count }) => count));
  const known = sum(Object.values(sourceStages).map((stage) => stage.known));
  const lines = [
    `requests       ${grouped(requests)}, ${grouped(sum(http.requests.map(({ bytes }) => bytes)))} bytes, ${grouped(http.retries)} tried again; ${grouped(known)} answers known from earlier runs`,
  ];
  const reasons = new Map<string, number>();
  for (const { reason, seconds } of http.waits) reasons.set(reason, (reasons.get(reason) ?? 0) + seconds);
  if (reasons.size > 0)
    lines.push(
      `waits          ${[...reasons].map(([reason, seconds]) => `${duration(seconds)} ${reason}`).join(', ')}`,
    );
  for (const { host, bucket, quota, left, sent } of http.buckets) {
    const rest = left === undefined ? '' : `, ${grouped(left)} left of this window`;
    const whole = quota === undefined ? '' : ` of ${grouped(quota)} a window`;
    lines.push(`quota          ${bucket} at ${host}: ${grouped(sent)} sent${whole}${rest}`);
  }
  return lines;
}

/** Requests by endpoint and status. */
export function endpointLines({ http }: Pick<RunReport, 'http'>): string[] {
  const byEndpoint = new Map<string, string[]>();
  for (const { endpoint, status, count } of http?.requests ?? []) {
    const texts = byEndpoint.get(endpoint) ?? [];
    byEndpoint.set(endpoint, texts);
    texts.push(`${status === 0 ? 'no answer' : status} × ${grouped(count)}`);
  }
  return [...byEndpoint].map(([endpoint, texts]) => `  ${(endpoint || 'other').padEnd(22)} ${texts.join(', ')}`);
}

/** Time and rates of the stages that took any. */
export function stageLines({ sourceStages = {} }: Pick<RunReport, 'sourceStages'>): string[] {
  return Object.entries(sourceStages)
    .filter(([, { requests, known, records }]) => requests + known + records > 0)
    .map(([stage, { records, requests, known, listed, hidden, seconds, requestsPerSecond }]) => {
      const lists = listed === undefined ? '' : `${grouped(listed)} listed (${grouped(hidden ?? 0)} hidden), `;
      const counts = `${lists}${grouped(records)} records, ${grouped(requests)} requests, ${grouped(known)} known`;
      return `  ${stage.padEnd(26)} ${counts}, ${duration(seconds)}, ${requestsPerSecond.toFixed(1)} requests/s`;
    });
}

/** The end of a long command, for reading: resources, graph, issues, time. */
export async function printReport(output: Output, report: RunReport, dataDir: string): Promise<void> {
  const number = (count: number): string => (output.terminal ? grouped(count) : String(count));
  const resources = Object.entries(report.resources);
  if (resources.length > 0) {
    const right = ['fetched', 'new', 'updated', 'unchanged', 'failed'].map((title) => ({
      title,
      align: 'right' as const,
    }));
    await output.table(
      [{ title: 'resource' }, ...right],
      resources.map(([name, counts]) => [
        name,
        ...[counts.fetched, counts.new, counts.updated, counts.unchanged, counts.failed].map(number),
      ]),
    );
  }
  for (const line of [...counterLines(report), ...httpLines(report)]) await output.line(line);
  await printIssues(output, report, dataDir);
  await output.line(`run            ${report.run} ${report.state} after ${duration(report.seconds)}`);
}
