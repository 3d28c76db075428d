import { html } from 'hono/html';
import { compactTerm } from '../../../ontology/namespaces.ts';
import { propertyOfType } from '../../../ontology/model.ts';
import { classesOf, propertiesOf, storedToJson } from '../../query/stored-node.ts';
import type { Thing, ThingEdge } from '../../query/thing.ts';
import { pageOf, safeAddress, type SignpostLink, thingFormats, withFormat } from '../links.ts';
import { type Html, layout } from './layout.ts';

/** One thing for reading: what is said of it, what stands around it, and why we say so. */
export function thingPage(thing: Thing, links: readonly SignpostLink[]): Html {
  const { node, labels, out, into, intoTotal } = thing;
  const page = pageOf(node.uri);
  const head = html`${links.map((link) => html`<link rel="${link.rel}" href="${link.href}" ${link.type === undefined ? '' : html`type="${link.type}"`} />`)}`;
  return layout(
    `${node.name} · ${node.label}`,
    html`<h1>${node.name}</h1>
      <p class="note">${classesOf(labels).join(', ')} · <code>${node.id}</code> · <code>${node.uri}</code></p>
      ${stateOf(thing)}
      <p>${Object.keys(thingFormats).map((format) => html`<a href="${withFormat(page, format)}">${format}</a> `)}</p>
      <h2>Properties</h2>
      <table>
        ${propertyRows(thing)}
      </table>
      ${edgeTable('Points at', out, out.length)} ${edgeTable('Is pointed at by', into, intoTotal)}`,
    head,
  );
}

function stateOf({ node, properties }: Thing): Html | string {
  if (node.removed) {
    const lastSeen = properties['lastSeen'];
    const until = typeof lastSeen === 'string' ? `; it was last seen at ${lastSeen}` : '';
    return html`<p class="gone">It is gone from its source${until}. What was last known of it:</p>`;
  }
  if (!node.resolved) return html`<p class="gone">Nobody has described it yet: others refer to it.</p>`;
  return '';
}

function propertyRows({ labels, properties }: Thing): Html[] {
  return [...propertiesOf(classesOf(labels))].flatMap(([name, definition]) => {
    const value = properties[name];
    if (definition.kind === 'reference' || value === undefined || value === null) return [];
    const shown = storedToJson(value, definition);
    const items = (Array.isArray(shown) ? shown : [shown]) as readonly unknown[];
    return [
      html`<tr>
        <th scope="row" title="${compactTerm(definition.iri)}">${name}</th>
        <td>${items.map((item, index) => html`${index === 0 ? '' : ', '}${valueOf(item)}`)}</td>
      </tr>`,
    ];
  });
}

function valueOf(value: unknown): Html | string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const address = safeAddress(text);
  return address === undefined ? text : html`<a href="${address}" rel="nofollow noopener">${text}</a>`;
}

function edgeTable(title: string, edges: readonly ThingEdge[], total: number): Html | string {
  if (edges.length === 0) return '';
  const count = edges.length < total ? `the first ${edges.length} of ${total}` : String(total);
  return html`<h2>${title} (${count})</h2>
    <table>
      ${edges.map(
        ({ type, other, evidence }) =>
          html`<tr>
            <th scope="row">${propertyOfType(type) ?? type}</th>
            <td><a href="${pageOf(other.uri)}">${other.name}</a> <span class="note">${other.id}</span></td>
            <td class="why">${why(evidence)}</td>
          </tr>`,
      )}
    </table>`;
}

function why(evidence: ThingEdge['evidence']): string {
  const { method, confidence, record, pointer, literal } = evidence;
  if (typeof method !== 'string') return '';
  const words = [`${method}, confidence ${String(confidence)}`, record, pointer].filter(
    (word) => typeof word === 'string' && word !== '',
  );
  return `${words.join(' ')}${typeof literal === 'string' ? `: “${literal}”` : ''}`;
}
