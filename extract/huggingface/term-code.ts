import { isWellFormed } from '../well-formed.ts';

/** What may be the code of a task. */
export function isTaskCode(text: string): boolean {
  return /^[A-Za-z0-9][\w.+-]{0,95}$/.test(text);
}

/** What may be the name of a library; some have blanks. */
export function isLibraryName(text: string): boolean {
  return /^[A-Za-z0-9](?:[\w.+ -]{0,94}[\w.+-])?$/.test(text);
}

/** What may be a tag: authors write what they like. */
export function isTag(text: string): boolean {
  return text !== '' && text.length <= 256 && text === text.trim() && !/\p{Cc}/u.test(text) && isWellFormed(text);
}
