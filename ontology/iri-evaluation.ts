import { createHash } from 'node:crypto';
import { decodeSegment, encodeSegment } from './iri-segment.ts';
import { escapeSlash, unescapeSlash } from './iri-id.ts';

/** Evaluations have no name of their own: the hash of what tells them apart is one. */
const hashLength = 26;
const hashPattern = /^[a-z2-7]{26}$/;
const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** The first 26 characters, lower-case base32 (RFC 4648), of the sha256 of the text in UTF-8. */
export function keyHash(key: string): string {
  const bytes = createHash('sha256').update(key, 'utf8').digest();
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += letters[(held >> (bits - 5)) & 31];
  }
  return text.slice(0, hashLength);
}

/** `m/{metric}`, and `/{n}` for a further value of the same metric. */
export function metricPath(metric: string, n?: number): string {
  const path = `m/${encodeSegment(metric)}`;
  return n === undefined ? path : `${path}/${n}`;
}

/** What stands behind `eval/` in an IRI. */
export function identifyEvaluation(
  path: string,
): { readonly id: string; readonly name: string; readonly label: string } | undefined {
  const [hash = '', ...parts] = path.split('/');
  if (!hashPattern.test(hash)) return undefined;
  if (parts.length === 0) return { id: `eval:${hash}`, name: hash, label: 'MLModelEvaluation' };
  const metric = identifyMetric(parts);
  return metric === undefined
    ? undefined
    : { id: `eval:${hash}/${metric.id}`, name: metric.name, label: 'PropertyValue' };
}

/** What `metricPath` has written, by its segments: as a part of a short id. */
export function identifyMetric(parts: readonly string[]): { readonly id: string; readonly name: string } | undefined {
  const [m, metric, n, ...more] = parts;
  const name = m === 'm' && metric !== undefined ? decodeSegment(metric) : undefined;
  if (name === undefined || more.length > 0 || (n !== undefined && !isNumber(n))) return undefined;
  const id = `m/${escapeSlash(name)}`;
  return { id: n === undefined ? id : `${id}/${n}`, name };
}

/** What stands behind `eval/` in the IRI of the short id `eval:{rest}`. */
export function evaluationPathOfId(rest: string): string | undefined {
  const [hash = '', ...parts] = rest.split('/');
  if (!hashPattern.test(hash)) return undefined;
  if (parts.length === 0) return hash;
  const metric = metricPathOfId(parts);
  return metric === undefined ? undefined : `${hash}/${metric}`;
}

/** The inverse of `identifyMetric(…).id`, by the segments of the short id. */
export function metricPathOfId(parts: readonly string[]): string | undefined {
  const [m, metric, n, ...more] = parts;
  const name = m === 'm' && metric !== undefined ? unescapeSlash(metric) : undefined;
  if (name === undefined || more.length > 0 || (n !== undefined && !isNumber(n))) return undefined;
  return `${metricPath(name)}${n === undefined ? '' : `/${n}`}`;
}

function isNumber(text: string): boolean {
  return /^(?:0|[1-9]\d{0,15})$/.test(text);
}
