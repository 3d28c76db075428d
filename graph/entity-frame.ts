import type { EntityLine } from '../ontology/entity.ts';

const evidenceKey = Buffer.from(',"evidence":[');
const originKey = Buffer.from('],"origin":{');

/**
 * A mapped line without its evidence, most of its bytes, which are not read. Undefined where the line is not as the mapper
 * writes it: values, evidence, origin, hash. Inside JSON text a quote is escaped, so the keys cannot be mistaken; a key
 * deeper inside leaves what is no JSON.
 */
export function entityFrame(line: Buffer): EntityLine | undefined {
  const end = line.indexOf(evidenceKey);
  const start = line.lastIndexOf(originKey);
  if (end < 0 || start < end) return undefined;
  try {
    const text = `${line.toString('utf8', 0, end)},"evidence":[${line.toString('utf8', start)}`;
    return JSON.parse(text) as EntityLine;
  } catch {
    return undefined;
  }
}
