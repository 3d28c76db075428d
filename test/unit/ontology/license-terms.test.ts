import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { lineageProperties } from '../../../ontology/model.ts';
import {
  hubTagsOf,
  licenseRules,
  licenseTable,
  licenseTermsOf,
  licenseTermsOfText,
  termNames,
} from '../../../ontology/vocab/license-terms.ts';
import { hubLicenseOf, hubLicenseTags, licenseOfHubTag, spdxIdOf } from '../../../ontology/vocab/licenses.ts';

const clause = z.string().min(2).max(220);
const term = z.union([
  z.strictObject({ is: z.enum(['yes', 'no', 'part']), clause }),
  z.strictObject({ is: z.literal('unknown'), clause: clause.optional() }),
]);
const duty = z.strictObject({
  kind: z.enum([
    'attribution',
    'built-with',
    'license-copy',
    'mark-changes',
    'naming',
    'naming-limit',
    'non-commercial',
    'notice',
    'output-limit',
    'share-alike',
    'source-code',
    'use-policy',
    'user-threshold',
  ]),
  text: z.string().min(5).max(200),
  clause,
  prefix: z.string().optional(),
  kinds: z.array(z.enum(lineageProperties as [string, ...string[]])).optional(),
  onResults: z.literal(true).optional(),
});
const row = z.strictObject({
  license: z.string().min(2),
  name: z.string().min(2),
  category: z.enum([
    'attribution',
    'community-license',
    'network-copyleft',
    'no-derivatives',
    'non-commercial',
    'permissive',
    'public-domain',
    'share-alike',
    'strong-copyleft',
    'unknown',
    'use-restricted',
    'weak-copyleft',
  ]),
  source: z.url({ protocol: /^https?$/ }),
  asOf: z.iso.date(),
  reviewed: z.literal('curated'),
  read: z.enum(['text', 'part', 'page', 'none']),
  terms: z.strictObject(Object.fromEntries(termNames.map((name) => [name, term]))),
  duties: z.array(duty),
  waives: clause.optional(),
  version: z.literal('not stated').optional(),
  compatible: z.array(z.strictObject({ license: z.string(), is: z.enum(['yes', 'unknown']), clause })).optional(),
  refuses: z.array(z.strictObject({ license: z.string(), clause })).optional(),
  trainedModels: term.optional(),
  acceptance: z.string().optional(),
  note: z.string().optional(),
});

describe('the table of licence terms', () => {
  it.each(licenseTable().map((one) => [one.license, one] as const))('%s has the form of a row', (_license, one) => {
    expect(row.parse(one)).toEqual(one);
  });

  it('has a row for each of the 83 tags of the Hub', () => {
    const missing = hubLicenseTags().filter((tag) => {
      const meant = licenseOfHubTag(tag);
      return licenseTermsOf(meant.kind === 'spdx' ? meant.id : tag) === undefined;
    });

    expect(hubLicenseTags()).toHaveLength(83);
    expect(missing).toEqual([]);
  });

  it('names licences as the graph does, each once', () => {
    const names = licenseTable().map(({ license }) => license);

    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(spdxIdOf(name) ?? hubLicenseOf(name)?.tag, name).toBe(name);
  });

  it('refers to its own rows only', () => {
    for (const { compatible = [], refuses = [] } of licenseTable())
      for (const { license } of [...compatible, ...refuses]) expect(licenseTermsOf(license), license).toBeDefined();
  });

  it('lets nothing be known of what was not read', () => {
    const unread = licenseTable().filter(({ read }) => read === 'none');

    expect(unread.map(({ license }) => license)).toEqual(expect.arrayContaining(['other', 'unknown', 'bsd', 'cc']));
    for (const { license, terms } of unread)
      for (const name of termNames) expect(terms[name].is, license).toBe('unknown');
    expect(
      licenseTable()
        .filter(({ category }) => category === 'unknown')
        .every(({ read }) => read === 'none'),
    ).toBe(true);
  });

  it('is found by what a user writes', () => {
    expect(licenseTermsOfText('Apache 2.0')?.license).toBe('Apache-2.0');
    expect(licenseTermsOfText('gpl-3.0')?.license).toBe('GPL-3.0-only');
    expect(licenseTermsOfText(' LLAMA3.1 ')?.license).toBe('llama3.1');
    expect(licenseTermsOfText('my own')).toBeUndefined();
    expect(hubTagsOf('ODC-By-1.0')).toEqual(['odc-by']);
  });
});

describe('the rules', () => {
  const facts = {
    steps: ['parent', 'child'],
    data: ['data', 'model'],
  } as const;
  it.each(['steps', 'data'] as const)('of %s ask only what is known of two licences, and end in one for all', (of) => {
    const asked = ['stated', 'version', 'attribution', 'waives', 'trainedModels', ...termNames];
    const names = [...facts[of].flatMap((side) => asked.map((one) => `${side}.${one}`)), 'same', 'listed', 'refused'];
    const rules = licenseRules(of);

    for (const { when, clauseOf } of rules)
      expect(names).toEqual(
        expect.arrayContaining([...Object.keys(when), ...(clauseOf === undefined ? [] : [clauseOf])]),
      );
    expect(rules.at(-1)?.when).toEqual({});
    expect(rules.findIndex(({ verdict }) => verdict === 'ok')).toBeGreaterThan(0);
  });
});
