/** Whether the text is the address of something on the web, as it stands. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s<>"{}|\\^`\p{Cc}]+$/iu.test(text) && URL.canParse(text);
}
