import jsonld from 'jsonld';
import { contextUrl, jsonLdContext } from '../../../ontology/context.ts';
import { StemmaError } from '../../../src/core/errors.ts';
import { type ForeignQuad, type ReadStatement, statementsOfQuad } from './read-statement.ts';

const nodesPerBatch = 500;
/** What a processor can hold of a document that is not written a node a line. */
const mostCharacters = 1 << 28;

/**
 * A JSON-LD document as statements. One that is written a node a line, as ours are, is read so, in bounded memory; any other
 * whole. Contexts are those in the document and ours by its address; nothing is fetched, and nothing is lost silently.
 * @throws StemmaError STEMMA_USAGE
 */
export async function* readJsonLd(text: AsyncIterable<string>): AsyncGenerator<readonly ReadStatement[]> {
  const lines = linesOf(text);
  const first = (await lines.next()).value ?? '';
  const context = /^\{"@context":(.*),$/.exec(first)?.[1];
  const second = context === undefined ? undefined : (await lines.next()).value;
  if (context === undefined || second !== '"@graph":[') {
    yield* whole(first, second, lines);
    return;
  }
  let batch: string[] = [];
  for await (const line of lines) {
    if (line === ']}') {
      yield await statementsOf(`{"@context":${context},"@graph":[${batch.join(',')}]}`);
      return;
    }
    batch.push(line.replace(/,$/, ''));
    if (batch.length < nodesPerBatch) continue;
    yield await statementsOf(`{"@context":${context},"@graph":[${batch.join(',')}]}`);
    batch = [];
  }
  throw new StemmaError('STEMMA_USAGE', 'the document ends in the middle', { hint: 'write it again: stemma export' });
}

async function* whole(
  first: string,
  second: string | undefined,
  rest: AsyncIterable<string>,
): AsyncGenerator<readonly ReadStatement[]> {
  const lines = second === undefined ? [first] : [first, second];
  let characters = first.length;
  for await (const line of rest) {
    lines.push(line);
    characters += line.length;
    if (characters > mostCharacters)
      throw new StemmaError('STEMMA_USAGE', 'the JSON-LD document is too large to be read whole', {
        hint: 'convert it to N-Quads first',
      });
  }
  yield await statementsOf(lines.join('\n'));
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const part of text) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function statementsOf(document: string): Promise<readonly ReadStatement[]> {
  let refused: string | undefined;
  const documentLoader = async (url: string): Promise<object> => {
    if (url === contextUrl) return { contextUrl: null, documentUrl: url, document: jsonLdContext() };
    refused = url;
    throw new Error(`${url} is not fetched`);
  };
  try {
    const options = { safe: true, documentLoader } as object;
    const quads = (await jsonld.toRDF(JSON.parse(document) as never, options)) as unknown as readonly ForeignQuad[];
    return quads.flatMap(statementsOfQuad);
  } catch (error) {
    if (refused === undefined) throw readable(error);
    throw new StemmaError('STEMMA_USAGE', `the document asks for ${refused}, and contexts are never fetched`, {
      hint: `put that context into the document; only ${contextUrl} is known by its address`,
      context: { url: refused },
    });
  }
}

/** What the processor would have lost says which it is only in its details. */
function readable(error: unknown): unknown {
  const event = (error as { readonly details?: { readonly event?: { readonly message?: string; details?: unknown } } })
    .details?.event;
  if (event === undefined) return error;
  return new Error(
    `${event.message ?? 'something would be lost'} ${JSON.stringify(event.details ?? {})}`.slice(0, 300),
  );
}
