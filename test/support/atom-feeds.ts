import type { ArticleAnswer } from '../../extract/arxiv/client.ts';

const head =
  "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" " +
  'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n';

/** An entry as arXiv writes it; `more` are further elements. */
export function atomEntry(id: string, more = ''): string {
  return `  <entry>\n    <id>http://arxiv.org/abs/${id}</id>\n    <title>Paper ${id}</title>\n${more}  </entry>\n`;
}

export function atomFeed(entries: readonly string[], total = entries.length): string {
  return `${head}  <opensearch:totalResults>${total}</opensearch:totalResults>\n${entries.join('')}</feed>\n`;
}

export function atomError(message: string): string {
  const id = `https://arxiv.org/api/errors#${message.replaceAll(' ', '_')}`;
  return atomFeed([
    `  <entry>\n    <id>${id}</id>\n    <title>Error</title>\n    <summary>${message}</summary>\n  </entry>\n`,
  ]);
}

export function articleAnswer(status: number, body: string, kept: string[], url: string): ArticleAnswer {
  return {
    status,
    attempts: 1,
    body: Buffer.from(body),
    keep: async () => {
      kept.push(url);
    },
  };
}
