/** A score as a card or a file states it. */
export interface MetricValue {
  readonly value: number;
  /** Standard deviation, where written behind `±`. */
  readonly stdev?: number;
  /** `%` where written so. A number without a unit is never taken for a fraction or a percentage. */
  readonly unitText?: '%';
  /** The words it was read from, where it was no plain number. */
  readonly rawValue?: string;
}

export type MetricReading = MetricValue | { readonly fault: 'no-value' | 'not-a-number' | 'wrong-shape' };

const number = String.raw`[+-]?(?:\d{1,40}(?:\.\d{0,400})?|\.\d{1,400})(?:e[+-]?\d{1,3})?`;
const written = new RegExp(
  String.raw`^(${number}) ?(%)?(?: ?(?:±|\+\/-|\+-) ?(${number}) ?(%)?| ?\((?:±|\+\/-|\+-) ?(${number}) ?(%)?\))?$`,
  'i',
);
/** Longer words are prose, not a score. */
const longest = 200;
/** What authors write where they have none yet. */
const blank = /^(?:|n\/?a%?|n\.a\.|-+|\?+|tbd|tba|todo|wip|none|null|unknown|training|xx\.xx)$/i;

/** A number, or words that are one number with at most its deviation and a per cent sign. Nothing else is guessed at. */
export function readMetricValue(stated: unknown): MetricReading {
  if (stated === undefined || stated === null) return { fault: 'no-value' };
  if (typeof stated === 'number') return Number.isFinite(stated) ? { value: stated + 0 } : { fault: 'not-a-number' };
  if (typeof stated !== 'string') return { fault: 'wrong-shape' };
  const text = stated.length > longest ? stated : stated.trim().replaceAll(/[\s\u00A0]+/g, ' ');
  if (blank.test(text)) return { fault: 'no-value' };
  const match = text.length > longest ? null : written.exec(text);
  const [, mean = '', percent, behind, percentBehind, within, percentWithin] = match ?? [];
  const value = Number(mean);
  const deviation = behind ?? within;
  const stdev = deviation === undefined ? undefined : Number(deviation);
  if (match === null || !Number.isFinite(value) || (stdev !== undefined && !isDeviation(stdev))) {
    return { fault: 'not-a-number' };
  }
  return {
    value: value + 0,
    rawValue: stated,
    ...(stdev === undefined ? {} : { stdev }),
    ...((percent ?? percentBehind ?? percentWithin) === undefined ? {} : { unitText: '%' as const }),
  };
}

function isDeviation(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}
