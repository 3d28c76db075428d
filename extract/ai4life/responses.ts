import * as z from 'zod';
import { StemmaError } from '../../src/core/errors.ts';

const pageSchema = z.object({ items: z.array(z.unknown()), total: z.number().int().nonnegative().optional() });
const errorSchema = z.object({ detail: z.unknown().optional(), error: z.unknown().optional() });

/** A page of the list. */
export interface ChildrenPage {
  readonly rows: readonly unknown[];
  /** Of the whole list, when it is told. */
  readonly total?: number;
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A list may come as an array or as an object that holds one; whichever was asked for.
 * @throws StemmaError STEMMA_RESPONSE_SHAPE when it is neither
 */
export function parsePage(body: Buffer, url: string): ChildrenPage {
  const value = parseJson(body);
  if (Array.isArray(value)) return { rows: value };
  const page = pageSchema.safeParse(value);
  if (page.success) {
    const { items, total } = page.data;
    return total === undefined ? { rows: items } : { rows: items, total };
  }
  throw new StemmaError('STEMMA_RESPONSE_SHAPE', 'a page of the collection is no list', {
    hint: 'is AI4LIFE_BASE_URL the address of a Hypha server? Nothing of this page was kept; the run can be resumed',
    context: { url },
  });
}

/** What an error answer says of itself. */
export function errorTextOf(body: Buffer): string {
  const value = parseJson(body);
  const parsed = errorSchema.safeParse(value);
  const said = parsed.success ? (parsed.data.detail ?? parsed.data.error) : undefined;
  return typeof said === 'string' ? said.slice(0, 500) : body.toString('utf8', 0, 300).trim();
}
