import { isUtf8 } from 'node:buffer';

/** A body as a JSON object; undefined for a page, a list, and whatever else it is. */
export function jsonObject(body: Buffer): object | undefined {
  if (!isUtf8(body)) return undefined;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
