import type { Transport } from '../../../src/core/http/types.ts';
import type { SourceFixture } from '../source-fixtures/index.ts';

const server = 'https://fourth.server.invalid';

const pages: Readonly<Record<string, unknown>> = {
  '': {
    items: [
      {
        doi: '10.5555/first',
        title: 'On the first thing',
        authors: [{ name: 'Ada Example', orcid: '0000-0002-1825-0097' }, { name: 'Ben Example' }],
      },
      {
        doi: '10.5555/Second',
        title: 'On the second thing',
        authors: [{ name: 'Cy Gone', orcid: '0000-0001-5109-3700' }],
      },
    ],
    next: 'more',
  },
  more: {
    items: [
      { title: 'Without a number', authors: [] },
      {
        doi: '10.5555/third',
        title: null,
        authors: [{ name: 'Ada Example', orcid: '0000-0002-1825-0097' }, { orcid: '12' }],
      },
    ],
    next: null,
  },
};

function answer(url: URL): { readonly status: number; readonly body: unknown } {
  const page = url.pathname === '/works' ? pages[url.searchParams.get('cursor') ?? ''] : undefined;
  if (page !== undefined) return { status: 200, body: page };
  if (url.pathname === '/people/0000-0002-1825-0097')
    return { status: 200, body: { orcid: '0000-0002-1825-0097', name: 'Ada Example' } };
  return { status: 404, body: { error: 'not found' } };
}

/** A register with three papers, a person, and one that is gone. */
export const fourthFixture: SourceFixture = () => ({
  settings: { baseUrl: server },
  transport: (): Transport => ({
    async send({ url }) {
      const { status, body } = answer(new URL(url));
      return { status, headers: { 'content-type': 'application/json' }, body: bytesOf(JSON.stringify(body)) };
    },
    async close() {},
  }),
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
