import { describe, expect, it } from 'vitest';
import { MemoryRun } from '../support/memory-run.ts';
import { openmlWorld } from '../support/openml-world.ts';
import { extractOpenml, missesOf, storedOf } from '../support/openml-workshop.ts';

const statuses = [500, 502, 503, 504] as const;
const down = (status: number) => ({ status, body: '<html><title>Bad gateway</title></html>', type: 'text/html' });

describe('a server under load', () => {
  it.each(statuses)('that answers a burst of %d is asked on, and all is had', async (status) => {
    const calm = await extractOpenml();
    let answered = 0;
    const burst = await extractOpenml({
      instead: () => {
        answered += 1;
        return answered > 6 && answered <= 13 ? down(status) : undefined;
      },
    });

    expect(burst.run.stored.map(({ line, body }) => [line.resource, line.url, body.toString()])).toEqual(
      calm.run.stored.map(({ line, body }) => [line.resource, line.url, body.toString()]),
    );
    expect(missesOf(burst)).toEqual(missesOf(calm));
  });

  it('is left alone after five failures in a row, then tried by one request at a time, and not hammered', async () => {
    let answered = 0;
    const { asked, ms } = await extractOpenml({
      instead: () => {
        answered += 1;
        return answered > 10 && answered <= 18 ? down(503) : undefined;
      },
    });

    // The fifth failure opens the breaker: ten seconds, then twenty, then forty.
    const gaps = asked.map(({ at }, index) => at - (asked[index - 1]?.at ?? 0));
    expect(gaps.slice(15, 18).every((gap) => gap >= 10_000)).toBe(true);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60_000);
    expect(ms).toBeGreaterThan(70_000);
    // Otherwise the pace is kept.
    expect(Math.min(...gaps.slice(1))).toBeGreaterThanOrEqual(500);
  });

  it('that fails for one thing alone leaves that one out, with the reason', async () => {
    const whole = await extractOpenml();
    const lacking = await extractOpenml({ instead: (path) => (path.endsWith('/task/201') ? down(502) : undefined) });

    expect(missesOf(lacking)).toContain('tasks 201 failed STEMMA_HTTP');
    expect(storedOf(lacking, 'tasks')).toHaveLength(storedOf(whole, 'tasks').length - 1);
    expect(storedOf(lacking, 'runs')).toEqual(storedOf(whole, 'runs'));
  });

  it('that answers 500 to the JSON of a record it cannot convert is asked for its XML, without much waiting', async () => {
    const calm = await extractOpenml();
    const found = await extractOpenml({ instead: (path) => (path.endsWith('json/run/13') ? down(500) : undefined) });

    const line = found.run.stored.find(({ line: { url, status } }) => url.endsWith('/xml/run/13') && status === 200);
    expect(line?.body.toString()).toContain('R&amp;D trees');
    expect(missesOf(found)).toEqual(missesOf(calm));
    expect(found.asked.filter(({ path }) => path.endsWith('json/run/13'))).toHaveLength(4);
    expect(found.ms - calm.ms).toBeLessThan(10_000);
    const refused = found.run.stored.find(({ line: { url } }) => url.endsWith('/json/run/13'))?.line;
    expect(refused).toMatchObject({ status: 500, context: { unreadable: 'status 500' } });
  });

  it('that is down stops the run, which can be resumed to the same', async () => {
    const [first] = openmlWorld.rows.run;
    const run = Array.from({ length: 30 }, (_, n) => ({ ...first, run_id: String(1000 + n) }));
    const world = { ...openmlWorld, rows: { ...openmlWorld.rows, run } };
    const whole = await extractOpenml({ world });
    let answered = 0;
    const memory = new MemoryRun();
    const stopped = extractOpenml({
      world,
      run: memory,
      instead: () => {
        answered += 1;
        return answered > 10 ? down(503) : undefined;
      },
    });

    await expect(stopped.then(() => 'done')).rejects.toMatchObject({ code: 'STEMMA_HTTP', retryable: true });
    const resumed = await extractOpenml({ world, run: memory });
    const urlsOf = ({ run: { stored } }: typeof whole) => stored.map(({ line }) => line.url).sort();
    expect(urlsOf(resumed)).toEqual(urlsOf(whole));
    expect(resumed.asked.length).toBeLessThan(whole.asked.length);
  });
});
