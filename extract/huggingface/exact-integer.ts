const largest = 2n ** 63n - 1n;

export type IntegerReading =
  | { readonly value: number | string }
  | { readonly fault: 'wrong-shape' | 'integer-too-large' };

/**
 * A count as the source wrote it. Past 2^53 JSON numbers lose digits: then the digits are taken from the received text and
 * the value is a decimal string. `source` is asked only then.
 */
export function readCount(value: unknown, source: () => string | undefined): IntegerReading {
  if (typeof value !== 'number' || value < 0 || Number.isNaN(value)) return { fault: 'wrong-shape' };
  // Negative zero is zero.
  if (Number.isSafeInteger(value)) return { value: value + 0 };
  if (value < Number.MAX_SAFE_INTEGER) return { fault: 'wrong-shape' };
  const digits = source();
  if (digits === undefined || !/^\d{1,40}$/.test(digits)) {
    return { fault: value > Number(largest) ? 'integer-too-large' : 'wrong-shape' };
  }
  return BigInt(digits) <= largest ? { value: digits } : { fault: 'integer-too-large' };
}
