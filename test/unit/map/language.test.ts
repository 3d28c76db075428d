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

  it.each(['multilingual', 'code', 'English', 'cn', ''])('says that %j is no code of a language', (word) => {
    expect(languages({ cardData: { language: word } })).toEqual([]);
    expect(issuesOf(mapFields({ cardData: { language: word } }))).toEqual([`unknown-language ${word}`]);
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
