import {
  mintAccount,
  mintArxivPaper,
  mintDataset,
  mintHubLicense,
  mintLanguage,
  mintModel,
  mintSpdx,
  mintTerm,
} from '../../ontology/iri.ts';
import type { StatedModel } from '../store/run-fixture.ts';

/** Numbers that look random and are the same every time. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const kinds = ['fineTunedFrom', 'quantizedFrom', 'adapterOf', 'mergedFrom', 'baseModel'] as const;
const tasks = [
  'text-generation',
  'text-classification',
  'image-classification',
  'automatic-speech-recognition',
  'translation',
];
const libraries = ['transformers', 'peft', 'diffusers', 'gguf', 'sentence-transformers'];
const licenses = ['MIT', 'Apache-2.0', 'CC-BY-4.0', 'BSD-3-Clause'];

/** Models with the spread of the Hub's own: most have a base, tasks and tags; few have datasets, papers, languages. */
export function syntheticModels(count: number, seed = 1): StatedModel[] {
  const next = numbersFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const hubId = (index: number): string => `org-${index % 997}/model-with-a-usual-name-${index}`;
  return Array.from({ length: count }, (_, index) => {
    const references: Record<string, string[]> = {
      sharedBy: [mintAccount(`org-${index % 997}`)],
      mlTask: [mintTerm('hf-task', pick(tasks))],
      library: [...new Set([mintTerm('hf-library', pick(libraries)), mintTerm('hf-library', pick(libraries))])],
    };
    if (next() < 0.6) references['license'] = [next() < 0.8 ? mintSpdx(pick(licenses)) : mintHubLicense('gemma')];
    if (next() < 0.57)
      references[pick(kinds)] = [
        mintModel(next() < 0.45 ? hubId(Math.floor(next() * count)) : `other/base-${Math.floor(next() * 5000)}`),
      ];
    if (next() < 0.3)
      references['inLanguage'] = [...new Set([mintLanguage('en'), mintLanguage(pick(['de', 'fr', 'zh', 'ja']))])];
    if (next() < 0.2) references['trainedOn'] = [mintDataset(`data/set-${Math.floor(next() * 3000)}`)];
    if (next() < 0.15)
      references['citation'] = [
        mintArxivPaper(`2${100 + Math.floor(next() * 300)}.${10_000 + Math.floor(next() * 999)}`),
      ];
    return {
      hubId: hubId(index),
      methods: ['hub-tag', 'yaml-frontmatter'],
      references,
      values: {
        url: `https://huggingface.co/${hubId(index)}`,
        sourceId: `65f${index.toString(16).padStart(21, '0')}`,
        version: `${index}abcdef0123456789abcdef0123456789abcdef`.slice(0, 40),
        dateCreated: '2025-03-02T10:11:12.000Z',
        dateModified: '2026-03-02T10:11:12.345Z',
        licenseTag: 'apache-2.0',
        keywords: ['conversational', 'region:us', 'endpoints_compatible', `tag-${index % 50}`],
        gated: 'false',
        parameterCount: 7_000_000_000 + index,
        tensorType: ['BF16'],
        modelCategory: ['LlamaForCausalLM', 'llama'],
        downloads: Math.floor(next() * 100_000),
        likes: Math.floor(next() * 1000),
        trendingScore: Math.floor(next() * 10),
      },
    };
  });
}
