import * as z from 'zod';

/** What the extractor itself needs of a page; everything else is the mapper's. */
const page = z.looseObject({ items: z.array(z.unknown()), next: z.string().min(1).nullish() });

export function readPage(body: Buffer): { readonly count: number; readonly next: string | undefined } | undefined {
  try {
    const read = page.safeParse(JSON.parse(body.toString('utf8')));
    return read.success ? { count: read.data.items.length, next: read.data.next ?? undefined } : undefined;
  } catch {
    return undefined;
  }
}
