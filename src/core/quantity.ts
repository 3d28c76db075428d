const units: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, min: 60, h: 3600, d: 86_400 };

/** `3s`, `1.5 h`, `2d`, `500ms`, or a plain number of seconds, in seconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,9}(?:\.\d{1,6})?)\s?(ms|s|m|min|h|d)?$/.exec(text.trim());
  return match === null ? undefined : Number(match[1]) * (units[match[2] ?? 's'] ?? 1);
}

/** `50%` or `0.5` as 0.5; undefined for anything that is no share above 0 and up to 1. */
export function parseShare(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,6})?)\s?(%)?$/.exec(text.trim());
  const value = match === null ? 0 : Number(match[1]) / (match[2] === undefined ? 1 : 100);
  return value > 0 && value <= 1 ? value : undefined;
}
