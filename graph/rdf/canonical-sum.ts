import { createHash } from 'node:crypto';

/** Of a snapshot: what equal graphs have in common. */
export interface CanonicalSum {
  /** Different statements. */
  readonly statements: number;
  /** sha256 hex of the canonical N-Quads: RDFC-1.0 leaves sorted lines without blank nodes as they are. */
  readonly sha256: string;
}

const newline = 0x0a;

/** Passes sorted lines of N-Quads on, and at their end tells their sum. */
export async function* summed(
  chunks: AsyncIterable<Buffer>,
  tell: ((sum: CanonicalSum) => void) | undefined,
): AsyncGenerator<Buffer> {
  if (tell === undefined) {
    yield* chunks;
    return;
  }
  const hash = createHash('sha256');
  let statements = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) statements += 1;
    yield chunk;
  }
  tell({ statements, sha256: hash.digest('hex') });
}
