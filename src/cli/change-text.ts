import { identify } from '../../ontology/iri.ts';
import type { PropertyChange } from '../query/past/account-changes.ts';
import { cellText } from './output.ts';
import { cut, oneLine } from './text.ts';

const longest = 80;

function shown(value: unknown): string {
  if (value === null) return '(nothing)';
  // What has a short id is told by it.
  const text = typeof value === 'string' ? (identify(value)?.id ?? value) : cellText(value);
  return cut(oneLine(text), longest);
}

/** `license: mit → apache-2.0`, `tags: +a -b`. */
export function changeText({ property, before, after, added, removed, evidence }: PropertyChange): string {
  if (evidence !== undefined) return `${property}: the same, otherwise witnessed`;
  if (added === undefined || removed === undefined) return `${property}: ${shown(before)} → ${shown(after)}`;
  const signs = [...added.map((item) => `+${shown(item)}`), ...removed.map((item) => `-${shown(item)}`)];
  return `${property}: ${signs.join(' ')}`;
}
