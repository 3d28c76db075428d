import { createRequire } from 'node:module';

type Oxigraph = typeof import('oxigraph');
type Store = InstanceType<Oxigraph['Store']>;

/** Texts as long as that are answers, not names of options. */
const leastTaken = 4_096;
const marker = '\u0000taken';
const encoder = new TextEncoder();
let taken: Uint8Array[] | undefined;

/** Takes a copy of long bytes while a query asks for them, and gives a mark in place of their text. */
class TakingDecoder extends TextDecoder {
  override decode(input?: NodeJS.ArrayBufferView | ArrayBuffer | null): string {
    if (taken === undefined || !(input instanceof Uint8Array) || input.byteLength < leastTaken)
      return super.decode(input);
    taken.push(input.slice());
    return marker;
  }
}

/** The engine makes itself a decoder when it is loaded, and uses that one. */
function loadOxigraph(): Oxigraph {
  const decoder = globalThis.TextDecoder;
  globalThis.TextDecoder = TakingDecoder;
  try {
    return createRequire(import.meta.url)('oxigraph') as Oxigraph;
  } finally {
    globalThis.TextDecoder = decoder;
  }
}

export const oxigraph = loadOxigraph();

/**
 * The written answer to a query in UTF-8, as the engine has it in its memory. Its own interface makes a text of that, of up to
 * twice the size, which would have to be made bytes again: together a tenth of the time of a large answer.
 */
export function answerBytes(store: Store, query: string, options: object): Uint8Array {
  const found: Uint8Array[] = (taken = []);
  try {
    const text = store.query(query, options);
    if (text === marker && found.length === 1 && found[0] !== undefined) return found[0];
    if (found.length === 0) return encoder.encode(text as string);
  } catch (error) {
    if (found.length === 0) throw error;
  } finally {
    taken = undefined;
  }
  // A long text that is no answer, such as an error that repeats the query: asked again without taking anything.
  return encoder.encode(store.query(query, options) as string);
}
