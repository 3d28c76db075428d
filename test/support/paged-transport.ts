import type { Transport } from '../../src/core/http/types.ts';
import type { FakeClock } from './fake-clock.ts';

/** What a page answers instead of itself; `count` is how often this page was asked for before. */
export type Instead = (
  page: number,
  count: number,
) => { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | undefined;

export interface PagedTransport {
  readonly transport: Transport;
  /** Times on the clock, ms, and pages, in the order of asking. */
  readonly asked: readonly { readonly page: number; readonly at: number }[];
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** The model list of a Hub with one model on each of so many pages, on virtual time: an answer takes a tenth of a second. */
export function pagedTransport(clock: FakeClock, pages: number, instead: Instead = () => undefined): PagedTransport {
  const asked: { page: number; at: number }[] = [];
  const transport: Transport = {
    async send({ url }) {
      const page = Number(new URL(url).searchParams.get('cursor') ?? 1);
      const count = asked.filter((one) => one.page === page).length;
      asked.push({ page, at: clock.monotonic() });
      await clock.sleep(100);
      const other = instead(page, count);
      const type = { 'content-type': 'application/json; charset=utf-8' };
      if (other !== undefined) {
        const body = bytes(JSON.stringify({ error: 'scripted' }));
        return { status: other.status, headers: { ...type, ...other.headers }, body };
      }
      const next = new URL(url);
      next.searchParams.set('cursor', String(page + 1));
      const link: Record<string, string> = page < pages ? { link: `<${next.href}>; rel="next"` } : {};
      const row = { _id: String(page).padStart(24, '0'), id: `moss/m${page}`, createdAt: '2026-08-01T00:00:00.000Z' };
      return { status: 200, headers: { ...type, ...link }, body: bytes(JSON.stringify([row])) };
    },
    close: async () => undefined,
  };
  return { transport, asked };
}
