import { describe, expect, it } from 'vitest';
import {
  hubLicenseTags,
  licenseOfHubTag,
  licenseOfText,
  spdxIdOf,
  spdxLicenseOf,
} from '../../../ontology/vocab/licenses.ts';

/** Tags that are an SPDX id but for the letter case. */
const equal =
  'apache-2.0 mit afl-3.0 artistic-2.0 bsl-1.0 bsd-2-clause bsd-3-clause bsd-3-clause-clear cc0-1.0 cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc-by-nc-2.0 cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nd-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0 cdla-sharing-1.0 cdla-permissive-1.0 cdla-permissive-2.0 wtfpl ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2 isc lppl-1.3c ms-pl mpl-2.0 openmdw-1.0 osl-3.0 postgresql ofl-1.1 ncsa unlicense zlib'.split(
    ' ',
  );
const spelt = { 'c-uda': 'C-UDA-1.0', 'odc-by': 'ODC-By-1.0', odbl: 'ODbL-1.0', pddl: 'PDDL-1.0', 'lgpl-lr': 'LGPLLR' };
const outdated = {
  'agpl-3.0': ['AGPL-3.0-only', 'AGPL-3.0'],
  'gpl-2.0': ['GPL-2.0-only', 'GPL-2.0'],
  'gpl-3.0': ['GPL-3.0-only', 'GPL-3.0'],
  'lgpl-2.1': ['LGPL-2.1-only', 'LGPL-2.1'],
  'lgpl-3.0': ['LGPL-3.0-only', 'LGPL-3.0'],
};
const without =
  'openrail bigscience-openrail-m creativeml-openrail-m bigscience-bloom-rail-1.0 bigcode-openrail-m bsd cc gfdl gpl lgpl h-research intel-research apple-ascl apple-amlr openmdw-1.1 openrail++ deepfloyd-if-license fair-noncommercial-research-license llama2 llama3 llama3.1 llama3.2 llama3.3 llama4 grok2-community gemma'.split(
    ' ',
  );

describe("the Hub's licence tags", () => {
  it('are these 83', () => {
    const listed = [...equal, ...Object.keys(spelt), ...Object.keys(outdated), ...without, 'unknown', 'other'];
    expect(listed).toHaveLength(83);
    expect([...hubLicenseTags()].sort()).toEqual(listed.sort());
  });

  it.each(equal)('%s is the SPDX id of the same letters', (tag) => {
    const meant = licenseOfHubTag(tag);
    expect(meant).toEqual({ kind: 'spdx', id: expect.any(String) });
    expect(meant.kind === 'spdx' && meant.id.toLowerCase()).toBe(tag);
  });

  it.each(Object.entries(spelt))('%s is %s in SPDX', (tag, id) => {
    expect(licenseOfHubTag(tag)).toEqual({ kind: 'spdx', id });
    expect(spdxIdOf(id)).toBe(id);
  });

  it.each(Object.entries(outdated))(
    '%s is a deprecated id, read as "only" and marked as inferred',
    (tag, [id, deprecated]) => {
      expect(licenseOfHubTag(tag)).toEqual({ kind: 'spdx', id, deprecated, inferred: true });
    },
  );

  it.each(without)('%s has no SPDX id', (tag) => {
    expect(licenseOfHubTag(tag)).toEqual({ kind: 'hub' });
  });

  it('keeps "no statement" and "see the model" apart from licences', () => {
    expect(licenseOfHubTag('unknown')).toEqual({ kind: 'unknown' });
    expect(licenseOfHubTag('other')).toEqual({ kind: 'other' });
  });

  it.each(['', 'Apache', 'GPL-3.0-only', '__proto__', '???'])('%j is none of them', (tag) => {
    expect(licenseOfHubTag(tag)).toEqual({ kind: 'invalid' });
  });
});

describe("an author's words", () => {
  it.each([
    ['MIT', { kind: 'spdx', id: 'MIT' }],
    ['GPL-3.0-or-later', { kind: 'spdx', id: 'GPL-3.0-or-later' }],
    ['Apache 2.0', { kind: 'spdx', id: 'Apache-2.0', inferred: true }],
    ['apache-2', { kind: 'spdx', id: 'Apache-2.0', inferred: true }],
    ['MIT License', { kind: 'spdx', id: 'MIT', inferred: true }],
    ['BSD-3', { kind: 'spdx', id: 'BSD-3-Clause', inferred: true }],
    ['cc by 4.0', { kind: 'spdx', id: 'CC-BY-4.0', inferred: true }],
    ['GPL-2.0+', { kind: 'spdx', id: 'GPL-2.0+', deprecated: 'GPL-2.0+' }],
    ['gemma', { kind: 'hub' }],
    ['my own licence', { kind: 'invalid' }],
    ['MIT OR Apache-2.0', { kind: 'invalid' }],
  ])('%j are understood without guessing', (text, meant) => {
    expect(licenseOfText(text)).toEqual(meant);
  });
});

describe('the SPDX list', () => {
  it('is compared without case and answers in its own spelling', () => {
    expect(spdxIdOf('apache-2.0')).toBe('Apache-2.0');
    expect(spdxIdOf('nonsense')).toBeUndefined();
    expect(spdxLicenseOf('mit')).toEqual({ id: 'MIT', name: 'MIT License', deprecated: false, osiApproved: true });
  });
});
