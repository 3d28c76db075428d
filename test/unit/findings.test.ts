import { describe, expect, it } from 'vitest';
import { whatIsHidden } from '../../src/query/findings/hidden-characters.ts';
import { howAlike } from '../../src/query/findings/look-alike-owners.ts';

const account = (name: string): string => `hf:accounts/${name}`;

describe('names like another', () => {
  it.each([
    ['meta-Ilama', 'meta-llama'],
    ['rnistral', 'mistral'],
    ['G00gle', 'google'],
    ['stabilityai', 'stability-ai'],
  ])('%s is alike at a glance to %s', (one, other) => {
    expect(howAlike(account(one), account(other))).toBe('alike at a glance to');
    expect(howAlike(account(other), account(one))).toBe('alike at a glance to');
  });

  it('one letter counts only in names long enough', () => {
    expect(howAlike(account('mistralal'), account('mistralai'))).toBe('alike at a glance to');
    expect(howAlike(account('mistralab'), account('mistralai'))).toBe('one letter from');
    expect(howAlike(account('abc'), account('abd'))).toBeUndefined();
    expect(howAlike(account('google'), account('mistral'))).toBeUndefined();
    expect(howAlike(account('Google'), account('google'))).toBeUndefined();
  });
});

describe('hidden characters', () => {
  it.each([
    ['a\u202eb', 'U+202E'],
    ['zero\u200bwidth', 'U+200B'],
    ['bell\u0007', 'U+0007'],
  ])('are named: %j', (text, code) => expect(whatIsHidden(text)).toContain(code));

  it('are not seen in words of one alphabet', () => {
    for (const text of ['gpt-4', 'Пример', 'Ελληνικά', '日本語モデル', 'naïve', 'family 👨‍👩‍👧'.replaceAll('\u200d', '')])
      expect(whatIsHidden(text)).toBeUndefined();
  });

  it('letters of alphabets that look alike in one word are told', () => {
    expect(whatIsHidden('g\u043e\u043egle')).toContain('alphabets');
  });
});
