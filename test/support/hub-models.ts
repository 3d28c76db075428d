/** A model as a Hub keeps it: every key the Hub may be asked for. */
export interface HubModelFixture {
  readonly _id: string;
  readonly id: string;
  readonly createdAt: string;
  readonly lastModified: string;
  readonly [key: string]: unknown;
}

type Relation = 'finetune' | 'adapter' | 'quantized' | 'merge';

/** Tags and card of a model whose base is stated the way the Hub states it. */
function basedOn(
  relation: Relation,
  ...bases: readonly string[]
): { tags: string[]; cardData: Record<string, unknown>; baseModels: unknown } {
  return {
    tags: bases.flatMap((base) => [`base_model:${base}`, `base_model:${relation}:${base}`]),
    cardData: { base_model: bases.length === 1 ? bases[0] : bases },
    baseModels: { relation, models: bases.map((id) => ({ _id: 'f'.repeat(24), id })) },
  };
}

let count = 0;

function model(id: string, own: Readonly<Record<string, unknown>> = {}): HubModelFixture {
  count += 1;
  const minute = String(count).padStart(2, '0');
  const hex = count.toString(16).padStart(4, '0');
  const author = id.includes('/') ? { author: id.split('/')[0] } : {};
  return {
    _id: `66aa00000000000000${hex}00`.slice(0, 24),
    id,
    ...author,
    sha: `${hex}`.repeat(10),
    createdAt: `2026-08-01T10:${minute}:00.000Z`,
    // Every third was changed later than its successors, so that the two orders differ.
    lastModified: `2026-08-${count % 3 === 0 ? '09' : '02'}T11:${minute}:30.000Z`,
    private: false,
    disabled: false,
    gated: false,
    downloads: count * 100,
    downloadsAllTime: count * 1000,
    likes: count,
    trendingScore: count % 5,
    tags: ['region:us'],
    'model-index': null,
    cardData: {},
    siblings: [{ rfilename: '.gitattributes' }, { rfilename: 'README.md' }],
    usedStorage: count * 1_000_000,
    ...own,
  };
}

const mit = { tags: ['license:mit', 'region:us'], cardData: { license: 'mit' } };

/** Thirty small models by hand: two families, every kind of lineage statement, and the ways records go wrong. */
export const hubModels: readonly HubModelFixture[] = [
  model('stone/oak-7b', {
    tags: [
      'transformers',
      'safetensors',
      'llama',
      'text-generation',
      'en',
      'de',
      'arxiv:2401.00001',
      'license:apache-2.0',
      'region:us',
    ],
    cardData: { license: 'apache-2.0', language: ['en', 'de'] },
    pipeline_tag: 'text-generation',
    library_name: 'transformers',
    config: { architectures: ['LlamaForCausalLM'], model_type: 'llama' },
    safetensors: { parameters: { BF16: 7_000_000_000 }, total: 7_000_000_000 },
  }),
  model('stone/oak-7b-chat', { ...basedOn('finetune', 'stone/oak-7b'), pipeline_tag: 'text-generation' }),
  model('leaf/oak-7b-chat-medical', basedOn('finetune', 'stone/oak-7b-chat')),
  model('leaf/oak-7b-chat-medical-fr', basedOn('finetune', 'leaf/oak-7b-chat-medical')),
  model('quant/oak-7b-chat-GGUF', { ...basedOn('quantized', 'stone/oak-7b-chat'), gguf: { total: 7_000_000_000 } }),
  model('quant/oak-7b-chat-medical-fr-AWQ', basedOn('quantized', 'leaf/oak-7b-chat-medical-fr')),
  model('lora/oak-7b-poems', { ...basedOn('adapter', 'stone/oak-7b'), library_name: 'peft' }),
  model('lora/oak-7b-chat-sql', { ...basedOn('adapter', 'stone/oak-7b-chat'), library_name: 'peft' }),
  model('merge/oak-mix', basedOn('merge', 'stone/oak-7b-chat', 'leaf/oak-7b-chat-medical')),
  model('merge/oak-mix-2', basedOn('merge', 'merge/oak-mix', 'nobody/never-seen')),
  model('leaf/oak-orphan', basedOn('finetune', 'gone/lost-parent')),
  model('leaf/oak-card-only', { cardData: { base_model: 'stone/oak-7b' } }),
  model('leaf/oak-no-kind', { tags: ['base_model:stone/oak-7b'], cardData: { base_model: 'stone/oak-7b' } }),
  model('leaf/oak-self', basedOn('finetune', 'leaf/oak-self')),
  model('leaf/oak-local', { tags: ['base_model:adapter:/data/oak'], cardData: { base_model: '/data/oak' } }),
  model('leaf/oak-placeholder', { cardData: { base_model: 'None' } }),
  model('openai-community/gpt2', { ...mit, createdAt: '2022-03-02T23:29:04.000Z' }),
  model('leaf/gpt2-tales', {
    ...basedOn('finetune', 'openai-community/gpt2'),
    cardData: { base_model: 'gpt2', datasets: ['roneneldan/TinyStories'] },
  }),
  model('legacy-name', mit),
  model('leaf/Twin', mit),
  model('leaf/twin', mit),
  model('gate/auto', { ...mit, gated: 'auto' }),
  model('gate/manual', { ...mit, gated: 'manual' }),
  model('lawyer/own-terms', {
    tags: ['license:other', 'region:us'],
    cardData: { license: 'other', license_name: 'lawyer-terms-1.0', license_link: 'https://example.org/terms' },
  }),
  model('lawyer/unknown-terms', { tags: ['license:unknown', 'region:us'], cardData: { license: 'unknown' } }),
  model('words/languages', {
    tags: ['mlx', 'zh', 'fr', 'region:us'],
    cardData: { language: ['zh-CN', 'fr', 'mlx', 'english'] },
  }),
  model('words/papers', {
    tags: ['arxiv:2005.14165', 'doi:10.57967/hf/0001', 'dataset:squad', 'dataset:our own', 'region:us'],
  }),
  model('huge/counts', { safetensors: { parameters: { BF16: 9_007_199_254_740_992 }, total: 9_007_199_254_740_992 } }),
  model('dirty/shapes', { tags: 'not-a-list', cardData: ['not', 'a', 'map'], 'model-index': 'not a list', config: 7 }),
  model('dirty/empty', { tags: [], cardData: null, siblings: [], trendingScore: null }),
];

/** Old name → today's name. */
export const hubRenames: ReadonlyMap<string, string> = new Map([
  ['gpt2', 'openai-community/gpt2'],
  ['stone/acorn-7b', 'stone/oak-7b'],
]);
