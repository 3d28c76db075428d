import { systemClock, type Clock } from './clock.ts';

/** What a long operation tells about itself. Injected by the CLI; everything below it only reports. */
export interface ProgressSink {
  /** `total`: records expected, when known. */
  start(resource: string, total?: number): void;
  /** Absolute values, not increments. */
  update(resource: string, counts: ProgressCounts): void;
  /** The resource (or, undefined, everything) stands still for `seconds` because of `reason`. */
  wait(resource: string | undefined, seconds: number, reason: string): void;
  note(message: string): void;
  stop(resource: string, summary?: string): void;
  /** Ends the display; timers are stopped. */
  close(): void;
}

export interface ProgressCounts {
  readonly records?: number;
  readonly requests?: number;
  readonly failed?: number;
  readonly retried?: number;
}

/** Where a display is written to: the standard error stream in the product. */
export interface ProgressStream {
  write(text: string): unknown;
  /** Width of a terminal, in characters. */
  readonly columns?: number;
}

export const silentProgress: ProgressSink = Object.freeze({
  start: () => undefined,
  update: () => undefined,
  wait: () => undefined,
  note: () => undefined,
  stop: () => undefined,
  close: () => undefined,
});

interface Row {
  readonly resource: string;
  readonly total: number | undefined;
  readonly startedAt: number;
  counts: ProgressCounts;
}

interface Pause {
  readonly until: number;
  readonly reason: string;
}

const everything = '';

/** `1,204`: the same on every machine, whatever its language. */
function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `45 s`, `3 min 5 s`, `2 h 10 min`. */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Names and reasons may be of remote origin: what could drive a terminal is taken out. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

