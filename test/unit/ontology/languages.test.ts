import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNoLanguage,
  languageNamed,
  languageOf,
  languagesIn,
  twoLetterCodes,
} from '../../../ontology/vocab/languages.ts';

describe('languages', () => {
  it('knows the 184 two-letter codes, each as its own tag', () => {
    const codes = twoLetterCodes();
    expect(codes).toHaveLength(184);
    for (const code of codes)
      expect(languageOf(code)).toEqual({ tag: code, name: expect.any(String), from: 'iso639-1' });
  });

  it('knows three-letter codes, and shortens those that have two letters', () => {
    expect(languageOf('yue')).toEqual({ tag: 'yue', name: 'Yue Chinese', from: 'iso639-3' });
    expect(languageOf('eng')).toEqual({ tag: 'en', name: 'English', from: 'iso639-3', changed: 'longer-code' });
    expect(languageOf('ger')).toEqual({ tag: 'de', name: 'German', from: 'iso639-3', changed: 'longer-code' });
  });

  it.each([
    ['iw', 'he'],
    ['jw', 'jv'],
    ['in', 'id'],
  ])('writes the outdated %s as %s', (old, now) => {
    expect(languageOf(old)).toMatchObject({ tag: now, changed: 'outdated-code' });
  });

  it.each([
    ['zh-CN', 'zh-CN', undefined],
    ['pt-BR', 'pt-BR', undefined],
    ['sr-Latn', 'sr-Latn', undefined],
    ['es-419', 'es-419', undefined],
    ['zh-Hans-CN', 'zh-Hans-CN', undefined],
    ['de-1996', 'de-1996', undefined],
    ['en-x-pirate', 'en-x-pirate', undefined],
    ['zh_cn', 'zh-CN', 'spelling'],
    ['SR-LATN-RS', 'sr-Latn-RS', 'spelling'],
    ['EN', 'en', 'spelling'],
    [' en ', 'en', 'spelling'],
    ['por-BR', 'pt-BR', 'longer-code'],
    ['iw-IL', 'he-IL', 'outdated-code'],
  ])('reads %s as %s', (text, tag, changed) => {
    const found = languageOf(text);
    expect(found?.tag).toBe(tag);
    expect(found?.changed).toBe(changed);
  });

  it('names the whole tag', () => {
    expect(languageOf('zh-CN')?.name).toBe('Chinese (CN)');
  });

  it.each([
    '',
    'kh',
    'cn',
    'jp',
    'gr',
    'english',
    'English',
    'multilingual',
    'code',
    'fw_',
    'zxx',
    'und',
    'mul',
    'mis',
    'en-',
    '-en',
    'e',
    'xx',
    'en--US',
    '🇩🇪',
    '__proto__',
    'constructor',
    'ab1',
    'llm4',
  ])('says of %j that it is no language', (text) => {
    expect(languageOf(text)).toBeUndefined();
  });

  it('takes three letters that ISO 639-3 lists, whatever machine learning means by them', () => {
    for (const code of ['mlx', 'trl', 'moe', 'ner', 'vit']) expect(languageOf(code)?.from).toBe('iso639-3');
  });

  it.each([
    ['tok', 'tok', 'Toki Pona'],
    ['roa', 'roa', 'Romance languages'],
    ['ji', 'yi', 'Yiddish'],
    ['ajp', 'apc', 'North Levantine Arabic'],
  ])('follows the registry of BCP 47: %s is %s, %s', (code, tag, name) => {
    expect(languageOf(code)).toMatchObject({ tag, name });
  });

  it.each([
    ['English', 'en'],
    ['  norwegian   bokmål ', 'nb'],
    ['Castilian', 'es'],
    ['Greek', 'el'],
    ['Swahili', 'sw'],
    ['Cantonese', 'yue'],
    ['Simplified Chinese', 'zh-Hans'],
  ])('knows the name %j as %s', (name, tag) => {
    expect(languageNamed(name)).toMatchObject({ tag, changed: 'name' });
  });

  it.each(['', 'Elvish', 'code', '__proto__', 'constructor', 'x'.repeat(5_000)])('knows no name %.20j', (name) => {
    expect(languageNamed(name)).toBeUndefined();
  });

  it.each([
    ['en', ['en'], []],
    ['en,fr', ['en', 'fr'], []],
    ['English, French and German', ['en', 'fr', 'de'], []],
    ['zh-CN; pt_BR', ['zh-CN', 'pt-BR'], []],
    ['en de nl', ['en', 'de', 'nl'], []],
    ['scientific english', [], ['scientific english']],
    ['ge', [], ['ge']],
    ['en, multilingual', ['en'], []],
    ['en / Elvish', ['en'], ['Elvish']],
    ['Elvish / Dwarvish', [], ['Elvish / Dwarvish']],
    ['multilingual', [], []],
    ['', [], ['']],
    ['cn', [], ['cn']],
    [','.repeat(100_000), [], [','.repeat(100_000)]],
  ])('finds in %.40j the languages %j', (text, tags, unknown) => {
    const stated = languagesIn(text);
    expect(stated.found.map(({ tag }) => tag)).toEqual(tags);
    expect(stated.unknown).toEqual(unknown);
  });

  it('takes words for several, for code and for nothing known as no language', () => {
    for (const word of ['multilingual', 'Multilingual', 'mul', 'code', 'zxx', 'und'])
      expect(isNoLanguage(word)).toBe(true);
    for (const word of ['en', 'codes', '']) expect(isNoLanguage(word)).toBe(false);
  });

  it('gives tags that are their own canonical form', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{2,3}([-_]([A-Za-z]{4}|[A-Za-z]{2}|[0-9]{3})){0,2}$/), (text) => {
        const tag = languageOf(text)?.tag;
        if (tag !== undefined) expect(languageOf(tag)).toEqual({ ...languageOf(tag), tag });
        if (tag !== undefined) expect(languageOf(tag)?.changed).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });
});
