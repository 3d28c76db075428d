import { refusal, type Ask, type Reply } from './reply.ts';
import type { PaperDef } from './things.ts';
import type { World } from './world.ts';

const wellFormed = /^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})(v\d+)?$/;
const root =
  'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"';
const now = '2026-08-10T00:00:00Z';
const type = { 'content-type': 'application/atom+xml; charset=utf-8' };

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);

/** `/api/query` with `id_list`. Unknown ids are left out, one malformed id spoils the batch, as at arXiv. */
export function arxivReply(ask: Ask, world: World, isEmpty: boolean): Reply {
  if (ask.path !== '/api/query') return refusal(404, 'Not Found');
  const query = ask.url.searchParams;
  const ids = (query.get('id_list') ?? '').split(',').filter((id) => id !== '');
  const wrong = ids.find((id) => !wellFormed.test(id));
  if (wrong !== undefined) return { status: 400, body: errorFeed(wrong), headers: type };
  const start = Number(query.get('start') ?? 0);
  const most = Number(query.get('max_results') ?? 10);
  const found = isEmpty ? [] : ids.flatMap((id) => entryOf(id, world.papers));
  const title = `arXiv Query: search_query=&amp;id_list=${escape(ids.join(','))}&amp;start=${start}&amp;max_results=${most}`;
  return {
    status: 200,
    headers: type,
    body: feed(
      `https://arxiv.org/api/made-up-${ids.length}`,
      title,
      most,
      found.length,
      start,
      found.slice(start, start + most),
    ),
  };
}

function feed(
  id: string,
  title: string,
  perPage: number,
  total: number,
  start: number,
  entries: readonly string[],
): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed ${root}>
  <id>${id}</id>
  <title>${title}</title>
  <updated>${now}</updated>
  <opensearch:itemsPerPage>${perPage}</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>${start}</opensearch:startIndex>
${entries.join('')}</feed>
`;
}

function errorFeed(id: string): string {
  const place = `https://arxiv.org/api/errors#incorrect_id_format_for_${escape(id)}`;
  const entry = `  <entry>
    <id>${place}</id>
    <title>Error</title>
    <updated>${now}</updated>
    <link href="${place}" rel="alternate" type="text/html"/>
    <summary>incorrect id format for ${escape(id)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
`;
  return feed('https://arxiv.org/', 'arXiv Search Results', 1, 1, 0, [entry]);
}

/** The version asked for, else the newest. */
function entryOf(asked: string, papers: ReadonlyMap<string, PaperDef>): string[] {
  const id = asked.replace(/v\d+$/, '');
  const paper = papers.get(id);
  if (paper === undefined) return [];
  const newest = paper.version ?? 1;
  const version = id === asked ? newest : Number(asked.slice(id.length + 1));
  return version < 1 || version > newest ? [] : [entryXml(paper, `${id}v${version}`)];
}

function entryXml(paper: PaperDef, versioned: string): string {
  const published = paper.published ?? '2024-01-15T12:00:00Z';
  const categories = paper.categories ?? ['cs.CL'];
  const line = (text: string): string => `    ${text}\n`;
  const optional = (name: string, value: string | undefined): string =>
    value === undefined ? '' : line(`<arxiv:${name}>${escape(value)}</arxiv:${name}>`);
  const authors = paper.authors.map((author) => {
    const { name, affiliation } = typeof author === 'string' ? { name: author, affiliation: undefined } : author;
    const place =
      affiliation === undefined ? '' : `      <arxiv:affiliation>${escape(affiliation)}</arxiv:affiliation>\n`;
    return `    <author>\n      <name>${escape(name)}</name>\n${place}    </author>\n`;
  });
  return `  <entry>
    <id>http://arxiv.org/abs/${versioned}</id>
    <title>${escape(paper.title)}</title>
    <updated>${paper.updated ?? published}</updated>
    <link href="https://arxiv.org/abs/${versioned}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/${versioned}" rel="related" type="application/pdf" title="pdf"/>
    <summary>${escape(paper.summary ?? 'Made up for a test.')}</summary>
${categories.map((term) => line(`<category term="${term}" scheme="http://arxiv.org/schemas/atom"/>`)).join('')}${line(`<published>${published}</published>`)}${optional('comment', paper.comment)}${line(`<arxiv:primary_category term="${categories[0] ?? ''}"/>`)}${optional('journal_ref', paper.journal)}${authors.join('')}${optional('doi', paper.doi)}  </entry>
`;
}
