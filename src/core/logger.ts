import { pino } from 'pino';
import { createRedactor, type Redactor } from './redact.ts';

/** Structured log: a constant message, everything variable in the fields. Pure modules never log. */
export interface Logger {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
  /** The same log with `fields` on every line. */
  child(fields: Record<string, unknown>): Logger;
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogDestination {
  write(text: string): unknown;
}

export interface LoggerOptions {
  /** Default `warn`. */
  readonly level?: LogLevel;
  /** `json`: one object a line; `pretty`: for a person at a terminal. Default `json`. */
  readonly format?: 'json' | 'pretty';
  /** Values that must never appear, whatever field they are in. Token-like strings are masked besides. */
  readonly secrets?: readonly string[];
  /** Default: the standard error stream. Never the standard output, which belongs to results. */
  readonly destination?: LogDestination;
}

// Names and messages of remote origin may hold escape codes that would drive the terminal.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f]/g;

function visible(text: string): string {
  return text.replace(controls, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function prettyLine(json: string): string {
  const { level, time, msg, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const shown = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const clock = String(time).slice(11, 19);
  return `${visible([clock, String(level).toUpperCase(), String(msg), ...shown].join(' '))}\n`;
}

function wrap(target: pino.Logger, redact: Redactor): Logger {
  return {
    debug: (fields, message) => target.isLevelEnabled('debug') && target.debug(redact(fields), redact(message)),
    info: (fields, message) => target.isLevelEnabled('info') && target.info(redact(fields), redact(message)),
    warn: (fields, message) => target.isLevelEnabled('warn') && target.warn(redact(fields), redact(message)),
    error: (fields, message) => target.isLevelEnabled('error') && target.error(redact(fields), redact(message)),
    child: (fields) => wrap(target.child(redact(fields)), redact),
  };
}

/** Writes synchronously, so that the last lines before a crash are not lost. Secrets are masked in message and fields. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const { level = 'warn', format = 'json', secrets = [], destination } = options;
  const sink = destination ?? pino.destination({ fd: 2, sync: true });
  const stream = format === 'json' ? sink : { write: (line: string) => sink.write(prettyLine(line)) };
  const target = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Errors arrive here as plain records already, made by the redactor.
      serializers: { err: (value: unknown) => value },
    },
    { write: (line: string) => void stream.write(line) },
  );
  return wrap(target, createRedactor(secrets));
}

export const silentLogger: Logger = Object.freeze({
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
});
