import { BodyError, type BodyLimits } from './body.ts';

/** First and last byte of a file, counted from 0. */
export type ByteSpan = readonly [first: number, last: number];

/** So far into a file a server that ignores ranges is followed; beyond, it is given up. */
const farthestSkip = 1024 * 1024;

/** The headers that ask for these bytes of a file, as it is stored. */
export function rangeHeaders([first, last]: ByteSpan): Record<string, string> {
  return { range: `bytes=${first}-${last}`, 'accept-encoding': 'identity' };
}

/**
 * The wanted bytes of a file, fewer where the file ends before. A server that sends the whole file instead (200) is read up to
 * the last byte wanted and no further: leaving the loop drops the connection.
 * @throws BodyError `cut` when the answer is of another range, `encoding` when it is encoded, `too-large` when it cannot be had
 */
export async function readRange(
  response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  },
  [first, last]: ByteSpan,
  limits: BodyLimits,
): Promise<Buffer> {
  const { status, headers } = response;
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity')
    throw new BodyError('encoding', 'a range was asked for as it is stored and came encoded');
  const wanted = last - first + 1;
  if (wanted > limits.maxBytes) throw new BodyError('too-large', `a range of ${wanted} bytes is more than is allowed`);
  const skip = status === 206 ? 0 : first;
  if (skip > farthestSkip) throw new BodyError('too-large', 'the server sends whole files instead of the range');
  const announced = status === 206 ? contentRange(headers['content-range']) : undefined;
  if (announced !== undefined && announced.first !== first)
    throw new BodyError('cut', `the range begins at ${announced.first} instead of ${first}`);
  const bytes = await collect(response.body, skip, wanted, limits);
  const expected = announced === undefined ? undefined : Math.min(announced.last - announced.first + 1, wanted);
  if (expected !== undefined && bytes.length < expected)
    throw new BodyError('cut', `the range has ${bytes.length} bytes instead of ${expected}`);
  return bytes;
}

async function collect(
  body: AsyncIterable<Uint8Array>,
  skip: number,
  wanted: number,
  limits: BodyLimits,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let toSkip = skip;
  let size = 0;
  for await (const chunk of body) {
    limits.check();
    const kept = chunk.subarray(Math.min(toSkip, chunk.byteLength));
    toSkip -= chunk.byteLength - kept.byteLength;
    chunks.push(kept.subarray(0, wanted - size));
    size = Math.min(size + kept.byteLength, wanted);
    if (size === wanted) break;
  }
  return Buffer.concat(chunks, size);
}

function contentRange(header: string | undefined): { first: number; last: number } | undefined {
  const match = /^\s*bytes\s+(\d{1,15})-(\d{1,15})\//i.exec(header ?? '');
  return match === null ? undefined : { first: Number(match[1]), last: Number(match[2]) };
}
