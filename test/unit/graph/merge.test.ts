import { describe, expect, it } from 'vitest';
import { mergeAccounts, mergeClaims } from '../../../graph/merge.ts';
import { evidenceOf, relationshipRowOf, stubOf } from '../../../graph/rows.ts';
import type { EntityLine, Evidence } from '../../../ontology/entity.ts';
import { mintAccount, mintLanguage, mintModel, mintSpdx } from '../../../ontology/iri.ts';

const model = mintModel('a/b');
const mit = mintSpdx('MIT');

function account(
  source: string,
  fetchedAt: string,
  values: Record<string, unknown>,
  evidence: readonly Evidence[] = [],
): EntityLine {
  const run = `2026-01-0${source.length}_00-00-00_aaaaaaaa`;
  const origin = { source, run, record: `raw:${run}/1`, resource: 'r', file: 'f', offset: 0, length: 1, fetchedAt };
  return { '@id': model, '@type': 'MLModel', id: 'hf:a/b', ...values, evidence, origin, contentHash: '' };
}

function witness(property: string, value: string, confidence: number, more: Partial<Evidence> = {}): Evidence {
  return { property, value, method: 'hub-tag', confidence, pointer: '/x', ...more };
}

describe('several accounts of one thing', () => {
  const older = account('one', '2026-01-01T00:00:00Z', { version: 'old', gated: 'auto' }, [
    witness('version', 'old', 0.9),
  ]);
  const newer = account('three', '2026-01-02T00:00:00Z', { version: 'new' }, [witness('version', 'new', 0.7)]);

  it('shows the value of the more authoritative source', () => {
    expect(mergeAccounts([older, newer], ['three', 'one']).values).toMatchObject({ version: 'new', gated: 'auto' });
    expect(mergeAccounts([older, newer], ['one', 'three']).values).toMatchObject({ version: 'old' });
  });

  it('unites lists, but of an ordered one the winner stands whole', () => {
    const one = { ...older, keywords: ['b'], authorNames: ['Zoe', 'Ann', 'Zoe'] };
    const three = { ...newer, keywords: ['a'], authorNames: ['Ann'] };
    expect(mergeAccounts([one, three], ['one']).values).toMatchObject({
      keywords: ['a', 'b'],
      authorNames: ['Zoe', 'Ann', 'Zoe'],
    });
  });

  it('then the better witnessed, then the later one', () => {
    expect(mergeAccounts([older, newer], []).values).toMatchObject({ version: 'old' });
    const even = { ...older, evidence: [witness('version', 'old', 0.7)] };
    expect(mergeAccounts([even, newer], []).values).toMatchObject({ version: 'new' });
  });

  it('does not depend on the order of accounts', () => {
    for (const authority of [[], ['one'], ['three']]) {
      expect(mergeAccounts([older, newer], authority)).toEqual(mergeAccounts([newer, older], authority));
    }
  });

  it('unites lists by code point', () => {
    const lists = [
      account('one', '', { keywords: ['b', '\u{1F600}'] }),
      account('three', '', { keywords: ['\uFFFD', 'b'] }),
    ];
    expect(mergeAccounts(lists, []).values).toMatchObject({ keywords: ['b', '\uFFFD', '\u{1F600}'] });
  });
});

describe('claims', () => {
  it('have the best witness, the count of witnesses and the best literal', () => {
    const evidence = [
      witness('license', mit, 0.9, { pointer: '/tags/1' }),
      witness('license', mit, 0.95, { method: 'yaml-frontmatter', pointer: '/cardData/license' }),
      witness('license', mit, 0.7, { method: 'hub-inferred', literal: 'mit licence' }),
    ];
    expect(mergeClaims([account('one', '2026-01-01T00:00:00Z', { license: [mit] }, evidence)], [])).toEqual([
      {
        property: 'license',
        to: mit,
        method: 'yaml-frontmatter',
        confidence: 0.95,
        evidenceCount: 3,
        literal: 'mit licence',
        claimants: [expect.objectContaining({ pointer: '/cardData/license' })],
      },
    ]);
  });

  it('without any evidence are a fault of the mapper', () => {
    expect(() => mergeClaims([account('one', '', { license: [mit] })], [])).toThrow(/without any evidence/);
  });

  it('keep where they were first read while that source still claims them', () => {
    const claims = (source: string, fetchedAt: string) =>
      mergeClaims([account(source, fetchedAt, { license: [mit] }, [witness('license', mit, 0.9)])], []);
    const [claim] = claims('one', '2026-03-01T00:00:00.000Z');
    if (claim === undefined) throw new Error('no claim');
    const fresh = evidenceOf(relationshipRowOf(model, claim));
    expect(fresh).toMatchObject({ firstSeen: '2026-03-01T00:00:00Z', source: 'one' });
    const earlier = {
      ...fresh,
      run: 'earlier',
      record: 'raw:earlier/9',
      pointer: '/y',
      firstSeen: '2026-01-01T00:00:00Z',
    };
    expect(evidenceOf(relationshipRowOf(model, claim, earlier))).toEqual(earlier);
    expect(evidenceOf(relationshipRowOf(model, claim, { ...earlier, source: 'gone' }))).toEqual(fresh);
    expect(evidenceOf(relationshipRowOf(model, claim, { ...fresh, pointer: '/wrong' }))).toEqual(fresh);
  });
});

