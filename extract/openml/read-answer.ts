import { isUtf8 } from 'node:buffer';
import { messageOf } from '../../src/core/errors.ts';
import { type OmlNode, openDocument } from './document.ts';

/** An answer of the API, read as far as the extractor needs it. */
export type ReadAnswer =
  | { readonly kind: 'record'; readonly root: OmlNode }
  | { readonly kind: 'error'; readonly code: string | undefined; readonly message: string }
  | { readonly kind: 'unreadable'; readonly problem: string };

/** Whether a body is XML, whatever was asked for: errors that are met early are always XML. */
function isXml(body: Buffer): boolean {
  return /^(?:\u00EF\u00BB\u00BF)?\s*</.test(body.toString('latin1', 0, 100));
}

export function isPage(body: Buffer): boolean {
  return /^(?:\u00EF\u00BB\u00BF)?\s*<(?:!doctype html|html|head|body)\b/i.test(body.toString('latin1', 0, 200));
}

function isBlank(body: Buffer): boolean {
  return body.toString('latin1', 0, 100).trim() === '';
}

/** Why a body is no answer of the API at all, and another will come later: a page of an overloaded server, or nothing. */
export function noAnswer(body: Buffer): string | undefined {
  if (isBlank(body)) return 'an empty answer';
  return isPage(body) ? 'a web page instead of an answer' : undefined;
}

/** Total. */
export function readAnswer(status: number, body: Buffer, root: string): ReadAnswer {
  const value = parse(body);
  const error = errorIn(value, body);
  if (error !== undefined) return error;
  if (status < 200 || status > 299)
    return { kind: 'error', code: undefined, message: body.toString('utf8', 0, 300).trim() };
  if (value === undefined) return { kind: 'unreadable', problem: problemOf(body) };
  const opened = openDocument(value, body, root);
  return 'problem' in opened ? { kind: 'unreadable', problem: opened.problem } : { kind: 'record', root: opened.root };
}

/** JSON as its value, XML as a text; undefined for what is neither. */
function parse(body: Buffer): unknown {
  if (isXml(body)) return isPage(body) ? undefined : body.toString('utf8');
  if (!isUtf8(body)) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function problemOf(body: Buffer): string {
  const none = noAnswer(body);
  if (none !== undefined) return none;
  if (!isUtf8(body)) return 'the answer is not UTF-8';
  try {
    JSON.parse(body.toString('utf8'));
    return 'the answer is no object';
  } catch (error) {
    return `the answer is not JSON: ${messageOf(error)}`;
  }
}

/** `{"error": {"code", "message", …}}` in either form; the coming server writes the members at the top. */
function errorIn(value: unknown, body: Buffer): (ReadAnswer & { readonly kind: 'error' }) | undefined {
  if (typeof value === 'string' && !/<(?:oml:)?error\b/.test(value.slice(0, 1000))) return undefined;
  const opened = openDocument(value, body, 'error');
  if ('root' in opened) {
    const { root } = opened;
    const more = root.text('additional_information')?.value;
    const message = [root.text('message')?.value ?? 'no message', ...(more === undefined ? [] : [more])].join(': ');
    return { kind: 'error', code: root.text('code')?.value, message: message.slice(0, 500) };
  }
  return problemDetails(value);
}

function problemDetails(value: unknown): (ReadAnswer & { readonly kind: 'error' }) | undefined {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('detail' in value || 'title' in value))
    return undefined;
  const { code, detail, title } = value as Readonly<Record<string, unknown>>;
  const message = [title, detail].filter((text) => typeof text === 'string').join(': ');
  return { kind: 'error', code: String(code), message: message.slice(0, 500) };
}
