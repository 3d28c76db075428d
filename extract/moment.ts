import type { Witness } from './entity-builder.ts';
import { isUtcDateTime } from './iso-date.ts';

/** A moment as the graph holds it, and what its witness has to say besides. */
export interface Moment {
  readonly utc: string;
  readonly witness: Pick<Witness, 'literal' | 'confidence'>;
}

/**
 * A moment in one of the forms that sources write: in UTC, a day (its beginning is meant), or without a zone, which is read as
 * UTC and is less sure for it. Undefined for everything else, and for days that do not exist: `0000-00-00`.
 */
export function momentOf(text: string): Moment | undefined {
  if (isUtcDateTime(text)) return { utc: text, witness: {} };
  if (day.test(text)) return checked(`${text}T00:00:00.000Z`, { literal: text });
  const [, date, time] = zoneless.exec(text) ?? [];
  return date === undefined || time === undefined
    ? undefined
    : checked(`${date}T${time}Z`, { literal: text, confidence: withoutZone });
}

function checked(utc: string, witness: Moment['witness']): Moment | undefined {
  return isUtcDateTime(utc) ? { utc, witness } : undefined;
}

const withoutZone = 0.9;
const day = /^\d{4}-\d{2}-\d{2}$/;
const zoneless = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)$/;
