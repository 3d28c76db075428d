import { term } from '../../ontology/namespaces.ts';
import { knownIri, shortIri, textLiteral } from '../../ontology/rdf-terms.ts';
import type { RdfObject, Statement } from './statement.ts';

const type = term('rdf', 'type');

/** Statements as Turtle, those of one subject and one predicate together, in their order; the graph is not looked at. */
export function turtleBlocks(statements: readonly Statement[], indent = ''): string {
  const subjects = new Map<string, Map<string, Set<string>>>();
  for (const { subject, predicate, object } of statements) {
    let predicates = subjects.get(subject);
    if (predicates === undefined) subjects.set(subject, (predicates = new Map()));
    const objects = predicates.get(predicate);
    if (objects === undefined) predicates.set(predicate, new Set([objectText(object)]));
    else objects.add(objectText(object));
  }
  let text = '';
  for (const [subject, predicates] of subjects) {
    const lines = [...predicates].map(
      ([predicate, objects]) => `${predicate === type ? 'a' : shortIri(predicate)} ${[...objects].join(', ')}`,
    );
    text += `${indent}${knownIri(subject)} ${lines.join(` ;\n${indent}  `)} .\n`;
  }
  return text;
}

/** The same as TriG: what stands in the default graph, then what stands in others. */
export function trigBlocks(statements: readonly Statement[]): string {
  const graphs = new Map<string | undefined, Statement[]>([[undefined, []]]);
  for (const statement of statements) {
    const held = graphs.get(statement.graph);
    if (held === undefined) graphs.set(statement.graph, [statement]);
    else held.push(statement);
  }
  let text = '';
  for (const [graph, held] of graphs) {
    if (graph === undefined) text += turtleBlocks(held);
    else text += `GRAPH ${knownIri(graph)} {\n${turtleBlocks(held, '  ')}}\n`;
  }
  return text;
}

function objectText(object: RdfObject): string {
  if ('iri' in object) return shortIri(object.iri);
  if ('triple' in object) {
    const { subject, predicate, object: named } = object.triple;
    return `<<( ${knownIri(subject)} ${shortIri(predicate)} ${objectText(named)} )>>`;
  }
  const text = textLiteral(object.text);
  return object.datatype === undefined ? text : `${text}^^${shortIri(object.datatype)}`;
}
