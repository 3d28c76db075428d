/** A few of the Hub's tasks, in the form of `/api/tasks`; the words are ours. */
export const tasks: Readonly<Record<string, unknown>> = Object.fromEntries(
  (
    [
      ['text-generation', 'Text Generation', 'Writing on from a given start.'],
      ['text-classification', 'Text Classification', 'Choosing a class for a text.'],
      ['question-answering', 'Question Answering', 'Finding the answer in a text.'],
      ['translation', 'Translation', 'Saying it in another language.'],
    ] as const
  ).map(([id, label, summary]) => [
    id,
    {
      datasets: [{ description: 'Made up.', id: 'meadow/pollen' }],
      demo: { inputs: [], outputs: [] },
      metrics: [{ description: 'Made up.', id: 'accuracy' }],
      models: [{ description: 'Made up.', id: 'fern/bracken-3b' }],
      spaces: [],
      summary,
      widgetModels: [],
      id,
      label,
      libraries: ['transformers'],
    },
  ]),
);

const tags = (type: string, rows: readonly (readonly [id: string, label: string, subType?: string])[]): unknown[] =>
  rows.map(([id, label, subType]) => ({ id, label, type, ...(subType === undefined ? {} : { subType }) }));

/** In the form of `/api/models-tags-by-type`. */
export const tagsByType: Readonly<Record<string, unknown>> = {
  pipeline_tag: tags('pipeline_tag', [
    ['text-generation', 'Text Generation', 'nlp'],
    ['text-classification', 'Text Classification', 'nlp'],
    ['translation', 'Translation', 'nlp'],
  ]),
  library: tags('library', [
    ['transformers', 'Transformers'],
    ['peft', 'PEFT'],
    ['gguf', 'GGUF'],
    ['safetensors', 'Safetensors'],
  ]),
  language: tags('language', [
    ['en', 'English'],
    ['de', 'German'],
    ['fr', 'French'],
    ['no', 'Norwegian'],
  ]),
  license: tags('license', [
    ['license:mit', 'mit'],
    ['license:apache-2.0', 'apache-2.0'],
    ['license:other', 'other'],
  ]),
  dataset: tags('dataset', [['dataset:meadow/pollen', 'meadow/pollen']]),
  arxiv: tags('arxiv', [['arxiv:2401.00007', '2401.00007']]),
  region: tags('region', [['region:us', 'US']]),
  other: tags('other', [['endpoints_compatible', 'Inference Endpoints']]),
};
