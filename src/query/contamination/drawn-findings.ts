import type { DrawnEdge, DrawnGraph, DrawnNode } from '../graph-forms/drawn-graph.ts';
import type { ContaminationResult } from './types.ts';
import { statementWords } from './words.ts';

/** All ways of all findings as one graph: models, the data of training, the data of evaluation. */
export function drawnFindings({ id, items }: ContaminationResult): DrawnGraph {
  const nodes = new Map<string, DrawnNode>([[id, node(id, 0, id)]]);
  const edges = new Map<string, DrawnEdge>();
  const types: string[] = [];
  for (const { path, statements, evaluated } of items) {
    for (const [layer, one] of [...path, evaluated.dataset].entries())
      if (!nodes.has(one)) nodes.set(one, node(one, layer, id));
    for (const { type, to, from, method, confidence } of statements) {
      // An evaluation stands for the model that it is of.
      const start = from === evaluated.evaluation ? id : from;
      if (!types.includes(type)) types.push(type);
      edges.set(`${start}\n${type}\n${to}`, {
        from: start,
        to,
        type,
        hue: types.indexOf(type),
        caption: statementWords(type),
        attributes: { type, method, confidence },
      });
    }
  }
  return { title: `Data of evaluation in training: ${id}`, nodes: [...nodes.values()], edges: [...edges.values()] };
}

function node(id: string, layer: number, root: string): DrawnNode {
  return { id, caption: id, ...(id === root ? { look: 'root' as const } : {}), layer, attributes: {} };
}
