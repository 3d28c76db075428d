import { describe, expect, it } from 'vitest';
import { withdrawalOf } from '../../../extract/arxiv/withdrawal.ts';

const range = { offset: 0, length: 1 };
function words(place: 'summary' | 'comment', text: string): readonly string[] {
  const entry = { summary: undefined, comment: undefined, [place]: { text, range } };
  return withdrawalOf(entry).map((one) => one.words);
}

describe('a withdrawn paper', () => {
  it.each([
    ['summary', 'This paper has been withdrawn by the author due to a sign error in equation 1.'],
    ['summary', 'The paper is withdrawn'],
    ['summary', 'This article has been temporarily withdrawn'],
    ['summary', 'Our manuscript has been retracted'],
    ['comment', 'Withdrawn'],
    ['comment', 'Paper withdrawn due to an error'],
    ['comment', 'This submission has been withdrawn by arXiv administrators'],
    ['comment', '10 pages. Withdrawn by the authors'],
  ] as const)('says so in its %s: %s', (place, text) => {
    expect(words(place, text)).toHaveLength(1);
  });

  it.each([
    ['summary', 'The drug was withdrawn from the market.'],
    ['summary', 'We study sums withdrawn by customers.'],
    ['summary', 'Withdrawn users are a problem of social networks.'],
    ['summary', 'This paper was withdrawn from the conference and is published here.'],
    ['comment', 'Withdrawn from a conference, submitted to a journal'],
    ['comment', 'Replaces a version that was withdrawn'],
    ['comment', '12 pages, 3 figures'],
  ] as const)('is not one that says in its %s: %s', (place, text) => {
    expect(words(place, text)).toEqual([]);
  });

  it('is quoted without half a character', () => {
    const [quoted = ''] = words('comment', `Withdrawn ${'😀'.repeat(100)}`);
    expect(Buffer.from(quoted).toString()).toBe(quoted);
    expect(quoted.length).toBeLessThan(200);
  });
});
