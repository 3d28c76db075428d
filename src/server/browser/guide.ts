import { escapeHtml } from './escape-html.ts';
import { slides, type BrowserQuery, type Slide } from './slides.ts';

/**
 * The guide as `:play` takes it: slides of a carousel, with Cypher that a click writes into the editor. The classes are those of
 * Neo4j Browser's own guides.
 */
export function guideHtml(): string {
  const body = slides.map(slideHtml).join('\n');
  return `<article class="guide" title="Stemma">
<carousel class="deck container-fluid">
${body}
</carousel>
</article>
`;
}

function slideHtml({ title, text, queries }: Slide): string {
  const paragraphs = text.map((paragraph) => `<p class="lead">${escapeHtml(paragraph)}</p>`).join('\n');
  return `<slide class="row-fluid">
<div class="col-sm-3">
<h3>${escapeHtml(title)}</h3>
${paragraphs}
</div>
<div class="col-sm-9">
${queries.map(queryHtml).join('\n')}
</div>
</slide>`;
}

function queryHtml({ title, cypher }: BrowserQuery): string {
  return `<h4>${escapeHtml(title)}</h4>
<pre mode="cypher" class="runnable standalone-example">${escapeHtml(cypher)}</pre>`;
}
