/** How many rows a result has, from its bytes as the engine writes them. */
export function countRows(body: Uint8Array, mediaType: string): number {
  if (mediaType.endsWith('+xml')) return timesIn(body, '<result>');
  if (mediaType.endsWith('+json')) return objectsInBindings(body);
  return linesOutsideQuotes(body, mediaType === 'text/csv') - 1;
}

/** No fewer rows than a result has, found in a third of the time. */
export function rowsAtMost(body: Uint8Array, mediaType: string): number {
  // A row has a byte at least, and one that ends it.
  return mediaType.endsWith('+json') ? 1 + commasBetweenObjects(body) : body.byteLength / 2;
}

const lineEnd = 10;
const quote = 34;
const comma = 44;
const backslash = 92;
const [open, close] = [123, 125];

/** Those between rows, and those that only look like them, in texts. */
function commasBetweenObjects(body: Uint8Array): number {
  let commas = 0;
  for (let at = body.indexOf(comma); at !== -1; at = body.indexOf(comma, at + 1))
    if (body[at - 1] === close && body[at + 1] === open) commas += 1;
  return commas;
}

function timesIn(body: Uint8Array, text: string): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let times = 0;
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + text.length)) times += 1;
  return times;
}

/** Objects one below `results.bindings`: those that open at the third level of braces. */
function objectsInBindings(body: Uint8Array): number {
  let [depth, rows] = [0, 0];
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (byte === quote) at = endOfText(body, at);
    else if (byte === open) {
      depth += 1;
      if (depth === 3) rows += 1;
    } else if (byte === close) depth -= 1;
  }
  return rows;
}

function endOfText(body: Uint8Array, start: number): number {
  let at = start + 1;
  for (; at < body.length && body[at] !== quote; at += 1) if (body[at] === backslash) at += 1;
  return at;
}

/** A text of CSV may hold line ends within quotes; one of TSV has them escaped. */
function linesOutsideQuotes(body: Uint8Array, hasQuotes: boolean): number {
  let [lines, isOutside] = [0, true];
  for (const byte of body) {
    if (hasQuotes && byte === quote) isOutside = !isOutside;
    else if (byte === lineEnd && isOutside) lines += 1;
  }
  return lines;
}
