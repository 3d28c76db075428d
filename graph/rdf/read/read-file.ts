import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { diskError } from '../../../src/core/disk-error.ts';
import { isStemmaError, StemmaError } from '../../../src/core/errors.ts';
import { type ForeignQuad, type ReadStatement, statementsOfQuad } from './read-statement.ts';

export const readFormats = ['nquads', 'turtle', 'trig', 'jsonld'] as const;
export type ReadFormat = (typeof readFormats)[number];

const byExtension: Readonly<Record<string, ReadFormat>> = {
  nq: 'nquads',
  nquads: 'nquads',
  nt: 'nquads',
  ttl: 'turtle',
  trig: 'trig',
  jsonld: 'jsonld',
};

/** The format a file's name tells, compressed or not. */
export function formatOfName(path: string): ReadFormat | undefined {
  return byExtension[/\.([a-z]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? ''];
}

export interface RdfFile {
  readonly path: string;
  readonly format: ReadFormat;
}

const statementsPerBatch = 2_000;

/**
 * The statements of a file, compressed if its name ends in `.gz`, in batches and in its order. Nothing is fetched.
 * @throws StemmaError STEMMA_USAGE when it is not what its format says, or names a context that is not ours; STEMMA_DISK
 */
export async function* readRdf({ path, format }: RdfFile): AsyncGenerator<readonly ReadStatement[]> {
  const text = textOf(path);
  try {
    if (format === 'jsonld') {
      const { readJsonLd } = await import('./read-jsonld.ts');
      yield* readJsonLd(text);
    } else yield* parsed(text, format);
  } catch (error) {
    throw isStemmaError(error) ? error : asUserError(error, path, format);
  }
}

async function* parsed(
  text: AsyncIterable<string>,
  format: Exclude<ReadFormat, 'jsonld'>,
): AsyncGenerator<readonly ReadStatement[]> {
  const { StreamParser } = await import('n3');
  const mediaType = { nquads: 'application/n-quads', turtle: 'text/turtle', trig: 'application/trig' }[format];
  const parser = new StreamParser({ format: mediaType });
  const { pipeline } = await import('node:stream/promises');
  const fed = pipeline(text, parser);
  fed.catch(() => undefined);
  let batch: ReadStatement[] = [];
  for await (const quad of parser as unknown as AsyncIterable<ForeignQuad>) {
    batch.push(...statementsOfQuad(quad));
    if (batch.length < statementsPerBatch) continue;
    yield batch;
    batch = [];
  }
  await fed;
  yield batch;
}

/** Bytes that are no UTF-8 are an error, which parsers of text do not notice. */
async function* textOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 });
  const bytes: Readable = path.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => bytes.destroy(error));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } finally {
    file.destroy();
  }
}

function asUserError(error: unknown, path: string, format: ReadFormat): StemmaError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (/^E[A-Z]+$/.test(code)) return diskError(error, 'read', path);
  const line = (error as { readonly context?: { readonly line?: number } }).context?.line;
  const where = line === undefined ? '' : ` at line ${line}`;
  const said = error instanceof Error ? error.message.replace(/ on line \d+\.?$/, '') : String(error);
  return new StemmaError('STEMMA_USAGE', `${path} cannot be read as ${format}${where}: ${said}`, {
    hint: 'name its format: --as nquads, turtle, trig or jsonld',
    context: { path, format },
    cause: error,
  });
}
