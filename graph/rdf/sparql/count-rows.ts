/** How many rows a result has, from its text as the engine writes it. */
export function countRows(text: string, mediaType: string): number {
  if (mediaType.endsWith('+xml')) return text.split('<result>').length - 1;
  if (mediaType.endsWith('+json')) return objectsInBindings(text);
  return linesOutsideQuotes(text, mediaType === 'text/csv') - 1;
}

const quote = 34;
const backslash = 92;

/** Objects one below `results.bindings`: those that open at the third level of braces. */
function objectsInBindings(text: string): number {
  let [depth, rows] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfText(text, at);
    else if (code === 123) {
      depth += 1;
      if (depth === 3) rows += 1;
    } else if (code === 125) depth -= 1;
  }
  return rows;
}

function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** A text of CSV may hold line ends within quotes; one of TSV has them escaped. */
function linesOutsideQuotes(text: string, hasQuotes: boolean): number {
  let [lines, isOutside] = [0, true];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (hasQuotes && code === quote) isOutside = !isOutside;
    else if (code === 10 && isOutside) lines += 1;
  }
  return lines;
}
