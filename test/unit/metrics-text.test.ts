import { describe, expect, it } from 'vitest';
import { metricsText } from '../../src/pipeline/metrics-text.ts';
import type { RunReport } from '../../src/pipeline/report.ts';

const report: RunReport = {
  run: '2026-11-20_15-30-00_a1b2c3d4',
  state: 'complete',
  resources: { hf_models: { fetched: 3, new: 2, updated: 1, unchanged: 0, failed: 0 } },
  issues: { 'self-reference': 4 },
  seconds: 1.5,
  nodesCreated: 7,
};

describe('metrics of a run', () => {
  it('are in the text format: a help, a type and a value for each, with the run', async () => {
    const text = await metricsText(report);
    const run = 'run="2026-11-20_15-30-00_a1b2c3d4"';
    expect(text).toContain('# TYPE stemma_records gauge');
    expect(text).toContain(`stemma_records{resource="hf_models",outcome="new",${run}} 2`);
    expect(text).toContain(`stemma_issues{code="self-reference",${run}} 4`);
    expect(text).toContain(`stemma_graph_changes{change="nodesCreated",${run}} 7`);
    expect(text).toContain(`stemma_run_seconds{${run}} 1.5`);
    expect(text).toContain(`stemma_run_complete{${run}} 1`);
  });

  it('say nothing of a load that did not happen, and that a run is not complete', async () => {
    const { nodesCreated: _none, ...extracted } = report;
    const text = await metricsText({ ...extracted, state: 'interrupted' });
    expect(text).not.toContain('change="nodesCreated"');
    expect(text).toMatch(/stemma_run_complete\{[^}]*\} 0/);
  });
});