describe('a node nobody described', () => {
  it('is a stub of the class its IRI tells, unless the property allows another', () => {
    expect(stubOf(mintModel('x/y'), 'MLModel', 'baseModel')).toMatchObject({
      label: 'MLModel',
      row: { properties: { id: 'hf:x/y', name: 'y', resolved: false } },
    });
    expect(stubOf(mintAccount('x'), 'MLModel', 'sharedBy')).toMatchObject({
      label: 'Agent',
      row: { properties: { resolved: false } },
    });
    expect(stubOf('https://example.org/paper', 'MLModel', 'citation')).toMatchObject({
      label: 'ScholarlyArticle',
      row: { properties: { id: 'https://example.org/paper', name: 'paper' } },
    });
  });

  it('is told by the shipped vocabularies where they know it', () => {
    expect(stubOf(mintLanguage('de'), 'MLModel', 'inLanguage').row.properties).toMatchObject({
      alternateName: ['German'],
      resolved: true,
    });
  });
});

describe('parents named by several accounts of a source', () => {
  const rank = ['hub models', 'hub cards', 'other rows'];
  const of = (part: string, claims: Readonly<Record<string, string>>, method: Evidence['method']): EntityLine => {
    const [source = '', resource = ''] = part.split(' ');
    const values = Object.fromEntries(Object.entries(claims).map(([property, to]) => [property, [mintModel(to)]]));
    const evidence = Object.entries(claims).map(([property, to]) =>
      witness(property, mintModel(to), 0.9, { method, pointer: `/${resource}` }),
    );
    const line = account(source, '2026-01-01T00:00:00Z', values, evidence);
    return { ...line, origin: { ...line.origin, resource } };
  };
  const edges = (...accounts: readonly EntityLine[]): readonly string[] =>
    mergeClaims(accounts, rank)
      .map(({ property, to, evidenceCount }) => `${property} ${to.split('/model/')[1]} ${evidenceCount}`)
      .sort();
  const record = of('hub models', { fineTunedFrom: 'org/base' }, 'hub-tag');

  it('are those of the first resource that names any, whatever the others call them', () => {
    expect(edges(record, of('hub cards', { baseModel: 'base' }, 'yaml-frontmatter'))).toEqual([
      'fineTunedFrom org/base 1',
    ]);
    expect(edges(of('hub cards', { baseModel: 'base' }, 'yaml-frontmatter'))).toEqual(['baseModel base 1']);
  });

  it('have further witnesses in the other resources, also of those that state no kind', () => {
    expect(edges(record, of('hub cards', { baseModel: 'org/base' }, 'yaml-frontmatter'))).toEqual([
      'fineTunedFrom org/base 2',
    ]);
    expect(edges(record, of('hub cards', { fineTunedFrom: 'org/base' }, 'hub-tag'))).toEqual([
      'fineTunedFrom org/base 1',
    ]);
  });

  it('get their kind from another resource where the first states none, and no second one', () => {
    const unsaid = of('hub models', { baseModel: 'org/base' }, 'yaml-frontmatter');
    const adapter = of('hub cards', { adapterOf: 'org/base' }, 'adapter-config');
    expect(edges(unsaid, adapter)).toEqual(['adapterOf org/base 2']);
    expect(edges(record, adapter)).toEqual(['fineTunedFrom org/base 1']);
  });

  it('stand beside those of another source, but not without a kind beside a kind', () => {
    expect(edges(record, of('other rows', { baseModel: 'else/where' }, 'openml-api'))).toEqual([
      'baseModel else/where 1',
      'fineTunedFrom org/base 1',
    ]);
    expect(edges(record, of('other rows', { baseModel: 'org/base' }, 'openml-api'))).toEqual([
      'fineTunedFrom org/base 2',
    ]);
  });

  it('do not depend on the order of the accounts', () => {
    const card = of('hub cards', { baseModel: 'org/base', adapterOf: 'x/y' }, 'yaml-frontmatter');
    const row = of('other rows', { mergedFrom: 'org/base' }, 'openml-api');
    const all = [record, card, row];
    expect(edges(...all.toReversed())).toEqual(edges(...all));
    expect(edges(...all)).toEqual(['fineTunedFrom org/base 2', 'mergedFrom org/base 2']);
  });
});

describe('one value of several resources of a source', () => {
  it('is that of the first resource when they are equally sure', () => {
    const [models, cards] = ['models', 'cards'].map((resource, i) => {
      const line = account('hub', `2026-01-0${i + 1}T00:00:00Z`, { licenseTag: resource }, [
        witness('licenseTag', resource, 0.95),
      ]);
      return { ...line, origin: { ...line.origin, resource } };
    }) as [EntityLine, EntityLine];
    expect(mergeAccounts([models, cards], ['hub models', 'hub cards']).values['licenseTag']).toBe('models');
    expect(mergeAccounts([models, cards], ['hub cards', 'hub models']).values['licenseTag']).toBe('cards');
    expect(mergeAccounts([models, cards], ['hub']).values['licenseTag']).toBe('cards');
  });
});
