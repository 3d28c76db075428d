import type { DrawnGraph } from '../query/graph-forms/drawn-graph.ts';
import { dot } from '../query/graph-forms/dot.ts';
import { gexf } from '../query/graph-forms/gexf.ts';
import { graphml } from '../query/graph-forms/graphml.ts';
import { mermaid } from '../query/graph-forms/mermaid.ts';
import { svg } from '../query/graph-forms/svg.ts';
import type { Output } from './output.ts';
import { safe } from './text.ts';

const forms = { mermaid, dot, svg, graphml, gexf } as const;

/** What programs read keeps every sign; what people look at holds none that could turn a line around. */
const exact: ReadonlySet<string> = new Set(['graphml', 'gexf']);

/** Forms in which an answer that is a graph can be taken elsewhere. */
export const graphForms = Object.keys(forms) as readonly (keyof typeof forms)[];

/** Writes the graph when the form is one of graphs; false when it is another. */
export async function printGraph(output: Output, form: string, graph: () => DrawnGraph): Promise<boolean> {
  const render = graphForms.find((name) => name === form);
  if (render === undefined) return false;
  const text = forms[render](graph());
  await output.line(output.terminal || !exact.has(render) ? safe(text) : text);
  return true;
}
