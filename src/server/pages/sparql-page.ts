import { html, raw } from 'hono/html';
import { namespaces } from '../../../ontology/namespaces.ts';
import { catalogueExamples } from '../catalogue-examples.ts';
import { exampleQueries } from '../example-queries.ts';
import { type Html, layout } from './layout.ts';

/** An editor for SPARQL that runs in the browser, from files of this server alone. */
export function sparqlPage(endpoint: string): Html {
  const folders = catalogueExamples();
  const examples = [...exampleQueries, ...folders.flatMap(({ questions }) => questions)];
  // In a block that is no script; `<` would end it.
  const settings = JSON.stringify({ endpoint, prefixes: namespaces, examples }).replaceAll('<', '\\u003c');
  return layout(
    'SPARQL · Stemma',
    html`<h1>SPARQL</h1>
      <p class="examples">
        ${exampleQueries.map(({ title }, index) => html`<button type="button" data-example="${index}">${title}</button>`)}
        <select id="catalogue" aria-label="Questions of the catalogue">
          <option value="">${examples.length - exampleQueries.length} questions of the catalogue …</option>
          ${folders.map(
            ({ folder, questions }) =>
              html`<optgroup label="${folder}">
                ${questions.map((one) => html`<option value="${examples.indexOf(one)}">${one.title}</option>`)}
              </optgroup>`,
          )}
        </select>
      </p>
      <div id="yasgui"></div>
      <noscript>
        <form action="/sparql" method="get">
          <textarea name="query" rows="12" cols="100">${exampleQueries[0]?.query ?? ''}</textarea>
          <button>Ask</button>
        </form>
      </noscript>
      <p class="note">
        Things stand in the default graph, the evidence in a named graph. The address of this page is the endpoint.
      </p>
      <script type="application/json" id="settings">
        ${raw(settings)}
      </script>
      <script src="/assets/yasgui.min.js"></script>
      <script src="/assets/sparql-page.js"></script>`,
    html`<link rel="stylesheet" href="/assets/yasgui.min.css" />`,
  );
}
