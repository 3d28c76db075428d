import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** The parts as one gzip stream; equal parts give equal bytes. Throws what the parts throw. */
export async function* gzipParts(parts: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  const fed = pipeline(parts, gzip);
  fed.catch(() => undefined);
  for await (const chunk of gzip) yield chunk as Buffer;
  await fed;
}
