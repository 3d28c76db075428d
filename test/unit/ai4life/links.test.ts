import { describe, expect, it } from 'vitest';
import { readArtifact } from '../../../extract/ai4life/artifact.ts';
import { artifactOfUrl, listingUrl, publicFileUrl } from '../../../extract/ai4life/artifact-urls.ts';
import { fileLinksOf } from '../../../extract/ai4life/file-links.ts';
import { readLink } from '../../../extract/ai4life/link.ts';
import { iriOfReference, readNamed } from '../../../extract/ai4life/references.ts';
import { mintBioimageio, mintDataset, mintModel } from '../../../ontology/iri.ts';
import { newModel, oldModel } from '../../support/scripted-hypha/index.ts';

const otter = { workspace: 'bioimage-io', alias: 'brave-otter' };
const files = 'https://hypha.aicell.io/bioimage-io/artifacts/brave-otter/files';

describe('a link of a description', () => {
  it.each([
    ['cover.png', `${files}/cover.png`],
    ['./docs/a b.md', `${files}/docs/a%20b.md`],
    ['docs/../cover.png', `${files}/cover.png`],
    ['docs\\cover.png', `${files}/docs/cover.png`],
    ['https://lab.example/x?y#z', 'https://lab.example/x?y#z'],
    [' README.md ', `${files}/README.md`],
  ])('%s leads to %s', (text, url) => {
    expect(readLink(text, otter)).toMatchObject({ url });
  });

  it.each([
    '',
    '../cover.png',
    'a/../../b',
    '/absolute',
    'folder/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'a\u0000b',
    'http://[',
  ])('%j leads nowhere', (text) => {
    expect(readLink(text, otter)).toEqual({ kind: 'unusable' });
  });

  it('has an address that leads back to its artifact', () => {
    const name = { workspace: 'bioimage-io', alias: 'lab:viewer' };
    expect(artifactOfUrl(publicFileUrl(name, 'a b/c.md'))).toEqual({ ...name, rest: 'files/a b/c.md' });
    expect(artifactOfUrl(listingUrl('http://localhost:1/hypha', name, 'docs/'))).toEqual({
      ...name,
      rest: 'files/docs/',
    });
    expect(artifactOfUrl('https://example.org/')).toBeUndefined();
    expect(artifactOfUrl('https://h.example/w/artifacts/%ZZ')).toBeUndefined();
  });
});

describe('the files a description names', () => {
  const rolesOf = (manifest: unknown) => {
    const artifact = readArtifact({ alias: 'a', workspace: 'w', manifest });
    return artifact === undefined ? [] : fileLinksOf(artifact.manifest).map(({ role, text }) => `${role} ${text}`);
  };

  it('are found in 0.5 and in 0.4', () => {
    expect(rolesOf(newModel.manifest)).toEqual([
      'covers cover.png',
      'covers ./extra/second.png',
      'documentation documentation.md',
      'attachments extra/macro.ijm',
      'attachments ../outside.txt',
      'weights weights.pt',
      'weights https://files.example/otter/weights.onnx',
      'weights /absolute.pt',
      'test_tensor test_in.npy',
    ]);
    expect(rolesOf(oldModel.manifest)).toEqual([
      'documentation README.md',
      'attachments macro.ijm',
      'weights weights.h5',
      'weights weights.pt',
      'test_inputs test_in.npy',
      'test_outputs test_out.npy',
    ]);
  });

  it('may stand in place of words, in formats that are newer', () => {
    expect(
      rolesOf({ license: { source: 'LICENSE' }, documentation: { source: 'a.md', sha256: 'x' }, icon: '🐟' }),
    ).toEqual(['documentation a.md', 'license LICENSE']);
    expect(rolesOf({ icon: 'icons/fish.svg' })).toEqual(['icon icons/fish.svg']);
  });
});

describe('an id in a description', () => {
  const iri = (text: string, kind: 'dataset' | 'model' | 'resource') =>
    iriOfReference({ kind, named: readNamed(text, kind) });

  it.each([
    ['crisp-bagel', 'dataset', mintBioimageio('dataset', 'crisp-bagel')],
    ['lab/em_cells', 'dataset', mintBioimageio('dataset', 'lab/em_cells')],
    ['10.5281/zenodo.1/2', 'model', mintBioimageio('model', '10.5281/zenodo.1/2')],
    ['zero/Notebook Preview', 'resource', mintBioimageio('resource', 'zero/Notebook Preview')],
    ['https://bioimage.io/#/artifacts/crisp-bagel', 'dataset', mintBioimageio('dataset', 'crisp-bagel')],
    ['https://bioimage.io/#/?id=10.5281%2Fzenodo.1', 'model', mintBioimageio('model', '10.5281/zenodo.1')],
    ['huggingface/lab/cells', 'dataset', mintDataset('lab/cells')],
    ['huggingface/lab/net', 'model', mintModel('lab/net')],
    ['https://huggingface.co/datasets/lab/cells', 'dataset', mintDataset('lab/cells')],
    ['https://huggingface.co/lab/net', 'model', mintModel('lab/net')],
  ] as const)('%s as %s is a thing', (text, kind, wanted) => {
    expect(iri(text, kind)).toBe(wanted);
  });

  it.each([
    ['0000', 'unusable'],
    ['Embryonet.de', 'unusable'],
    ['two words', 'unusable'],
    ['https://huggingface.co/lab/net', 'web'],
    ['https://lab.example', 'web'],
    ['huggingface/a/b/c', 'unusable'],
  ])('%s is none', (text, kind) => {
    expect(readNamed(text, 'dataset').kind).toBe(kind);
    expect(iri(text, 'dataset')).toBeUndefined();
  });
});
