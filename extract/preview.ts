import { toWellFormed } from './well-formed.ts';

const longest = 200;
const deepest = 4;

/** What stood in the source, for an issue: at most 200 characters, well-formed, whatever the value and however deep. */
export function preview(value: unknown): string {
  return cut(typeof value === 'string' ? value : show(value, 0, longest));
}

function cut(text: string): string {
  return toWellFormed(text.length <= longest ? text : text.slice(0, cutAt(text)));
}

/** Never between the two halves of one character. */
function cutAt(text: string): number {
  const last = text.charCodeAt(longest - 1);
  return last >= 0xd800 && last <= 0xdbff ? longest - 1 : longest;
}

/** JSON, given up as soon as `room` characters are passed. */
function show(value: unknown, depth: number, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (typeof value !== 'object' || value === null) return typeof value === 'symbol' ? 'symbol' : String(value);
  if (depth === deepest) return '…';
  return Array.isArray(value) ? showArray(value, depth, room) : showObject(value, depth, room);
}

function showArray(items: readonly unknown[], depth: number, room: number): string {
  let text = '[';
  for (let i = 0; i < items.length && text.length < room; i++) {
    text += (i === 0 ? '' : ',') + show(items[i], depth + 1, room - text.length);
  }
  return `${text}]`;
}

function showObject(object: object, depth: number, room: number): string {
  let text = '{';
  for (const key of Object.keys(object)) {
    if (text.length >= room) break;
    const value = Object.getOwnPropertyDescriptor(object, key)?.value as unknown;
    text += `${text === '{' ? '' : ','}${JSON.stringify(key.slice(0, room))}:`;
    text += show(value, depth + 1, room - text.length);
  }
  return `${text}}`;
}
