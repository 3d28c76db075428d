import { packageFile } from '../core/package-files.ts';

export { demoEndpoint, demoTransport } from './transport.ts';
import { demoArxiv, demoBioimageio, demoEndpoint, demoOpenml } from './transport.ts';

/** Settings of the Hugging Face source that make it read the bundled sample through `demoTransport`. */
export function demoSettings(): Readonly<Record<string, unknown>> {
  return {
    endpoint: demoEndpoint,
    arxivBaseUrl: demoArxiv,
    arxivSpacing: 0,
    baseModelIterations: 'all',
    all: true,
    modelsFile: packageFile('src/demo/sample/models.txt'),
    pageSize: 100,
  };
}

/** The same of every source of the demo, in the order in which they are taken. */
export const demoSources: Readonly<Record<string, () => Readonly<Record<string, unknown>>>> = {
  huggingface: demoSettings,
  openml: () => ({ baseUrl: demoOpenml, spacing: 0 }),
  ai4life: () => ({ baseUrl: demoBioimageio }),
};

/** Stages that would ask for what the sample does not hold. */
export const demoLeavesOut: readonly string[] = ['ai4life_files', 'ai4life_documentation'];

/** What the demo shows of the graph it has built. */
export const demoHighlights = {
  lineage: 'reaperdoesntknow/DualMinded-Qwen3-1.7B',
  /** A tag of the Hub's; and a card whose front matter the Hub itself could not read. */
  why: [
    { id: 'reaperdoesntknow/DualMinded-Qwen3-1.7B', property: 'fineTunedFrom', method: 'hub-tag' },
    { id: 'stemma-sample/claims-bert', property: 'baseModel', method: 'yaml-frontmatter' },
  ],
  /** A question whose answer stands in no source alone. */
  crossing: { query: 'works-by-task', params: { task: 'term:hf-task/image-segmentation' } },
} as const;