/** The state behind both displays: rows in order of start, and what is being waited for. */
class Board {
  readonly rows = new Map<string, Row>();
  readonly #pauses = new Map<string, Pause>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(resource: string, total: number | undefined): void {
    this.rows.set(resource, { resource, total, startedAt: this.#clock.monotonic(), counts: {} });
  }

  update(resource: string, counts: ProgressCounts): void {
    if (!this.rows.has(resource)) this.start(resource, undefined);
    const row = this.rows.get(resource);
    if (row !== undefined) row.counts = { ...row.counts, ...counts };
  }

  pause(resource: string | undefined, seconds: number, reason: string): void {
    this.#pauses.set(resource ?? everything, { until: this.#clock.monotonic() + seconds * 1000, reason });
  }

  line(row: Row, summary?: string): string {
    const { records = 0, requests, failed, retried } = row.counts;
    const seconds = (this.#clock.monotonic() - row.startedAt) / 1000;
    // In the first moments a rate says nothing.
    const rate = seconds >= 1 ? records / seconds : 0;
    const parts = [`${grouped(records)}${row.total === undefined ? '' : ` of ${grouped(row.total)}`}`];
    if (requests !== undefined) parts.push(`${grouped(requests)} requests`);
    if (retried !== undefined && retried > 0) parts.push(`${grouped(retried)} retried`);
    if (failed !== undefined && failed > 0) parts.push(`${grouped(failed)} failed`);
    if (rate > 0) parts.push(`${grouped(rate)}/s`);
    if (summary !== undefined) parts.push(`${durationText(seconds)}`, summary);
    else {
      const rest = row.total === undefined || rate === 0 ? 0 : (row.total - records) / rate;
      if (rest > 0) parts.push(`${durationText(rest)} left`);
      const pause = this.#pauseOf(row.resource);
      if (pause !== undefined) parts.push(pause);
    }
    return plain(`${row.resource}: ${parts.join(' · ')}`);
  }

  #pauseOf(resource: string): string | undefined {
    const pause = this.#pauses.get(resource) ?? this.#pauses.get(everything);
    if (pause === undefined) return undefined;
    const seconds = (pause.until - this.#clock.monotonic()) / 1000;
    return seconds > 0 ? `waiting ${durationText(seconds)} (${pause.reason})` : undefined;
  }
}

function every(ms: number, action: () => void): () => void {
  const handle = setInterval(action, ms);
  // A display never keeps the process alive.
  handle.unref();
  return () => clearInterval(handle);
}

const redrawMs = 100;

/** One line per resource, redrawn in place, with rate, time left and the countdown of a wait. For terminals only. */
export function terminalProgress(stream: ProgressStream, clock: Clock = systemClock): ProgressSink {
  const board = new Board(clock);
  let drawn = 0;
  let lastDraw = Number.NEGATIVE_INFINITY;
  const erase = (): string => (drawn === 0 ? '' : `\u001b[${drawn}A\u001b[0J`);
  const draw = (above = ''): void => {
    const width = Math.max(20, (stream.columns ?? 80) - 1);
    const lines = [...board.rows.values()].map((row) => `${board.line(row).slice(0, width)}\n`);
    stream.write(`${erase()}${above}${lines.join('')}`);
    drawn = lines.length;
    lastDraw = clock.monotonic();
  };
  const stopTicking = every(1000, () => board.rows.size > 0 && draw());
  return {
    start(resource, total) {
      board.start(resource, total);
      draw();
    },
    update(resource, counts) {
      board.update(resource, counts);
      if (clock.monotonic() - lastDraw >= redrawMs) draw();
    },
    wait(resource, seconds, reason) {
      board.pause(resource, seconds, reason);
      draw();
    },
    note: (message) => draw(`${plain(message)}\n`),
    stop(resource, summary) {
      const row = board.rows.get(resource);
      if (row === undefined) return;
      board.rows.delete(resource);
      draw(`${board.line(row, summary ?? 'done')}\n`);
    },
    close() {
      stopTicking();
      if (board.rows.size > 0) draw();
      board.rows.clear();
      drawn = 0;
    },
  };
}

/** For logs and pipes: a line at the start of each resource, one every `everySeconds` while it runs, one at its end. */
export function lineProgress(stream: ProgressStream, everySeconds = 10, clock: Clock = systemClock): ProgressSink {
  const board = new Board(clock);
  const say = (line: string): void => void stream.write(`${plain(line)}\n`);
  const stopTicking = every(everySeconds * 1000, () => {
    for (const row of board.rows.values()) say(board.line(row));
  });
  return {
    start(resource, total) {
      board.start(resource, total);
      say(`${resource}: started${total === undefined ? '' : `, ${grouped(total)} expected`}`);
    },
    update: (resource, counts) => board.update(resource, counts),
    wait(resource, seconds, reason) {
      board.pause(resource, seconds, reason);
      // Short pauses are normal at any rate; the regular line tells about them soon enough.
      if (seconds >= 1)
        say(`${resource === undefined ? '' : `${resource}: `}waiting ${durationText(seconds)} (${reason})`);
    },
    note: say,
    stop(resource, summary) {
      const row = board.rows.get(resource);
      if (row === undefined) return;
      board.rows.delete(resource);
      say(board.line(row, summary ?? 'done'));
    },
    close: stopTicking,
  };
}

/** What was reported, kept for a test or a report. */
export interface CountingProgress extends ProgressSink {
  readonly counts: ReadonlyMap<string, ProgressCounts>;
  readonly waits: readonly {
    readonly resource: string | undefined;
    readonly seconds: number;
    readonly reason: string;
  }[];
  readonly notes: readonly string[];
  readonly stopped: readonly string[];
}

export function countingProgress(): CountingProgress {
  const counts = new Map<string, ProgressCounts>();
  const waits: { resource: string | undefined; seconds: number; reason: string }[] = [];
  const notes: string[] = [];
  const stopped: string[] = [];
  return {
    counts,
    waits,
    notes,
    stopped,
    start: (resource) => void counts.set(resource, {}),
    update: (resource, values) => void counts.set(resource, { ...counts.get(resource), ...values }),
    wait: (resource, seconds, reason) => void waits.push({ resource, seconds, reason }),
    note: (message) => void notes.push(message),
    stop: (resource) => void stopped.push(resource),
    close: () => undefined,
  };
}
