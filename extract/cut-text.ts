import type { IssueList } from './issue-list.ts';
import type { Found } from './found.ts';

/** Characters of one text that are kept; a card's own text has no bound. */
export const longestText = 16_384;

/** The text, or its beginning, which is then said. Never cut between the two halves of one character. */
export function cutText({ value, pointer }: Found<string>, issues: IssueList): string {
  if (value.length <= longestText) return value;
  issues.inform('text-cut', `${value.length} characters, of which the first ${longestText} are kept`, pointer);
  const last = value.charCodeAt(longestText - 1);
  return value.slice(0, last >= 0xd800 && last <= 0xdbff ? longestText - 1 : longestText);
}
