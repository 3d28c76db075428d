import { StemmaError } from '../core/errors.ts';

/** Parser of a flag that takes a whole number. */
export function wholeNumber(flag: string, least = 0): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw new StemmaError(
      'STEMMA_USAGE',
      `${flag} is not a whole number${least > 0 ? ` of at least ${least}` : ''}: ${JSON.stringify(text.slice(0, 100))}`,
    );
  };
}

/** Parser of a flag that takes a number from 0 to 1. */
export function share(flag: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= 0 && value <= 1) return value;
    throw new StemmaError('STEMMA_USAGE', `${flag} is no number from 0 to 1: ${JSON.stringify(text.slice(0, 100))}`);
  };
}

/** Collects a flag that may be given several times. */
export function collected(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text];
}

/** `k=v` pairs; the values stay text for who knows their types. */
export function pairs(flag: string, texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const text of texts) {
    const at = text.indexOf('=');
    if (at < 1)
      throw new StemmaError('STEMMA_USAGE', `${flag} is not name=value: ${JSON.stringify(text.slice(0, 100))}`);
    found[text.slice(0, at)] = text.slice(at + 1);
  }
  return found;
}
