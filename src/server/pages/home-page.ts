import { html } from 'hono/html';
import type { Loaded } from '../../../graph/rdf/sparql/sparql-worker.ts';
import { type Html, layout } from './layout.ts';

export function homePage(version: string, loaded: Loaded | undefined): Html {
  const state =
    loaded === undefined ? 'The graph is being read in for SPARQL.' : `SPARQL answers over ${loaded.quads} statements.`;
  return layout(
    'Stemma',
    html`<h1>Stemma</h1>
      <p>The knowledge graph of machine-learning models: lineage with evidence. Version ${version}. ${state}</p>
      <ul>
        <li>
          <a href="/sparql">SPARQL</a>: ask the graph; the same address is the endpoint of the SPARQL 1.1 Protocol
        </li>
        <li>
          <code>/id/…</code>: each thing at its own address, as a page, JSON-LD or Turtle, for example
          <code>/id/hf/model/&lt;name&gt;</code>
        </li>
        <li>
          <a href="/schema/context.jsonld">JSON-LD context</a>, <a href="/schema/vocabulary.ttl">vocabulary</a>,
          <a href="/schema/shapes.ttl">SHACL shapes</a>
        </li>
        <li><a href="/healthz">health</a></li>
      </ul>`,
  );
}
