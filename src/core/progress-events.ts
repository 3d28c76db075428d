import { systemClock, type Clock } from './clock.ts';
import type { ProgressCounts, ProgressSink, ProgressStream } from './progress.ts';

const updateMs = 1000;

/**
 * For machines: one JSON object a line, `{"event": "start" | "update" | "wait" | "note" | "stop", "at", …}` with the counters
 * as they are told. Of a resource at most one update a second; the last counters stand in its `stop`.
 */
export function eventProgress(stream: ProgressStream, clock: Clock = systemClock): ProgressSink {
  const rows = new Map<string, { counts: ProgressCounts; toldAt: number }>();
  const tell = (event: string, more: Readonly<Record<string, unknown>>): void =>
    void stream.write(`${JSON.stringify({ event, at: clock.now().toISOString(), ...more })}\n`);
  return {
    start(resource, total) {
      rows.set(resource, { counts: {}, toldAt: clock.monotonic() });
      tell('start', { resource, ...(total === undefined ? {} : { total }) });
    },
    update(resource, counts) {
      const before = rows.get(resource);
      const all = { ...before?.counts, ...counts };
      const isDue = before === undefined || clock.monotonic() - before.toldAt >= updateMs;
      rows.set(resource, { counts: all, toldAt: isDue ? clock.monotonic() : before.toldAt });
      if (isDue) tell('update', { resource, ...all });
    },
    wait: (resource, seconds, reason) =>
      tell('wait', { ...(resource === undefined ? {} : { resource }), seconds, reason }),
    note: (message) => tell('note', { message }),
    stop(resource, summary) {
      const counts = rows.get(resource)?.counts ?? {};
      rows.delete(resource);
      tell('stop', { resource, ...counts, ...(summary === undefined ? {} : { summary }) });
    },
    close: () => undefined,
  };
}
