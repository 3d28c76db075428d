import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import jsonld from 'jsonld';
import { StreamParser } from 'n3';

const nodesAtOnce = 500;

function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path), crlfDelay: Infinity });
}

/**
 * The statements of one of our JSON-LD documents, which hold a node a line and no blank nodes, by jsonld.js in safe mode: some nodes
 * at a time, each time with the document's own context. Sorted, each once.
 */
export async function statementsByJsonldJs(path: string): Promise<readonly string[]> {
  const options = {
    format: 'application/n-quads',
    safe: true,
    documentLoader: (url: string): never => {
      throw new Error(`asked for ${url}`);
    },
  };
  const found = new Set<string>();
  let context: unknown;
  let held: unknown[] = [];
  const flush = async (): Promise<void> => {
    const document = { '@context': context, '@graph': held } as never;
    const text = (await jsonld.toRDF(document, options as object)) as unknown as string;
    for (const line of text.split('\n')) if (line !== '') found.add(line);
    held = [];
  };
  for await (const line of linesOf(path)) {
    if (context === undefined)
      context = (JSON.parse(`${line.replace(/,$/, '')}}`) as { '@context': unknown })['@context'];
    else if (line.startsWith('{')) held.push(JSON.parse(line.replace(/,$/, '')));
    if (held.length >= nodesAtOnce) await flush();
  }
  await flush();
  return [...found].toSorted();
}

/** Statements that N3 reads, one after the other. */
export async function countByN3(path: string, format: string): Promise<number> {
  let count = 0;
  const parser = createReadStream(path).pipe(new StreamParser({ format }));
  for await (const _ of parser) count += 1;
  return count;
}

/** Lines, sorted. */
export async function sortedLinesOf(path: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(path)) lines.push(line);
  return lines.toSorted();
}
