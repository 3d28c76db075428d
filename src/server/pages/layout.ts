import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** A page that needs nothing but this server: whatever is put into it is escaped. */
export function layout(title: string, content: Html, head: Html | string = ''): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/page.css" />
        ${head}
      </head>
      <body>
        <header>
          <a href="/">Stemma</a>
          <nav><a href="/sparql">SPARQL</a> <a href="/schema/vocabulary.ttl">vocabulary</a></nav>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}
