import type { PropertyDefinition } from '../../ontology/define.ts';
import { type Embedded, nodesOf } from './jsonld-nodes.ts';
import { nodeStatements, type RdfNode } from './node-statements.ts';

/**
 * A thing as one JSON-LD node for reading: what belongs to it stands inside, and a list is a list. Without context, as JSON
 * text.
 */
export function framedNode(node: RdfNode, embedded: Embedded): string {
  const lists = [...node.properties].filter(([, { ordered }]) => ordered === true);
  const listIris = new Set(lists.map(([, { iri }]) => iri));
  const statements = nodeStatements(node).filter(
    ({ subject, predicate }) => subject === node.uri && !listIris.has(predicate),
  );
  const [text = '{}'] = nodesOf(statements, embedded);
  const members = lists.flatMap(([name, definition]) => listMember(name, definition, node));
  return `${text.slice(0, -1)}${members.join('')}}`;
}

function listMember(name: string, _definition: PropertyDefinition, { values }: RdfNode): readonly string[] {
  const held = values[name] ?? [];
  const items = Array.isArray(held) ? held : [held];
  return items.length === 0 ? [] : [`,${JSON.stringify(name)}:${JSON.stringify(items)}`];
}
