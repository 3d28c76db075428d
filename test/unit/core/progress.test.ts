import { describe, expect, it, vi } from 'vitest';
import {
  countingProgress,
  durationText,
  lineProgress,
  silentProgress,
  terminalProgress,
  type ProgressSink,
} from '../../../src/core/progress.ts';
import { eventProgress } from '../../../src/core/progress-events.ts';
import { FakeClock } from '../../support/fake-clock.ts';

function stream() {
  const written: string[] = [];
  return { write: (text: string) => written.push(text), columns: 100, written, text: () => written.join('') };
}

describe('progress when piped', () => {
  it('says when a resource starts and ends, and every ten seconds how far it is', async () => {
    vi.useFakeTimers();
    const [out, clock] = [stream(), new FakeClock({ auto: false })];
    const progress = lineProgress(out, 10, clock);
    progress.start('hf_models', 16_000);
    progress.update('hf_models', { records: 4000, requests: 4, failed: 0, retried: 1 });
    for (let ten = 0; ten < 2; ten += 1) {
      await Promise.all([clock.advance(10_000), vi.advanceTimersByTimeAsync(10_000)]);
    }
    progress.update('hf_models', { records: 16_000, requests: 16 });
    progress.stop('hf_models', 'complete');
    progress.close();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    expect(out.text().split('\n')).toEqual([
      'hf_models: started, 16,000 expected',
      'hf_models: 4,000 of 16,000 · 4 requests · 1 retried · 400/s · 30 s left',
      'hf_models: 4,000 of 16,000 · 4 requests · 1 retried · 200/s · 1 min 0 s left',
      'hf_models: 16,000 of 16,000 · 16 requests · 1 retried · 800/s · 20 s · complete',
      '',
    ]);
  });

  it('explains waits of a second and more, and passes notes on, without control characters', () => {
    const out = stream();
    const progress = lineProgress(out, 10, new FakeClock());
    progress.wait(undefined, 125, 'quota "api" used up');
    progress.wait('hf_models', 0.3, 'status 500');
    progress.note('redirect from \u001b[2Jorg/x');
    progress.close();
    expect(out.text()).toBe('waiting 2 min 5 s (quota "api" used up)\nredirect from  [2Jorg/x\n');
  });
});

describe('progress on a terminal', () => {
  it('redraws one line per resource, with the countdown of a wait', async () => {
    const [out, clock] = [stream(), new FakeClock({ auto: false })];
    const progress = terminalProgress(out, clock);
    progress.start('hf_models');
    progress.start('hf_cards');
    progress.wait(undefined, 61, 'quota "api" used up');
    expect(out.written.at(-1)).toBe(
      '\u001b[2A\u001b[0Jhf_models: 0 · waiting 1 min 1 s (quota "api" used up)\nhf_cards: 0 · waiting 1 min 1 s (quota "api" used up)\n',
    );
    await clock.advance(61_000);
    progress.update('hf_models', { records: 610 });
    expect(out.written.at(-1)).toContain('hf_models: 610 · 10/s\n');
    progress.stop('hf_models');
    expect(out.written.at(-1)).toBe('\u001b[2A\u001b[0Jhf_models: 610 · 10/s · 1 min 1 s · done\nhf_cards: 0\n');
    progress.close();
  });

  it('draws at most ten times a second, however many updates come', () => {
    const out = stream();
    const progress = terminalProgress(out, new FakeClock());
    for (let records = 0; records < 1000; records += 1) progress.update('hf_models', { records });
    expect(out.written.length).toBeLessThanOrEqual(1);
    progress.close();
  });

  it('cuts lines at the width of the terminal', () => {
    const out = { ...stream(), columns: 30 };
    const progress = terminalProgress(out, new FakeClock());
    progress.start('a'.repeat(200));
    progress.close();
    for (const line of out.text().split('\n')) expect(line.split('\u001b[0J').at(-1)?.length).toBeLessThan(30);
  });
});

it('counts for tests and reports', () => {
  const progress = countingProgress();
  for (const sink of [progress, silentProgress] satisfies ProgressSink[]) {
    sink.start('r', 2);
    sink.update('r', { records: 1 });
    sink.update('r', { records: 2, requests: 1 });
    sink.wait('r', 3, 'why');
    sink.note('n');
    sink.stop('r');
    sink.close();
  }
  expect(progress.counts.get('r')).toEqual({ records: 2, requests: 1 });
  expect([progress.waits, progress.notes, progress.stopped]).toEqual([
    [{ resource: 'r', seconds: 3, reason: 'why' }],
    ['n'],
    ['r'],
  ]);
});

it.each([
  [0, '0 s'],
  [59.2, '1 min 0 s'],
  [65, '1 min 5 s'],
  [7800, '2 h 10 min'],
])('%d seconds read %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

describe('progress as events', () => {
  it('is one object a line with absolute counters, at most one update a second', async () => {
    const [out, clock] = [stream(), new FakeClock({ auto: false })];
    const progress = eventProgress(out, clock);
    progress.start('hf_models', 10);
    progress.update('hf_models', { records: 1, requests: 1 });
    await clock.advance(1000);
    progress.update('hf_models', { records: 5 });
    progress.update('hf_models', { records: 6 });
    progress.wait(undefined, 61, 'quota "api" used up');
    progress.note('redirect from \u001b[2Jorg/x');
    progress.update('hf_models', { records: 10 });
    progress.stop('hf_models');
    progress.close();

    const events = out.written.map((line) => {
      const { at, ...event } = JSON.parse(line) as Record<string, unknown>;
      expect(at).toMatch(/^\d{4}-/);
      return event;
    });
    expect(events).toEqual([
      { event: 'start', resource: 'hf_models', total: 10 },
      { event: 'update', resource: 'hf_models', records: 5, requests: 1 },
      { event: 'wait', seconds: 61, reason: 'quota "api" used up' },
      { event: 'note', message: 'redirect from \u001b[2Jorg/x' },
      { event: 'stop', resource: 'hf_models', records: 10, requests: 1 },
    ]);
    expect(out.text()).not.toContain('\u001b');
  });
});
