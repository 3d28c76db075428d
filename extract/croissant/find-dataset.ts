import { isObject } from '../found.ts';
import { Members } from './members.ts';

/**
 * The dataset a document describes: the document itself, what an answer wraps (`{"croissant": …}`), an element of a graph
 * or of a list. Undefined when none of them says that it is one.
 */
export function findDataset(document: unknown): Members | undefined {
  return candidates(document, '').find((members) => members.types.includes('Dataset'));
}

/** Of a graph only the first so many nodes are looked at. */
const mostNodes = 100;

function candidates(document: unknown, pointer: string): readonly Members[] {
  if (Array.isArray(document)) {
    return document
      .slice(0, mostNodes)
      .flatMap((one, i) => (isObject(one) ? [new Members(one, `${pointer}/${i}`)] : []));
  }
  if (!isObject(document)) return [];
  const wrapped = document['croissant'];
  const graph = document['@graph'];
  return [
    new Members(document, pointer),
    ...(isObject(wrapped) ? [new Members(wrapped, `${pointer}/croissant`)] : []),
    ...(Array.isArray(graph) ? candidates(graph, `${pointer}/@graph`) : []),
  ];
}
