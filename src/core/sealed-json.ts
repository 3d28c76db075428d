import { createHash } from 'node:crypto';

const unsealed = '0'.repeat(64);
const sealPattern = /^\n {2}"sha256": "([0-9a-f]{64})"\n}\n$/;

/** How a sealed document ends. */
function ending(seal: string): string {
  return `\n  "sha256": "${seal}"\n}\n`;
}

const endingLength = ending(unsealed).length;

/**
 * A JSON document that carries the hash of its own bytes: the last member `sha256` is computed over the document with 64 zeros
 * in its place. Any changed bit is found by `sealOf`, without a second file that could be lost or be out of step.
 */
export function sealedJson(document: object): string {
  const text = `${JSON.stringify({ ...document, sha256: unsealed }, null, 2)}\n`;
  return text.slice(0, -endingLength) + ending(createHash('sha256').update(text).digest('hex'));
}

/** `whole` when the bytes are as they were written, `broken` when they are not, `none` when the document carries no seal. */
export function sealOf(bytes: Buffer): 'whole' | 'broken' | 'none' {
  const start = Math.max(0, bytes.length - endingLength);
  const seal = sealPattern.exec(bytes.toString('latin1', start))?.[1];
  if (seal === undefined) return 'none';
  const computed = createHash('sha256').update(bytes.subarray(0, start)).update(ending(unsealed)).digest('hex');
  return computed === seal ? 'whole' : 'broken';
}
