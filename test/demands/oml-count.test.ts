import { describe, expect, it } from 'vitest';
import { stageLines } from '../../src/cli/report-view.ts';
import { StageClock } from '../../src/pipeline/stage-clock.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { extractOpenml, storedOf, subjectsOf } from '../support/openml-workshop.ts';

describe('the counts of a run', () => {
  it('tell how many runs were listed, fetched and failed, and how many the list hides from others', async () => {
    const { counts } = await extractOpenml();

    expect(counts['openml_runs']).toMatchObject({ listed: 7, hidden: 1, records: 6, failed: 1 });
  });

  it('are true: the hidden run is had, and asked for as one with errors', async () => {
    const found = await extractOpenml();

    expect(subjectsOf(found)[0]).toBe('run/list/show_errors/true/limit/50/offset/0');
    expect(subjectsOf(found)[1]).toBe('run/list/run/11,12,13,14,15,16,17/limit/7/offset/0');
    const ids = storedOf(found, 'runs').map(
      (body) => (JSON.parse(body.toString()) as { run: { run_id: string } }).run.run_id,
    );
    expect(ids).toEqual(['11', '12', '13', '14', '15', '17']);
  });

  it('count each run once, though the list repeats it', async () => {
    const calm = await extractOpenml();
    const row = /<oml:run>[^]*?<\/oml:run>/.exec(calm.run.stored[0]?.body.toString() ?? '')?.[0] ?? '';
    const repeated = await extractOpenml({
      instead: (path) =>
        path.endsWith('show_errors/true/limit/50/offset/0')
          ? { status: 200, body: `<oml:runs xmlns:oml="http://openml.org/openml">${row}${row}${row}</oml:runs>` }
          : undefined,
    });

    // The server counts the repeated rows too, and goes on behind them: with the last four.
    expect(repeated.counts['openml_runs']).toMatchObject({ listed: 5, records: 4, failed: 1 });
    expect(subjectsOf(repeated)).toContain('run/list/show_errors/true/limit/47/offset/3');
  });

  it('take an end only for one when the server says so, and a list that turns in a circle for none', async () => {
    const all = { all: true, pageSize: 3 };
    const whole = await extractOpenml({ settings: all });
    const first = whole.run.stored[0]?.body.toString() ?? '';
    const circle = await extractOpenml({
      settings: all,
      instead: (path) => (path.includes('run/list/show_errors') ? { status: 200, body: first } : undefined),
    });

    expect(whole.counts['openml_runs']).toMatchObject({ listed: 7, hidden: 1 });
    expect(whole.run.complete).toContainEqual({ of: 'Run', resource: 'openml_run_list' });
    expect(circle.counts['openml_runs']).toMatchObject({ listed: 3 });
    expect(circle.run.complete).toEqual([]);
  });

  it('stand in the report of the run, for reading as well', async () => {
    const { counts } = await extractOpenml();
    const clock = new FakeClock();
    const stages = new StageClock(['openml_runs', 'openml_enriched_flows'], clock);
    for (const stage of ['openml_runs', 'openml_enriched_flows']) {
      stages.start(stage);
      const found = counts[stage];
      if (found !== undefined) stages.count(stage, found);
      await clock.advance(1000);
      stages.end(stage);
    }
    const sourceStages = stages.reports();

    expect(sourceStages['openml_runs']).toMatchObject({ listed: 7, hidden: 1, records: 6, failed: 1 });
    expect(sourceStages['openml_enriched_flows']).not.toHaveProperty('listed');
    expect(stageLines({ sourceStages })[0]).toContain('7 listed (1 hidden), 6 records');
  });
});
