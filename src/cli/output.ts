import { terminalHints } from '../config/terminal.ts';
import type { Format } from './format.ts';
import { alignedTable, plainTable, type Column } from './table.ts';
import { plainSigns, safe } from './text.ts';

export interface OutputOptions {
  readonly format: Format;
  /** No talk. */
  readonly quiet: boolean;
  readonly color: boolean;
  /** Whether tables are cut to the terminal's width. */
  readonly truncate: boolean;
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';
const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/** Integers past 2^53 keep their digits, as text. */
function plainJson(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : String(value);
}

export function toJson(value: unknown): string {
  return JSON.stringify(value, plainJson, 2);
}

/** The same on one line. */
export function toJsonLine(value: unknown): string {
  return JSON.stringify(value, plainJson);
}

/** A value in a table: text as it is, nothing as nothing, the rest as JSON on one line. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, plainJson);
}

/** Data goes to stdout, talk to stderr. */
export class Output {
  readonly format: Format;
  /** Whether a command prints one JSON value. */
  readonly json: boolean;
  readonly quiet: boolean;
  /** Whether a person reads stdout directly. */
  readonly terminal: boolean;
  readonly width: number;
  readonly unicode: boolean;
  readonly #truncate: boolean;
  readonly #stdoutColor: boolean;
  readonly #stderrColor: boolean;

  constructor(options: OutputOptions) {
    const hints = terminalHints();
    this.format = options.format;
    this.json = ['json', 'ndjson', 'agent'].includes(options.format);
    this.quiet = options.quiet;
    this.terminal = process.stdout.isTTY === true;
    this.#truncate = options.truncate;
    this.width = process.stdout.columns ?? hints.columns ?? 100;
    this.unicode = hints.utf8;
    const allowed = options.color && !hints.noColor;
    const wanted = (stream: NodeJS.WriteStream): boolean =>
      allowed && (hints.forceColor || (stream.isTTY === true && !hints.dumb));
    this.#stdoutColor = wanted(process.stdout);
    this.#stderrColor = wanted(process.stderr);
  }

  /** Writes data as it is; resolves when the stream takes more. */
  async write(text: string | Uint8Array): Promise<void> {
    if (process.stdout.write(text)) return;
    await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
  }

  /** One or more lines of data. */
  async line(text = ''): Promise<void> {
    await this.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Lines for reading, with signs the terminal can show. */
  async text(text: string): Promise<void> {
    await this.line(this.unicode ? text : plainSigns(text));
  }

  /** The one JSON value of a command. */
  async result(value: unknown): Promise<void> {
    await this.line(this.format === 'json' ? toJson(value) : toJsonLine(value));
  }

  /** Aligned on a terminal, tab-separated in a pipe. */
  async table(columns: readonly Column[], rows: readonly (readonly string[])[]): Promise<void> {
    if (!this.terminal) return this.line(plainTable(columns, rows));
    const whole = alignedTable(columns, rows, Infinity);
    const fitted = this.#truncate ? alignedTable(columns, rows, this.width) : whole;
    await this.line(this.unicode ? fitted : fitted.replaceAll('…', '~'));
    if (fitted !== whole) this.say('cut to fit the terminal; --no-truncate shows all');
  }

  /** Talk: notes, next steps; whatever it quotes is made safe. Silent with `-q`. */
  say(text: string): void {
    if (!this.quiet) this.complain(text);
  }

  warn(text: string): void {
    if (!this.quiet) process.stderr.write(`${this.style('yellow', 'warning:', 'stderr')} ${this.#talk(text)}\n`);
  }

  /** Said even with `-q`. */
  complain(text: string): void {
    process.stderr.write(`${this.#talk(text)}\n`);
  }

  #talk(text: string): string {
    return this.unicode ? safe(text) : plainSigns(safe(text));
  }

  style(style: Style, text: string, stream: 'stdout' | 'stderr' = 'stdout'): string {
    if (!(stream === 'stdout' ? this.#stdoutColor : this.#stderrColor)) return text;
    const [on, off] = codes[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }

  /** ✓ ! ✗, or words a plain terminal can show. */
  mark(state: 'ok' | 'warning' | 'bad'): string {
    const [symbol, plain, style] = (
      { ok: ['✓', 'ok  ', 'green'], warning: ['!', '!   ', 'yellow'], bad: ['✗', 'FAIL', 'red'] } as const
    )[state];
    return this.style(style, this.unicode ? symbol : plain);
  }
}

/** A reader that stops early (`| head`) is not an error. */
export function toleratesClosedPipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Resolves when everything written to stdout has left the process. */
export async function flushed(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write('', () => resolve());
  });
}
