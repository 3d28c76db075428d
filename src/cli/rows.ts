import { nearest } from '../config/look-alikes.ts';
import { StemmaError } from '../core/errors.ts';
import type { OptionValues } from './command.ts';
import { csv, tsv } from './delimited.ts';
import { exitCodes } from './exit-codes.ts';
import { cellText, toJsonLine, type Output } from './output.ts';
import { oneLine } from './text.ts';

type Item = Readonly<Record<string, unknown>>;

/** The rows of a command, in every format. */
export interface RowSet {
  readonly items: readonly Item[];
  /** Names that may be chosen with `--fields`, in the order of columns. */
  readonly fields: readonly string[];
  /** The field `--format quiet` prints. */
  readonly id: string;
  /** The one JSON value, with its items limited by `pick`. */
  value(pick: <T extends object>(item: T) => T): unknown;
  /** For reading, when no fields are chosen. */
  human(): Promise<void>;
}

/** The names of a type's fields, none forgotten. */
export function fieldsOf<T>(names: Readonly<Record<keyof T, true>>): readonly string[] {
  return Object.keys(names);
}

/** @throws StemmaError STEMMA_USAGE naming the nearest field and listing all */
export function chosenFields(given: unknown, available: readonly string[]): readonly string[] | undefined {
  if (typeof given !== 'string') return undefined;
  const chosen = [...new Set(given.split(',').map((name) => name.trim()))].filter((name) => name !== '');
  const unknown = chosen.find((name) => !available.includes(name));
  if (unknown === undefined && chosen.length > 0) return chosen;
  const near = unknown === undefined ? undefined : nearest(unknown, available);
  throw new StemmaError(
    'STEMMA_USAGE',
    unknown === undefined ? '--fields names no field' : `there is no field ${unknown}`,
    {
      hint: `${near === undefined ? '' : `did you mean ${near}? `}fields: ${available.join(', ')}`,
      context: { candidates: available },
    },
  );
}

export async function printFields(output: Output, fields: readonly string[]): Promise<void> {
  if (output.json) await output.result({ fields });
  else await output.line(fields.join('\n'));
}

function picker(fields: readonly string[] | undefined): <T extends object>(item: T) => T {
  if (fields === undefined) return (item) => item;
  // A part of the item, for writing only.
  return <T extends object>(item: T): T =>
    Object.fromEntries(fields.filter((name) => name in item).map((name) => [name, (item as Item)[name]])) as T;
}

async function table(output: Output, items: readonly Item[], fields: readonly string[]): Promise<void> {
  if (items.length === 0) return output.say('nothing found');
  const isNumber = (name: string): boolean =>
    items.every((item) => item[name] === null || item[name] === undefined || typeof item[name] === 'number');
  await output.table(
    fields.map((title) => ({ title, align: isNumber(title) ? ('right' as const) : ('left' as const) })),
    items.map((item) => fields.map((name) => cellText(item[name]))),
  );
}

/** Writes the rows in the format asked for; the exit code is 3 when there are none and `--fail-if-empty` was given. */
export async function printRows(output: Output, options: OptionValues, rows: RowSet): Promise<number> {
  if (options['fields'] === true) {
    await printFields(output, rows.fields);
    return exitCodes.done;
  }
  const fields = chosenFields(options['fields'], rows.fields);
  const { items } = rows;
  const columns = fields ?? rows.fields;
  const cells = (): string[][] => items.map((item) => columns.map((name) => cellText(item[name])));
  switch (output.format) {
    case 'json':
    case 'agent':
      await output.result(rows.value(picker(fields)));
      break;
    case 'ndjson':
      for (const item of items) await output.line(toJsonLine(picker(fields)(item)));
      break;
    case 'csv':
      await output.write(csv(columns, cells()));
      break;
    case 'tsv':
      await output.write(tsv(columns, cells()));
      break;
    case 'quiet':
      for (const item of items) await output.line(oneLine(cellText(item[rows.id])));
      break;
    case 'human':
      await (fields === undefined ? rows.human() : table(output, items, fields));
  }
  if (items.length > 0 || options['failIfEmpty'] !== true) return exitCodes.done;
  output.complain(`nothing found: exit ${exitCodes.recordsFailed} as asked for`);
  return exitCodes.recordsFailed;
}
