import type { Severity } from '../../../ontology/shape-rules.ts';
import { StemmaError } from '../../core/errors.ts';
import { type RuleFindings, severities } from './detail.ts';

export interface Thresholds {
  /** The least severity that counts. */
  readonly failOn: Severity;
  /** Findings that count, at most. */
  readonly most: number;
  /** By rule: so many findings of it do not count. */
  readonly allowed: ReadonlyMap<string, number>;
}

/** What is above the thresholds, a sentence each; none: nothing is. */
export function exceeded(rules: readonly RuleFindings[], { failOn, most, allowed }: Thresholds): readonly string[] {
  const grave = severities.slice(0, severities.indexOf(failOn) + 1);
  const counted = rules
    .filter(({ severity }) => grave.includes(severity))
    .map(({ rule, total }) => ({ rule, total, over: Math.max(0, total - (allowed.get(rule) ?? 0)) }))
    .filter(({ over }) => over > 0);
  const sum = counted.reduce((all, { over }) => all + over, 0);
  if (sum <= most) return [];
  return counted.map(({ rule, total }) => `${rule}: ${total}, allowed are ${allowed.get(rule) ?? 0}`);
}

/**
 * Numbers by rule, from `rule=number` texts and from a JSON object of a file; the texts win.
 * @throws StemmaError STEMMA_USAGE for a rule that there is not, or no number
 */
export function allowances(
  file: unknown,
  texts: Readonly<Record<string, string>>,
  known: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  if (file !== undefined && (typeof file !== 'object' || file === null || Array.isArray(file)))
    throw new StemmaError('STEMMA_USAGE', 'thresholds are a JSON object: {"MLModel-rule-licensed": 5000}');
  const all = new Map<string, unknown>([...Object.entries(file ?? {}), ...Object.entries(texts)]);
  return new Map(
    [...all].map(([rule, value]) => {
      if (!known.has(rule))
        throw new StemmaError('STEMMA_USAGE', `there is no rule ${JSON.stringify(rule.slice(0, 100))}`, {
          hint: 'stemma validate --rules lists them',
        });
      const number = typeof value === 'number' || /^\d+$/.test(String(value)) ? Number(value) : Number.NaN;
      if (Number.isSafeInteger(number) && number >= 0) return [rule, number];
      throw new StemmaError('STEMMA_USAGE', `the threshold of ${rule} is not a whole number`);
    }),
  );
}
