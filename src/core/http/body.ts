import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';

/** What is wrong with a body. */
export type BodyFault =
  /** Ends before its announced or encoded end, or cannot be decoded: asking again may give it whole. */
  | 'cut'
  /** Larger than allowed, or growing out of all proportion when decoded. */
  | 'too-large'
  /** In an encoding that was not asked for, or in several. */
  | 'encoding'
  /** A success that is not the JSON that was asked for: a proxy's or a maintenance page. */
  | 'not-json'
  /** A success that is a web page where a file was asked for. */
  | 'page';

export class BodyError extends Error {
  readonly fault: BodyFault;

  constructor(fault: BodyFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'BodyError';
    this.fault = fault;
  }
}

export interface BodyLimits {
  /** Decoded bytes. */
  readonly maxBytes: number;
  /** Called before each chunk is taken; throws to stop. */
  readonly check: () => void;
}

/** Below this a high ratio is harmless; above it, more than `maxRatio` to one is a decompression bomb. */
const ratioFloor = 16 * 1024 * 1024;
const maxRatio = 200;

type Decoder = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['br', promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress)],
  ['deflate', decodeDeflate],
]);

/** `deflate` means zlib, but some servers send the raw stream. */
function decodeDeflate(bytes: Buffer, options: { maxOutputLength: number }): Promise<Buffer> {
  const first = bytes[0] ?? 0;
  const isZlib = (first & 0x0f) === 8 && ((first << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return promisify<Buffer, { maxOutputLength: number }, Buffer>(isZlib ? inflate : inflateRaw)(bytes, options);
}

/** The body as it came, checked against `content-length`. */
async function collect(
  body: AsyncIterable<Uint8Array>,
  headers: Readonly<Record<string, string>>,
  limits: BodyLimits,
): Promise<Buffer> {
  const announced = /^\d{1,15}$/.exec(headers['content-length'] ?? '');
  const expected = announced === null ? undefined : Number(announced[0]);
  if (expected !== undefined && expected > limits.maxBytes) {
    throw new BodyError('too-large', `the body has ${expected} bytes, more than the ${limits.maxBytes} allowed`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    limits.check();
    size += chunk.byteLength;
    if (size > limits.maxBytes)
      throw new BodyError('too-large', `the body is larger than the ${limits.maxBytes} bytes allowed`);
    chunks.push(chunk);
  }
  if (expected !== undefined && expected !== size)
    throw new BodyError('cut', `the body has ${size} bytes instead of the ${expected} announced`);
  return Buffer.concat(chunks, size);
}

async function decode(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const decoder = decoders.get(encoding);
  // One encoding only: a chain of them is a known way to make a small body huge.
  if (decoder === undefined)
    throw new BodyError('encoding', `the body is encoded as "${encoding.slice(0, 80)}", which was not asked for`);
  const allowed = Math.min(maxBytes, Math.max(ratioFloor, bytes.byteLength * maxRatio));
  try {
    return await decoder(bytes, { maxOutputLength: allowed });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new BodyError(
        'too-large',
        `${bytes.byteLength} bytes of ${encoding} decode to more than the ${allowed} allowed`,
        error,
      );
    }
    throw new BodyError('cut', `the ${encoding} body is cut or damaged`, error);
  }
}

/**
 * Reads a body to its end and undoes its content-encoding exactly once.
 * Never returns a partial body.
 * @throws BodyError `cut`, `too-large` or `encoding`
 */
export async function readBody(
  response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: AsyncIterable<Uint8Array>;
  },
  limits: BodyLimits,
): Promise<Buffer> {
  const { status, headers } = response;
  const bodiless = status === 204 || status === 304;
  const bytes = await collect(response.body, bodiless ? {} : headers, limits);
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return bytes;
  if (bytes.byteLength === 0 && (bodiless || headers['content-length']?.trim() === '0')) return bytes;
  return decode(bytes, encoding, limits.maxBytes);
}

function mediaTypeIn(headers: Readonly<Record<string, string>>): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** @throws BodyError `page` when the body is a web page by its type: a proxy's or a maintenance page, for files never are */
export function refusePage(headers: Readonly<Record<string, string>>): void {
  if (/^(text\/html|application\/xhtml\+xml)$/.test(mediaTypeIn(headers)))
    throw new BodyError('page', 'the body is a web page instead of a file');
}

/** @throws BodyError `not-json` unless the type says JSON and the bytes are one complete JSON text */
export function requireJson(headers: Readonly<Record<string, string>>, body: Buffer): void {
  const mediaType = mediaTypeIn(headers);
  if (!/^(application|text)\/([\w.-]+\+)?json$/.test(mediaType)) {
    throw new BodyError(
      'not-json',
      `the body is ${mediaType === '' ? 'of no stated type' : `"${mediaType.slice(0, 80)}"`} instead of JSON`,
    );
  }
  try {
    JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new BodyError('not-json', 'the body is not one complete JSON text', error);
  }
}
