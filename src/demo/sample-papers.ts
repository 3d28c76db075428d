import type { Reply } from './reply.ts';
import type { SamplePaper } from './sample.ts';

const namespaces =
  'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom"';
/** When the sample was put together. */
const today = '2026-08-23T00:00:00Z';

/** `/api/query?id_list=…` in the form of arXiv: papers it does not know are left out in silence. */
export function papersReply(url: URL, papers: ReadonlyMap<string, SamplePaper>): Reply {
  const list = url.searchParams.get('id_list') ?? '';
  const most = Number(url.searchParams.get('max_results') ?? 10);
  const found = list.split(',').flatMap((asked) => papers.get(asked.replace(/v\d+$/, '')) ?? []);
  const entries = found.slice(0, most).map(entryOf);
  return {
    status: 200,
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
    body: `<?xml version='1.0' encoding='UTF-8'?>
<feed ${namespaces}>
  <id>${escape(url.origin)}/api/sample</id>
  <title>arXiv Query: search_query=&amp;id_list=${escape(list)}&amp;start=0&amp;max_results=${most}</title>
  <updated>${today}</updated>
  <opensearch:itemsPerPage>${most}</opensearch:itemsPerPage>
  <opensearch:totalResults>${found.length}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
${entries.join('')}</feed>
`,
  };
}

function entryOf({ id, version, title, authors, published, updated, categories }: SamplePaper): string {
  const terms = categories.map((term) => `    <category term="${term}" scheme="http://arxiv.org/schemas/atom"/>\n`);
  const names = authors.map((name) => `    <author>\n      <name>${escape(name)}</name>\n    </author>\n`);
  return `  <entry>
    <id>http://arxiv.org/abs/${id}v${version}</id>
    <title>${escape(title)}</title>
    <updated>${updated}T00:00:00Z</updated>
    <link href="https://arxiv.org/abs/${id}v${version}" rel="alternate" type="text/html"/>
${terms.join('')}    <published>${published}T00:00:00Z</published>
    <arxiv:primary_category term="${categories[0] ?? ''}"/>
${names.join('')}  </entry>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (char) => entities[char] ?? char);
}
