import { describe, expect, it } from 'vitest';
import { mintLanguage } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, issuesOf, mapFields } from '../../support/map-input.ts';

type Fields = Parameters<typeof mapFields>[0];
const prefix = mintLanguage('');

function languages(fields: Fields): readonly string[] {
  return ((firstEntity(mapFields(fields))['inLanguage'] ?? []) as string[]).map((iri) => iri.slice(prefix.length));
}

function keywords(fields: Fields): unknown {
  return firstEntity(mapFields(fields))['keywords'];
}

describe('language', () => {
  it.each(['mlx', 'trl', 'act', 'ner', 'tts', 'asr', 'moe', 'rag'])('takes the bare tag %s for a keyword', (tag) => {
    expect(languages({ tags: [tag] })).toEqual([]);
    expect(keywords({ tags: [tag] })).toEqual([tag]);
  });

  it('takes two-letter codes from tags, and longer ones the card confirms', () => {
    const fields = { tags: ['en', 'tf', 'ary', 'zh-CN', 'deu'], cardData: { language: ['ary', 'zh-CN'] } };
    expect(languages(fields)).toEqual(['ary', 'en', 'zh-CN']);
    expect(keywords(fields)).toEqual(['deu', 'tf']);
    expect(evidenceOf(mapFields(fields), 'inLanguage')).toHaveLength(5);
  });

  it('writes outdated and longer codes as today, with the literal', () => {
    const result = mapFields({ cardData: { language: ['iw', 'deu', 'EN'] } });
    expect(languages({ cardData: { language: ['iw', 'deu', 'EN'] } })).toEqual(['de', 'en', 'he']);
    expect(evidenceOf(result, 'inLanguage').map((one) => one.literal)).toEqual(['iw', 'deu', 'EN']);
    expect(languages({ tags: ['in', 'iw'] })).toEqual([]);
  });

  it.each(['cn', 'Klingon-ish', 'English (US)', ''])('says that %j is no language', (word) => {
    expect(languages({ cardData: { language: word } })).toEqual([]);
    expect(issuesOf(mapFields({ cardData: { language: word } }))).toEqual([`unknown-language ${word}`]);
  });

  it('reads names and several languages in one string, less sure, with the literal', () => {
    const fields = { tags: ['ary'], cardData: { language: ['English', 'fr,de', 'Moroccan Arabic', 'en and cn'] } };
    const result = mapFields(fields);
    expect(languages(fields)).toEqual(['ary', 'de', 'en', 'fr']);
    expect(issuesOf(result)).toEqual(['unknown-language cn']);
    const witnesses = evidenceOf(result, 'inLanguage');
    expect(witnesses.map(({ literal, method }) => `${method} ${literal}`)).toEqual([
      'yaml-frontmatter English',
      'yaml-frontmatter fr,de',
      'yaml-frontmatter fr,de',
      'yaml-frontmatter Moroccan Arabic',
      'yaml-frontmatter en and cn',
      'hub-tag undefined',
    ]);
    expect(new Set(witnesses.map(({ confidence }) => confidence))).toEqual(new Set([0.8, 0.95]));
  });

  it.each(['multilingual', 'code', 'Multilingual'])('keeps %j as a word, for it names no language', (word) => {
    const fields = { tags: ['multilingual'], cardData: { language: [word, 'en'] } };
    expect(languages(fields)).toEqual(['en']);
    expect(keywords(fields)).toEqual([...new Set(['multilingual', word.toLowerCase()])].sort());
    expect(issuesOf(mapFields(fields))).toEqual([]);
  });

  it('sees Norwegian where a reader of YAML saw false', () => {
    const fields = { tags: ['no'], cardData: { language: false } };
    expect(languages(fields)).toEqual(['no']);
    expect(issuesOf(mapFields(fields))).toEqual(['boolean-language false']);
    expect(languages({ cardData: { language: ['en', false] } })).toEqual(['en']);
  });

  it.each([[{ language: null }], [7], [[['en']]]])('says that %j has the wrong shape', (language) => {
    expect(issuesOf(mapFields({ cardData: { language } }))[0]).toMatch(/^wrong-shape /);
  });
});
