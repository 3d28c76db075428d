import { beforeAll, describe, expect, it } from 'vitest';
import { isMap, parseDocument } from 'yaml';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { cardInput } from '../support/card-input.ts';
import { realdata } from '../support/realdata.ts';
import { type RecordedCard, recordedCards } from '../support/recorded-cards.ts';

if (realdata === undefined) console.log('skipped: 16,241 recorded cards (STEMMA_REALDATA is not set)');

describe.skipIf(realdata === undefined)('16,241 recorded cards of 2022', () => {
  let cards: readonly RecordedCard[] = [];
  let results: readonly MapResult[] = [];

  beforeAll(() => {
    cards = recordedCards(realdata ?? '');
    const inputs = cards.map(({ modelId, readme }) => cardInput(readme, modelId));
    const started = performance.now();
    results = inputs.map(map);
    const seconds = (performance.now() - started) / 1000;
    console.log(`${Math.round(cards.length / seconds)} cards/s`);
  });

  it('are all described but for six pointers to large files', () => {
    const refused = results.filter((result) => result.entities.length === 0);
    expect(cards).toHaveLength(16_241);
    expect(refused.map((result) => result.issues.map((issue) => issue.code))).toEqual(
      Array.from({ length: 6 }, () => ['not-a-card']),
    );
    expect(cards.filter(({ readme }) => readme.startsWith('version https://git-lfs'))).toHaveLength(6);
  });

  it('have every failure of their front matter in the issues, with its line, as a second reading counts them', () => {
    const told = results.flatMap(({ issues }, i) =>
      issues
        .filter(({ code }) => /^yaml-(?:error|unclosed|not-mapping)$/.test(code))
        .map(({ code, message }) => `${cards[i]?.modelId} ${code} ${/^line (\d+)/.exec(message)?.[1]}`),
    );
    const counted = cards.flatMap(({ modelId, readme }) =>
      failuresOf(readme).map((failure) => `${modelId} ${failure}`),
    );
    const closed = (failure: string): boolean => !open.has(failure.split(' ')[0] ?? '');
    const open = new Set(counted.filter((one) => one.includes('yaml-unclosed')).map((one) => one.split(' ')[0]));
    // Where no end is marked, how far the front matter goes is a matter of judgement; that it is open is not.
    expect(told.filter((one) => closed(one) || one.includes('yaml-unclosed')).sort()).toEqual([...counted].sort());
    expect(counted.length).toBeGreaterThan(60);
  });

  it('have a value of the card at every place that is named', () => {
    for (const [i, { entities, issues }] of results.entries()) {
      const bytes = Buffer.from(cards[i]?.readme ?? '');
      const pointers = [...entities.flatMap((entity) => entity.evidence), ...issues].map((one) => one.pointer);
      for (const pointer of pointers) if (pointer !== '') expect(rangeAt(bytes, pointer), pointer).toBeDefined();
    }
  });

  it('name what they are known to name', () => {
    const holding = (property: string): number =>
      results.filter(({ entities }) => entities[0]?.[property] !== undefined).length;
    const properties =
      'license inLanguage trainedOn citation referencePublication mentions description usageInstructions intendedUse';
    console.log(Object.fromEntries(properties.split(' ').map((property) => [property, holding(property)])));
    const stated = cards.filter(({ readme }) =>
      /^\s*---\s*\n(?:(?!---\s*$).*\n)*?license: *[\w"']/m.test(readme.slice(0, 20_000)),
    );
    expect(holding('licenseTag') / stated.length).toBeGreaterThan(0.98);
    const linked = cards.filter(({ readme }) => /arxiv\.org\/(?:abs|pdf)\/\d{4}\.\d{4,5}/.test(readme)).length;
    expect(holding('citation')).toBeGreaterThanOrEqual(linked * 0.98);
  });
});

/** By splitting lines, and the parser's own reading of what stands between the marks. */
function failuresOf(readme: string): readonly string[] {
  const lines = readme.replace(/^\uFEFF/, '').split(/\r?\n/);
  let at = 0;
  while (at < lines.length && lines[at]?.trim() === '') at += 1;
  if (lines[at]?.trim() !== '---') return [];
  const end = lines.findIndex((line, i) => i > at && /^---[ \t]*$/.test(line));
  if (end === -1) return [`yaml-unclosed ${at + 1}`];
  const document = parseDocument(lines.slice(at + 1, end).join('\n'), { uniqueKeys: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) return [`yaml-error ${at + 1 + (error.linePos?.[0].line ?? 0)}`];
  if (document.contents === null || isMap(document.contents)) return [];
  const before = lines
    .slice(at + 1, end)
    .join('\n')
    .slice(0, document.contents.range[0]);
  return [`yaml-not-mapping ${at + 1 + before.split('\n').length}`];
}
