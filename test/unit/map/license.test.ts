import { describe, expect, it } from 'vitest';
import { mintHubLicense, mintModelLicense, mintSpdx } from '../../../ontology/iri.ts';
import { evidenceOf, firstEntity, issuesOf, mapFields } from '../../support/map-input.ts';

const own = mintModelLicense('org/model');

describe('licence', () => {
  it('joins tag and card to one SPDX licence and keeps the word', () => {
    const result = mapFields({ tags: ['license:apache-2.0'], cardData: { license: 'apache-2.0' } });
    expect(firstEntity(result)).toMatchObject({ license: [mintSpdx('Apache-2.0')], licenseTag: 'apache-2.0' });
    expect(evidenceOf(result, 'license').map((one) => [one.method, one.pointer])).toEqual([
      ['hub-tag', '/tags/0'],
      ['yaml-frontmatter', '/cardData/license'],
    ]);
  });

  it('is less sure of a GNU licence without "only" or "or later"', () => {
    const [evidence] = evidenceOf(mapFields({ tags: ['license:gpl-3.0'] }), 'license');
    expect(evidence).toMatchObject({ value: mintSpdx('GPL-3.0-only'), confidence: 0.8, literal: 'gpl-3.0' });
  });

  it('gives licences of the Hub their own node', () => {
    expect(firstEntity(mapFields({ tags: ['license:gemma'] }))).toMatchObject({
      license: [mintHubLicense('gemma')],
      licenseTag: 'gemma',
    });
  });

  it("makes the model's own licence of `other` with a name or link", () => {
    const cardData = { license: 'other', license_name: 'qwen-research', license_link: 'LICENSE' };
    const result = mapFields({ tags: ['license:other'], cardData });
    expect(firstEntity(result)).toMatchObject({ license: [own], licenseTag: 'other' });
    expect(evidenceOf(result, 'license')).toHaveLength(2);
    expect(result.entities[1]).toMatchObject({
      '@id': own,
      '@type': 'License',
      name: 'qwen-research',
      url: 'https://huggingface.co/org/model/blob/main/LICENSE',
    });
    const link = { license: 'other', license_link: 'https://example.org/licence' };
    expect(mapFields({ cardData: link }).entities[1]).toMatchObject({
      name: 'model',
      url: 'https://example.org/licence',
    });
  });

  it.each(['other', 'unknown'])('says no licence where %s is all that is stated', (word) => {
    const result = mapFields({ tags: [`license:${word}`], cardData: { license: word } });
    expect(firstEntity(result)['license']).toBeUndefined();
    expect(firstEntity(result)['licenseTag']).toBe(word);
    expect([result.entities.length, ...issuesOf(result)]).toEqual([1]);
  });

  it('keeps words that name no licence, with an issue', () => {
    const result = mapFields({ cardData: { license: '???' } });
    expect(firstEntity(result)).toMatchObject({ licenseTag: '???' });
    expect(firstEntity(result)['license']).toBeUndefined();
    expect(issuesOf(result)).toEqual(['unknown-license ???']);
  });

  it('reads SPDX ids in any case, and several licences', () => {
    const result = mapFields({ cardData: { license: ['mit', 'MIT', 'CC-BY-4.0'] } });
    expect(firstEntity(result)).toMatchObject({ license: [mintSpdx('CC-BY-4.0'), mintSpdx('MIT')], licenseTag: 'mit' });
    expect(issuesOf(result)).toEqual(['second-value MIT', 'second-value CC-BY-4.0']);
  });

  it('says when a licence name has no licence `other` beside it', () => {
    const result = mapFields({ cardData: { license: 'mit', license_name: 'my-own' } });
    expect(firstEntity(result)['license']).toEqual([mintSpdx('MIT')]);
    expect([result.entities.length, ...issuesOf(result)]).toEqual([1, 'unused-license-name my-own']);
  });

  it.each(['javascript:alert(1)', '../../etc/passwd', 'see the readme', 'http://a b'])(
    'refuses %j as a link',
    (link) => {
      const result = mapFields({ cardData: { license: 'other', license_name: 'x', license_link: link } });
      expect(result.entities[1]?.['url']).toBeUndefined();
      expect(issuesOf(result)).toEqual([`not-a-url ${link}`]);
    },
  );

  it.each([[{}], [7], [[null]], [true]])('says that %j is no licence', (license) => {
    expect(issuesOf(mapFields({ cardData: { license } }))).toHaveLength(1);
  });
});
