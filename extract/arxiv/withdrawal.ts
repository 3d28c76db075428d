import type { AtomEntry, AtomText } from './atom.ts';

/** The words by which a paper says that it is withdrawn. */
export interface Withdrawal {
  readonly from: AtomText;
  readonly words: string;
}

/**
 * arXiv marks a withdrawn paper by words alone: a last version without text, whose abstract or comment says so. What was
 * withdrawn from elsewhere (a conference, a shop) or is told of other papers does not count.
 */
export function withdrawalOf({ summary, comment }: Pick<AtomEntry, 'summary' | 'comment'>): readonly Withdrawal[] {
  return [...found(summary, [aboutThis]), ...found(comment, [aboutThis, bareWord, byWhom])];
}

/** What follows is quoted in part, and never with half a character. */
const more = '[^\\p{Cs}]{0,60}';
const work = '(?:paper|article|submission|manuscript|preprint|work|document|note|version|letter|report|entry)';
/** At the start of a text: "This paper has been withdrawn by the author due to …", "The article is temporarily withdrawn". */
const aboutThis = new RegExp(
  `^\\W{0,3}(?:this|the|our)(?: \\w{1,20}){0,2}? ${work}s?(?: \\w{1,20})? (?:has|have|had|is|was)(?: now)?(?: been| being)?(?: \\w{1,15})? (?:withdrawn|retracted)(?! from)\\b${more}`,
  'iu',
);
/** "Withdrawn", "Paper withdrawn", "withdrawn due to an error". */
const bareWord = new RegExp(`^\\W{0,3}(?:${work} )?(?:is )?(?:withdrawn|retracted)(?! from)\\b${more}`, 'iu');
/** "10 pages; withdrawn by the authors". */
const byWhom = new RegExp(`\\b(?:withdrawn|retracted) by (?:the )?(?:arxiv|authors?|submitters?)\\b${more}`, 'iu');

function found(from: AtomText | undefined, patterns: readonly RegExp[]): readonly Withdrawal[] {
  if (from === undefined) return [];
  for (const pattern of patterns) {
    const words = pattern.exec(from.text.slice(0, mostRead))?.[0];
    if (words !== undefined) return [{ from, words: words.trim() }];
  }
  return [];
}

/** Characters; the news stands at the beginning. */
const mostRead = 2_000;
