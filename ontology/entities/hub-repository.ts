import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** What a repository of a hub has, whatever it holds. */
export const hubRepository = {
  sourceId: {
    iri: term('stemma', 'sourceId'),
    kind: 'string',
    indexed: true,
    doc: "The source's immutable id (`_id` on the Hub); it survives renames.",
  },
  foldedId: {
    iri: term('stemma', 'foldedId'),
    kind: 'string',
    indexed: true,
    internal: true,
    doc: '`id` in lower case: finds what differs only by letter case.',
  },
  version: { iri: term('schema', 'version'), kind: 'string', doc: 'Revision: the commit id of the main branch.' },
  dateCreatedBound: {
    iri: term('stemma', 'dateCreatedBound'),
    kind: 'string',
    doc: '`on-or-before` where `dateCreated` is the second in which the Hub began to count (2022-03-02T23:29:04Z for models, :22 for datasets).',
  },
  gated: { iri: term('stemma', 'gated'), kind: 'string', doc: '`false`, `auto` or `manual`: how access is granted.' },
  conditionsOfAccess: {
    iri: term('schema', 'conditionsOfAccess'),
    kind: 'string',
    doc: '`gated` in words: `open`, `gated, granted at once`, `gated, granted by the owner`.',
  },
  disabled: { iri: term('stemma', 'disabled'), kind: 'boolean', doc: 'Taken offline by the source.' },
  usedStorage: {
    iri: term('stemma', 'usedStorage'),
    kind: 'integer',
    doc: 'Bytes that the repository takes, all revisions.',
  },
  distribution: {
    iri: term('schema', 'distribution'),
    kind: 'reference',
    many: true,
    targets: ['DataDownload'],
    doc: 'Its files.',
  },
} as const satisfies Record<string, PropertyDefinition>;

/** Counters change daily: the graph holds the latest, the run folders all. */
export const hubCounters = {
  downloads: {
    iri: term('stemma', 'downloads'),
    kind: 'integer',
    volatile: true,
    doc: 'Downloads in the last 30 days.',
  },
  downloadsAllTime: {
    iri: term('stemma', 'downloadsAllTime'),
    kind: 'integer',
    volatile: true,
    doc: 'Downloads ever.',
  },
  likes: { iri: term('stemma', 'likes'), kind: 'integer', volatile: true, doc: 'Likes.' },
  trendingScore: {
    iri: term('stemma', 'trendingScore'),
    kind: 'number',
    volatile: true,
    doc: "The source's own trend figure.",
  },
} as const satisfies Record<string, PropertyDefinition>;

/** Size and number formats of weights: of a model, and of one of its files. */
export const weights = {
  parameterCount: {
    iri: term('stemma', 'parameterCount'),
    kind: 'integer',
    doc: 'Number of parameters in the weights.',
  },
  tensorType: {
    iri: term('stemma', 'tensorType'),
    kind: 'string',
    many: true,
    doc: 'Number formats of the weights: `BF16`, `F32`.',
  },
  quantization: {
    iri: term('stemma', 'quantization'),
    kind: 'string',
    many: true,
    doc: 'Quantisation as the file or configuration names it: `Q4_K_M`, `gptq`, `bitsandbytes-4bit`.',
  },
} as const satisfies Record<string, PropertyDefinition>;
