/** What Node has since version 20 and the `es2023` library does not declare. */
interface WellFormedText {
  isWellFormed(): boolean;
  toWellFormed(): string;
}

/** Whether the text has no lone surrogate, so that it can be written as UTF-8 and read again as the same text. */
export function isWellFormed(text: string): boolean {
  return (text as unknown as WellFormedText).isWellFormed();
}

/** The text with U+FFFD for each lone surrogate. */
export function toWellFormed(text: string): string {
  return (text as unknown as WellFormedText).toWellFormed();
}
