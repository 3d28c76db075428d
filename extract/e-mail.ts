/**
 * Addresses of people are never stored: texts that are kept are kept without them. What stood in brackets around one goes with
 * it. Linear, for a text without `@` costs one search.
 */
export function withoutEmails(text: string): string {
  if (!text.includes('@')) return text;
  return text
    .replace(bracketed, '')
    .replace(bare, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

export function hasEmail(text: string): boolean {
  return text.includes('@') && text.search(bare) !== -1;
}

/** Ends with letters: `name@v1.0` is a revision. */
const bracketed = /[<([{](?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,7}\.[A-Za-z]{2,24}[>)\]}]/g;
const bare = /(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,7}\.[A-Za-z]{2,24}(?![\w-])/g;
