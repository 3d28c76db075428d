import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as iri from '../../../ontology/iri.ts';
import { defaultBaseIri } from '../../../ontology/namespaces.ts';
import { parseUserId } from '../../../ontology/user-id.ts';

afterEach(() => iri.configureBaseIri(defaultBaseIri));

describe('what a user types', () => {
  const qwen = iri.mintModel('Qwen/Qwen3-8B');

  it.each([
    [qwen, 'iri', qwen],
    [`<${qwen}>`, 'iri', qwen],
    ['hf:Qwen/Qwen3-8B', 'id', qwen],
    ['https://huggingface.co/Qwen/Qwen3-8B', 'id', qwen],
    ['https://huggingface.co/Qwen/Qwen3-8B/tree/main?x=1#y', 'id', qwen],
    ['hf.co/Qwen/Qwen3-8B/', 'id', qwen],
    ['Qwen/Qwen3-8B', 'guess', qwen],
    ['Qwen/Qwen3-8B@main', 'guess', qwen],
    ['gpt2', 'guess', iri.mintModel('gpt2')],
    ['https://huggingface.co/gpt2/blob/main/README.md', 'id', iri.mintModel('gpt2')],
    ['https://huggingface.co/gpt2', 'guess', iri.mintModel('gpt2')],
    ['https://huggingface.co/datasets/squad', 'id', iri.mintDataset('squad')],
    ['https://huggingface.co/datasets/rajpurkar/squad/viewer', 'id', iri.mintDataset('rajpurkar/squad')],
    ['datasets/rajpurkar/squad', 'guess', iri.mintDataset('rajpurkar/squad')],
    ['hf:datasets/rajpurkar/squad', 'id', iri.mintDataset('rajpurkar/squad')],
    ['arxiv:2106.09685', 'id', iri.mintArxivPaper('2106.09685')],
    ['arXiv:2106.09685v2', 'id', iri.mintArxivPaper('2106.09685')],
    ['2106.09685', 'id', iri.mintArxivPaper('2106.09685')],
    ['https://arxiv.org/abs/2106.09685v1', 'id', iri.mintArxivPaper('2106.09685')],
    ['https://arxiv.org/pdf/2106.09685.pdf', 'id', iri.mintArxivPaper('2106.09685')],
    ['10.48550/arXiv.2106.09685', 'id', iri.mintArxivPaper('2106.09685')],
    ['https://doi.org/10.57967/HF/0001', 'id', iri.mintDoi('10.57967/hf/0001')],
    ['doi:10.57967/hf/0001', 'id', iri.mintDoi('10.57967/hf/0001')],
    ['spdx:apache-2.0', 'id', iri.mintSpdx('Apache-2.0')],
    ['https://spdx.org/licenses/MIT.html', 'id', iri.mintSpdx('MIT')],
    ['openml:flow/4253', 'id', iri.mintOpenml('flow', '4253')],
    ['openml:run/1/evaluation/m/kappa', 'id', iri.mintMetric(iri.mintRunEvaluation('1'), 'kappa')],
    ['https://www.openml.org/d/61', 'id', iri.mintOpenml('dataset', '61')],
    ['openml.org/datasets/61/', 'id', iri.mintOpenml('dataset', '61')],
    ['https://www.openml.org/search?type=flow&sort=runs&id=5270', 'id', iri.mintOpenml('flow', '5270')],
    ['http://api.openml.org/api/v1/json/run/26936', 'id', iri.mintOpenml('run', '26936')],
    ['https://www.openml.org/s/99#tasks', 'id', iri.mintOpenml('study', '99')],
    ['https://test.openml.org/t/59', 'iri', 'https://test.openml.org/t/59'],
    ['https://www.openml.org/d/iris', 'iri', 'https://www.openml.org/d/iris'],
    ['https://example.org/thing', 'iri', 'https://example.org/thing'],
  ])('%s is read as %s', (text, kind, first) => {
    expect(parseUserId(text)).toMatchObject({ kind, candidates: [first, ...parseUserId(text).candidates.slice(1)] });
  });

  it('may be a licence, a language or a task as well as a model', () => {
    expect(parseUserId('affable-shark').candidates).toContain(iri.mintBioimageio('model', 'affable-shark'));
    for (const page of [
      'https://bioimage.io/#/artifacts/crisp-bagel',
      'bioimage.io/#/?id=crisp-bagel',
      'https://hypha.aicell.io/bioimage-io/artifacts/crisp-bagel/files/',
    ])
      expect(parseUserId(page).candidates).toContain(iri.mintBioimageio('dataset', 'crisp-bagel'));
    expect(parseUserId('apache-2.0').candidates).toContain(iri.mintSpdx('Apache-2.0'));
    expect(parseUserId('gemma').candidates).toContain(iri.mintHubLicense('gemma'));
    expect(parseUserId('en').candidates).toContain(iri.mintLanguage('en'));
    expect(parseUserId('text-generation').candidates).toContain(iri.mintTerm('hf-task', 'text-generation'));
  });

  it('never throws, and keeps the case', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseUserId(text)));
    expect(parseUserId('A/b').candidates).not.toContain(iri.mintModel('a/b'));
    expect(parseUserId('  ')).toEqual({ kind: 'guess', candidates: [] });
  });
});

