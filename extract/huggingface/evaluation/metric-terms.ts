/** Scheme of metrics in the IRIs of terms. */
export const metricScheme = 'hf-metric';

/** A metric's code as the Hub spells metrics: small letters, `_` for blanks. Undefined when nothing is left of the words. */
export function metricCode(words: string): string | undefined {
  const code = words
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, '_')
    .slice(0, longest);
  return code === '' ? undefined : code;
}

const longest = 120;

/**
 * Metrics that are shares of a whole, so that a value in per cent is known to lie between 0 and 100. Only for values whose unit
 * is stated: of `0.9` alone nobody can say whether it is 90 % or 0.9 %. Error rates are not here, they can pass 100 %.
 */
const shares: ReadonlySet<string> = new Set([
  'accuracy',
  'acc',
  'acc_norm',
  'balanced_accuracy',
  'precision',
  'recall',
  'f1',
  'exact_match',
  'em',
  'iou',
  'mean_iou',
  'dice',
  'auc',
  'roc_auc',
]);

export function isShare(code: string): boolean {
  return shares.has(code);
}
