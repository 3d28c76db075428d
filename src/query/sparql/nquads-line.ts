/** Lines of N-Quads in canonical form, as `nquadsLine` writes them: one blank between terms, ` .` at the end. */

/** The graph of a line, without its brackets; '' is the default graph. */
export function graphOfLine(line: string): string {
  const end = line.length - 2;
  if (line[end - 1] !== '>') return '';
  const start = line.lastIndexOf('<', end);
  // Before a graph there is a whole object; before an object that is an IRI, the predicate; `^^` is before a datatype.
  if (line[start - 1] !== ' ') return '';
  return termsBefore(line, start - 1) === 3 ? line.slice(start + 1, end - 1) : '';
}

/** The line without its graph, which is the given one. */
export function tripleOfLine(line: string, graph: string): string {
  return graph === '' ? line : `${line.slice(0, line.length - 2 - graph.length - 3)} .`;
}

/** Subject and predicate are IRIs and hold no blanks: what stands behind the second blank is the object. */
function termsBefore(line: string, end: number): number {
  const first = line.indexOf(' ');
  if (first >= end) return 1;
  return line.indexOf(' ', first + 1) >= end ? 2 : 3;
}
