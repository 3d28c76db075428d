import { lineageProperties } from './model.ts';
import { term } from './namespaces.ts';

/** How a value came to be known: each method with what it reads. */
export const methodDocs = {
  'hub-api': 'a field of the answer that the Hub itself sets: dates, counters, revision, `baseModels`',
  'hub-tag': "a tag: the Hub's own reading of the card and the files",
  'yaml-frontmatter': "the card's front matter (`cardData`): the author's statement",
  'hub-inferred': 'a value the Hub computes by a rule of its own where the author states none',
  'safetensors-header': 'the header of the weight files',
  'safetensors-index': 'the index of weights that are spread over several files: what the tool that wrote them counted',
  'gguf-header': 'the key-value header of a GGUF file',
  'adapter-config': '`adapter_config.json`: what the training tool wrote down as its base',
  'model-config': '`config.json`: what the library needs to build the model',
  'eval-results': 'a file of the folder `.eval_results`',
  leaderboard: 'a row of the table of a leaderboard',
  'file-listing': 'names and kinds of the files',
  'readme-regex': "a pattern found in the card's prose",
  'readme-heading': "a section of the card's prose, by its heading",
  llm: "a language model's reading of prose",
  'source-api': "a field of an answer of the source's own interface",
  'arxiv-api': 'a field of an arXiv answer',
  'openml-api': 'a field of an OpenML answer',
  website: "a figure that the source's website shows, by the data behind its pages",
  'bioimageio-rdf': 'a field of a bioimage.io resource description: the statement of its authors',
  'hypha-api':
    'a field that the artifact manager of bioimage.io itself sets: dates, versions, counters, sizes of files',
  'croissant-endpoint': 'a field of a Croissant document that the source generates',
  'id-convention': 'an id that is, by the habit of the tool that put the thing online, its id on another hub',
  'link-resolution': 'an id followed to what it stands for now',
  'case-match': 'an id that is, but for letter case, the id of one described thing alone',
  curated: 'a vocabulary shipped with Stemma',
} as const;

export type Method = keyof typeof methodDocs;
export const methods: readonly Method[] = Object.keys(methodDocs) as Method[];

export interface ConfidenceRow {
  readonly method: Method;
  /** None: every property of which no other row speaks. */
  readonly properties?: readonly string[];
  /** 0..1 */
  readonly confidence: number;
  readonly doc?: string;
}

const lineage = lineageProperties;
const dates = ['dateCreated', 'dateModified', 'datePublished'];

/** How far a value is to be trusted, by method and property. The only such table; judgement, to be calibrated. */
export const confidences: readonly ConfidenceRow[] = [
  { method: 'hub-api', confidence: 1 },
  { method: 'hub-api', properties: lineage, confidence: 0.95, doc: 'kind computed by the Hub from card and files' },
  { method: 'hub-tag', confidence: 0.9 },
  { method: 'hub-tag', properties: ['trainedOn'], confidence: 0.8, doc: 'free text survives in these tags' },
  { method: 'hub-tag', properties: ['inLanguage'], confidence: 0.8, doc: 'bare codes collide with other words' },
  { method: 'hub-tag', properties: ['citation'], confidence: 0.7, doc: 'links harvested from prose: mentions' },
  { method: 'yaml-frontmatter', confidence: 0.95 },
  {
    method: 'yaml-frontmatter',
    properties: ['baseModel'],
    confidence: 0.7,
    doc: 'a base without a kind that the Hub did not tag',
  },
  { method: 'hub-inferred', confidence: 0.8 },
  { method: 'safetensors-header', confidence: 1 },
  { method: 'safetensors-index', confidence: 0.9 },
  { method: 'gguf-header', confidence: 1 },
  { method: 'adapter-config', confidence: 0.9 },
  { method: 'adapter-config', properties: lineage, confidence: 0.7, doc: 'often a path of the machine that trained' },
  { method: 'model-config', confidence: 0.95 },
  {
    method: 'model-config',
    properties: lineage,
    confidence: 0.4,
    doc: 'what was loaded, which may be the model itself',
  },
  { method: 'eval-results', confidence: 0.95 },
  { method: 'leaderboard', confidence: 0.95 },
  { method: 'file-listing', confidence: 0.9 },
  { method: 'readme-regex', confidence: 0.6 },
  {
    method: 'readme-regex',
    properties: ['trainedOn', 'validatedOn', 'testedOn', 'evaluatedOn'],
    confidence: 0.1,
    doc: 'prose confirms no training set: what it names belongs to `mentions`',
  },
  { method: 'readme-heading', confidence: 0.7 },
  { method: 'llm', confidence: 0.5 },
  { method: 'source-api', confidence: 1 },
  { method: 'arxiv-api', confidence: 1 },
  { method: 'openml-api', confidence: 1 },
  { method: 'openml-api', properties: dates, confidence: 0.9, doc: "the server's own time, its zone unsaid" },
  { method: 'openml-api', properties: ['implements'], confidence: 0.7, doc: 'read from the name of the code' },
  { method: 'website', confidence: 0.8 },
  { method: 'bioimageio-rdf', confidence: 1 },
  {
    method: 'bioimageio-rdf',
    properties: ['imagingModality', 'organism', 'targetStructure', 'spatialDimensions'],
    confidence: 0.9,
    doc: 'mostly a tag that is read as a term',
  },
  { method: 'hypha-api', confidence: 1 },
  { method: 'croissant-endpoint', confidence: 0.95 },
  { method: 'id-convention', confidence: 0.8 },
  { method: 'link-resolution', confidence: 1 },
  { method: 'case-match', confidence: 0.9 },
  { method: 'curated', confidence: 1 },
  { method: 'curated', properties: ['closeMatch'], confidence: 0.8, doc: 'close, not equal: our judgement' },
];

interface MethodConfidence {
  general: number;
  readonly special: Map<string, number>;
}
const byMethod = new Map<Method, MethodConfidence>();
for (const { method, properties, confidence } of confidences) {
  const known = byMethod.get(method) ?? { general: 0, special: new Map<string, number>() };
  byMethod.set(method, known);
  if (properties === undefined) known.general = confidence;
  else for (const property of properties) known.special.set(property, confidence);
}

/** 0..1, from the table above. */
export function confidenceOf(method: Method, property: string): number {
  const known = byMethod.get(method);
  return known?.special.get(property) ?? known?.general ?? 0;
}

/** IRI of a method as a concept of our vocabulary. */
export function methodIri(method: Method): string {
  return term('stemma', `method-${method}`);
}
