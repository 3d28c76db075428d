import { StemmaError } from '../core/errors.ts';

/** How data is written. `agent` is JSON on one line without progress, for a program that reads both streams. */
export const formats = ['human', 'json', 'ndjson', 'csv', 'tsv', 'quiet', 'agent'] as const;
export type Format = (typeof formats)[number];

/** Formats of one JSON value; of the others only commands that give rows have something. */
const ofValues: ReadonlySet<Format> = new Set<Format>(['human', 'json', 'ndjson', 'agent']);

function words(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end);
}

/** Whether one of these flags is among the arguments, before they are parsed. */
export function isFlag(argv: readonly string[], ...names: string[]): boolean {
  return words(argv).some((word) => names.includes(word));
}

/** The format, also when the arguments turn out to be wrong: the error is written in it. An unknown one is for the parser to refuse. */
export function formatOf(argv: readonly string[]): Format {
  if (isFlag(argv, '--json')) return 'json';
  const given = words(argv);
  const at = given.findLastIndex((word) => word === '--format' || word.startsWith('--format='));
  const text = given[at]?.split('=')[1] ?? given[at + 1];
  return (at === -1 ? undefined : formats.find((format) => format === text)) ?? 'human';
}

/** Whether `--fields` stands there without names: the fields there are, are asked for. */
export function asksForFields(argv: readonly string[]): boolean {
  const given = words(argv);
  const next = given[given.indexOf('--fields') + 1];
  return given.includes('--fields') && (next === undefined || next.startsWith('-'));
}

/** @throws StemmaError STEMMA_USAGE when both are given and differ */
export function assertOneFormat(json: unknown, format: unknown): void {
  if (json !== true || format === undefined || format === 'json') return;
  throw new StemmaError('STEMMA_USAGE', `--json and --format ${String(format)} exclude each other`, {
    hint: 'leave one of them out',
  });
}

/**
 * For what gives no rows.
 * @param more formats it has besides
 * @throws StemmaError STEMMA_USAGE for csv, tsv and quiet
 */
export function assertValueFormat(format: Format, what: string, ...more: Format[]): void {
  if (ofValues.has(format) || more.includes(format)) return;
  throw new StemmaError('STEMMA_USAGE', `${what} gives no rows that could be written as ${format}`, {
    hint: `formats here: ${[...ofValues, ...more].join(', ')}`,
  });
}
