import { describe, expect, it } from 'vitest';
import { CardText } from '../../extract/huggingface/card/card-text.ts';
import { readFrontMatter } from '../../extract/huggingface/card/read-front-matter.ts';
import { IssueList } from '../../extract/issue-list.ts';
import { patchBaseModels } from '../../src/query/suggest/front-matter-edit.ts';
import { linesOf } from '../../src/query/suggest/unified-diff.ts';
import { realdata } from '../support/realdata.ts';
import { recordedCards } from '../support/recorded-cards.ts';

if (realdata === undefined) console.log('skipped: patches of recorded cards (STEMMA_REALDATA is not set)');

const base = 'fern/bracken';

/** The card after the one hunk of a patch. */
function applied(card: string, patch: string): string {
  const before = linesOf(card);
  const hunk = linesOf(patch).slice(2);
  const [, start = '0', count = '0'] = /^@@ -(\d+),(\d+) /.exec(hunk[0] ?? '') ?? [];
  const from = Number(count) === 0 ? Number(start) : Number(start) - 1;
  const said: { mark: string; text: string }[] = [];
  for (const line of hunk.slice(1)) {
    const last = said.at(-1);
    if (line.startsWith('\\') && last !== undefined) last.text = last.text.replace(/\n$/, '');
    else said.push({ mark: line[0] ?? '', text: line.slice(1) });
  }
  const old = said.filter(({ mark }) => mark !== '+').map(({ text }) => text);
  expect(before.slice(from, from + old.length).join('')).toBe(old.join(''));
  const now = said.filter(({ mark }) => mark !== '-').map(({ text }) => text);
  return [...before.slice(0, from), ...now, ...before.slice(from + old.length)].join('');
}

function read(card: string): { values: Readonly<Record<string, unknown>>; codes: readonly string[] } {
  const issues = new IssueList();
  const { fields } = readFrontMatter(new CardText(Buffer.from(card)), issues);
  return { values: fields.values, codes: issues.all().map(({ code }) => code) };
}

describe.skipIf(realdata === undefined)('a base put into each of 16,241 recorded cards', () => {
  it('changes that field alone, or leaves the card to people', { timeout: 120_000 }, () => {
    let patched = 0;
    const problems = new Map<string, number>();
    for (const { readme } of recordedCards(realdata ?? '')) {
      const result = patchBaseModels(readme, { add: [base], respell: [] });
      if ('problem' in result) {
        problems.set(result.problem, (problems.get(result.problem) ?? 0) + 1);
        continue;
      }
      patched += 1;
      const text = applied(readme, result.patch);
      const isAhead = text.endsWith(readme);
      expect(isAhead || text.replace(/^base_model: fern\/bracken\r?\n/m, '') === readme, readme.slice(0, 500)).toBe(
        true,
      );
      const [before, after] = [read(readme), read(text)];
      // A card with broken front matter keeps its errors; the new line stands where the author can see it.
      if (before.codes.some((code) => code.startsWith('yaml'))) continue;
      const { base_model: stated, ...others } = after.values;
      expect([stated].flat()).toContain(base);
      expect(others).toEqual({ ...before.values, base_model: undefined });
    }
    console.info({ patched, problems: Object.fromEntries(problems) });
    expect(patched).toBeGreaterThan(16_000);
    expect([...problems.keys()].toSorted()).toEqual([
      'something stands before the front matter',
      'the front matter has no end',
    ]);
  });
});