describe('the base IRI', () => {
  it('is set once for all node IRIs, and shared things keep theirs', () => {
    iri.configureBaseIri('https://kg.example.org/id');
    expect(iri.mintModel('a/b')).toBe('https://kg.example.org/id/hf/model/a/b');
    expect(iri.identify('https://kg.example.org/id/hf/model/a/b')).toEqual({
      id: 'hf:a/b',
      name: 'b',
      label: 'MLModel',
    });
    expect(iri.identify(`${defaultBaseIri}hf/model/a/b`)).toBeUndefined();
    expect(iri.mintSpdx('MIT')).toBe('https://spdx.org/licenses/MIT');
  });

  it.each(['', 'x', 'https://a b/', 'https://a/?q', 'https://a/#x', '/relative/'])('cannot be %j', (base) => {
    expect(() => iri.configureBaseIri(base)).toThrow(/base IRI/);
  });
});

describe('identify', () => {
  it.each([
    [iri.mintModel('org/name'), 'hf:org/name', 'name', 'MLModel'],
    [iri.mintModel('datasets/x'), 'hf:models/datasets/x', 'x', 'MLModel'],
    [iri.mintDataset('x'), 'hf:datasets/x', 'x', 'Dataset'],
    [iri.mintAccount('org'), 'hf:accounts/org', 'org', 'Agent'],
    [iri.mintArxivPaper('arXiv:2106.09685v3'), 'arxiv:2106.09685', '2106.09685', 'ScholarlyArticle'],
    [iri.mintArxivPaper('hep-th/9901001'), 'arxiv:hep-th/9901001', 'hep-th/9901001', 'ScholarlyArticle'],
    [iri.mintDoi('10.57967/HF/0001'), 'doi:10.57967/hf/0001', '10.57967/hf/0001', 'ScholarlyArticle'],
    [iri.mintSpdx('GPL-2.0+'), 'spdx:GPL-2.0+', 'GPL-2.0+', 'License'],
    [iri.mintHubLicense('openrail++'), 'license:hf/openrail++', 'openrail++', 'License'],
    [iri.mintModelLicense('org/name'), 'license:hf/other/org/name', 'name', 'License'],
    [iri.mintDatasetLicense('org/name'), 'license:hf/other-dataset/org/name', 'name', 'License'],
    [iri.mintModelFile('o/n', 'a/b.gguf'), 'file:model/o/n:a/b.gguf', 'b.gguf', 'DataDownload'],
    [iri.mintModelFile('gpt2', 'config.json'), 'file:model/gpt2:config.json', 'config.json', 'DataDownload'],
    [iri.mintDatasetFile('o/n', 'data:1.csv'), 'file:dataset/o/n:data:1.csv', 'data:1.csv', 'DataDownload'],
    [iri.mintDatasetPart('o/n', 'repo'), 'part:dataset/o/n:repo', 'repo', 'DataDownload'],
    [iri.mintEvaluation('abc'), 'eval:xj4bnp4pahh6uqkbidpf3lrceo', 'xj4bnp4pahh6uqkbidpf3lrceo', 'MLModelEvaluation'],
    [
      iri.mintMetric(iri.mintEvaluation('abc'), 'pass@1 (%)/x', 2),
      'eval:xj4bnp4pahh6uqkbidpf3lrceo/m/pass@1 (%25)%2Fx/2',
      'pass@1 (%)/x',
      'PropertyValue',
    ],
    [iri.mintSoftware('npm', '@a/b'), 'software:npm/@a/b', '@a/b', 'SoftwareApplication'],
    [iri.mintLeaderboard('hf', 'open-llm-v2'), 'leaderboard:hf/open-llm-v2', 'open-llm-v2', 'Leaderboard'],
    [iri.mintOrcid('0000000218250097') ?? '', 'orcid:0000-0002-1825-0097', '0000-0002-1825-0097', 'Person'],
    [
      iri.mintOrcid('https://orcid.org/0000-0002-1694-233x') ?? '',
      'orcid:0000-0002-1694-233X',
      '0000-0002-1694-233X',
      'Person',
    ],
    [iri.mintRor('https://ror.org/02MHBDP94') ?? '', 'ror:02mhbdp94', '02mhbdp94', 'Organization'],
    [iri.mintLanguage('zh-CN'), 'lang:zh-CN', 'zh-CN', 'Language'],
    [iri.mintTerm('hf-task', 'fill-mask'), 'term:hf-task/fill-mask', 'fill-mask', 'DefinedTerm'],
    [
      iri.mintRun('2026-11-20_15-30-00_a1b2c3d4'),
      'run:2026-11-20_15-30-00_a1b2c3d4',
      '2026-11-20_15-30-00_a1b2c3d4',
      'ExtractionRun',
    ],
    [iri.mintRawRecord('r', 7), 'raw:r/7', '7', 'RawRecord'],
    [
      iri.mintDescription('r', 'huggingface', 'hf_models', iri.mintModel('o/n')),
      'description:r/huggingface/hf_models/hf:o/n',
      'n',
      'Description',
    ],
    [
      iri.mintDescription('r', 'huggingface', 'hf_models', iri.mintSpdx('MIT')),
      'description:r/huggingface/hf_models/spdx:MIT',
      'MIT',
      'Description',
    ],
    [iri.mintSoftwareAgent('0.1.0'), 'agent:stemma-0.1.0', 'stemma-0.1.0', 'SoftwareAgent'],
  ])('%s is %s', (made, id, name, label) => {
    expect(iri.identify(made)).toEqual({ id, name, label });
    expect(iri.iriOfId(id)).toBe(made);
  });

  it.each([
    '',
    'x',
    defaultBaseIri,
    `${defaultBaseIri}hf/space/a/b`,
    `${defaultBaseIri}hf/account/a/b`,
    `${defaultBaseIri}hf/model/%61`,
    `${defaultBaseIri}hf/model/..`,
    `${defaultBaseIri}lang/%zz`,
    `${defaultBaseIri}raw/r/01`,
    `${defaultBaseIri}hf/model-file/org/name`,
    `${defaultBaseIri}eval/short`,
    `${defaultBaseIri}eval/xj4bnp4pahh6uqkbidpf3lrceo/m`,
    `${defaultBaseIri}eval/xj4bnp4pahh6uqkbidpf3lrceo/m/x/01`,
    `${defaultBaseIri}software/pypi`,
    'https://orcid.org/0000-0002-1825-0098',
    'https://orcid.org/0000000218250097',
    'https://ror.org/02MHBDP94',
    'https://spdx.org/licenses/a/b',
    'https://spdx.org/licenses/GPL-2.0%2B',
    'https://doi.org/10.1/ABC',
    'https://doi.org/10.48550/arxiv.2106.09685v2',
  ])('says nothing of %j, which is not minted here', (text) => {
    expect(iri.identify(text)).toBeUndefined();
  });
});

describe('ids of people and organisations', () => {
  it.each(['0000-0002-1825-0098', '0000-0002-1825', 'https://example.org/0000-0002-1825-0097', ''])(
    '%j is no ORCID iD',
    (text) => {
      expect(iri.mintOrcid(text)).toBeUndefined();
    },
  );

  it.each(['12mhbdp94', '02mhbdpi4', 'https://ror.org/', 'ror:02mhbdp94'])('%j is no ROR id', (text) => {
    expect(iri.mintRor(text)).toBeUndefined();
  });
});
