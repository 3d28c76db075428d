/** What stands in place of a secret. */
export const mask = '[redacted]';

// A token has more than thirty letters and digits; names of our own (`hf_leaderboard`) have fewer than sixteen in a row.
const patterns: readonly (readonly [RegExp, string])[] = [
  [/hf_[A-Za-z0-9]{16,}/g, mask],
  [/\b(Bearer)\s+[A-Za-z0-9._~+/=-]{4,}/gi, `$1 ${mask}`],
  // The password may itself hold an unescaped `@`: cut up to the last one before the path.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/?#]{1,1024}@/gi, `$1${mask}@`],
];

/** Fields whose text is a secret whatever it looks like. */
const secretField = /^(proxy-)?authorization$|^(set-)?cookie$|(token|password|secret)$/i;

/** Shorter values would tear harmless words apart, and no real token is that short. */
const shortestSecret = 4;
const deepest = 12;

export type Redactor = <T>(value: T) => T;

function inText(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, mask);
  for (const [pattern, replacement] of patterns) clean = clean.replace(pattern, replacement);
  return clean;
}

function plainError(error: Error): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(error).filter(([, value]) => value !== undefined));
  return {
    ...own,
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: error.cause }),
  };
}

function inValue(value: unknown, secrets: readonly string[], path: readonly object[]): unknown {
  if (typeof value === 'string') return inText(value, secrets);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (path.includes(value)) return '[circular]';
  if (path.length >= deepest) return '[deep]';
  const inner = [...path, value];
  if (value instanceof URL) return inText(value.href, secrets);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map((item) => inValue(item, secrets, inner));
  if (value instanceof Map || value instanceof Set) return inValue([...value], secrets, inner);
  const fields = value instanceof Error ? plainError(value) : value;
  const entries = Object.entries(fields).map(([key, item]) => [
    inText(key, secrets),
    typeof item === 'string' && item !== '' && secretField.test(key) ? mask : inValue(item, secrets, inner),
  ]);
  return Object.fromEntries(entries);
}

/** A secret as it may stand in a text: itself, in a URL, in JSON. */
function formsOf(secret: string): readonly string[] {
  // Through UTF-8, because encodeURIComponent throws on half a surrogate pair.
  return [secret, encodeURIComponent(Buffer.from(secret).toString()), JSON.stringify(secret).slice(1, -1)];
}

/**
 * Builds the function that takes secrets out of every string of a value, however deep, keys and errors included:
 * the given values themselves (also percent-encoded) and whatever looks like a token (`hf_…`, `Bearer …`) or
 * like `user:password@` in a URL. The value is copied, never changed; cycles and great depth are cut.
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const long = secrets.filter((secret) => secret.length >= shortestSecret);
  const forms = [...new Set(long.flatMap(formsOf))];
  // Longest first, so that a secret which contains another leaves no rest behind.
  forms.sort((a, b) => b.length - a.length);
  // The copy has the value's shape but for cut cycles, depth and errors turned into records.
  return <T>(value: T): T => inValue(value, forms, []) as T;
}
