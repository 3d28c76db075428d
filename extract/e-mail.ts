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

const bracketed = /[<([{](?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}[>)\]}]/g;
const bare = /(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
