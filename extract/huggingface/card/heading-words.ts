/**
 * What sections of cards are called, by what they hold, the surest first. `…` at the end: the words may go on. Letters, digits
 * and single blanks only, lower case (`plainTitle`). From the Hub's template and from cards of 2022; English only.
 */
const words = {
  description: [
    'model description',
    'model summary',
    'model overview',
    'model details',
    'description',
    'summary',
    'overview',
    'introduction',
    'about the model',
    'about this model',
    'tldr',
    'tl dr',
    'abstract',
  ],
  intendedUse: [
    'intended use',
    'intended uses',
    'intended use and limitations',
    'intended uses and limitations',
    'intended usage',
    'uses',
    'direct use',
    'downstream use',
    'use cases',
    'intended use cases',
    'intended users',
    'primary intended uses',
  ],
  modelRisksBiasLimitations: [
    'bias risks and limitations',
    'limitations and bias',
    'limitations and biases',
    'limitations and risks',
    'limitations and recommendations',
    'bias and limitations',
    'biases and limitations',
    'limitations',
    'limitation',
    'risks and limitations',
    'risks limitations and biases',
    'risk and limitations',
    'risks and biases',
    'risks',
    'bias',
    'biases',
    'known limitations',
    'known issues',
    'known biases',
    'caveats',
    'caveats and recommendations',
  ],
  ethicalSocial: [
    'ethical considerations',
    'ethical consideration',
    'ethics',
    'ethics statement',
    'ethics and safety',
    'ethical considerations and limitations',
    'privacy and ethical considerations',
    'responsible ai',
    'responsible ai considerations',
    'social impact',
    'societal impact',
    'broader impact',
    'broader impacts',
  ],
  legal: [
    'license',
    'licence',
    'licenses',
    'licences',
    'licensing',
    'license information',
    'licensing information',
    'license and terms of use',
    'license and use',
    'license agreement',
    'legal',
    'legal notice',
    'legal considerations',
    'terms of use',
    'terms and conditions',
  ],
  usageInstructions: [
    'usage…',
    'how to use…',
    'how to run…',
    'how to get started…',
    'how to load…',
    'getting started…',
    'get started…',
    'quick start…',
    'quickstart…',
    'use',
    'using',
    'use with…',
    'use in…',
    'using the model',
    'using this model',
    'using transformers',
    'using with…',
    'example usage',
    'example use',
    'basic usage',
    'sample usage',
    'in transformers',
    'with transformers',
    'inference',
    'run the model',
    'running the model',
    'model usage',
    'sample code',
    'code example',
    'code examples',
    'example code',
  ],
} as const;

export type SectionProperty = keyof typeof words;

/** Headings under which a card says how it wants to be cited. */
const citationWords = [
  'citation',
  'citations',
  'citation information',
  'citation info',
  'cite',
  'cite as',
  'cite us',
  'cite this model',
  'cite our work',
  'cite this work',
  'citing',
  'citing and authors',
  'citing this model',
  'citing this work',
  'how to cite…',
  'please cite…',
  'bibtex',
  'bibtex citation',
  'bibtex entry',
  'bibtex entry and citation info',
  'bibtex entry and citation information',
];

/** Headings under which the source code is linked. */
const codeWords = [
  'code',
  'source code',
  'official code',
  'training code',
  'repository',
  'repo',
  'code repository',
  'github',
  'github repository',
  'github repo',
  'implementation',
  'official implementation',
];

interface WordList<T> {
  readonly whole: ReadonlyMap<string, T>;
  readonly starts: readonly (readonly [string, T])[];
}

function listOf<T>(rows: readonly (readonly [string, T])[]): WordList<T> {
  const open = rows
    .filter(([word]) => word.endsWith('…'))
    .map(([word, meaning]) => [word.slice(0, -1), meaning] as const);
  return { whole: new Map([...rows, ...open]), starts: open.map(([word, meaning]) => [`${word} `, meaning]) };
}

function find<T>({ whole, starts }: WordList<T>, title: string): T | undefined {
  const plain = plainTitle(title);
  return whole.get(plain) ?? starts.find(([start]) => plain.startsWith(start))?.[1];
}

export const sectionProperties = Object.keys(words) as readonly SectionProperty[];

export interface SectionWord {
  readonly property: SectionProperty;
  /** From 0: the lower, the surer. */
  readonly rank: number;
}

const sections = listOf(
  sectionProperties.flatMap((property) => words[property].map((word, rank) => [word, { property, rank }] as const)),
);
const citations = listOf(citationWords.map((word) => [word, true] as const));
const codes = listOf(codeWords.map((word) => [word, true] as const));

/** What a section of this title holds; undefined for most. */
export function sectionOf(title: string): SectionWord | undefined {
  return find(sections, title);
}

export function isCitationTitle(title: string): boolean {
  return find(citations, title) === true;
}

export function isCodeTitle(title: string): boolean {
  return find(codes, title) === true;
}

const longest = 120;

/** A title without pictures, marks, numbers before it and asides: `2. Intended uses & limitations 🚀 [optional]`. */
export function plainTitle(title: string): string {
  if (title.length > longest) return '';
  return title
    .replaceAll(/\]\([^()]{0,120}\)/g, ']')
    .replaceAll(/\([^()]{0,120}\)|<[^<>]{0,120}>/g, ' ')
    .replaceAll(/\[optional\]/gi, ' ')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^\p{L}\p{N}]{1,120}/gu, ' ')
    .trim()
    .replace(/^(?:\d{1,3} ){1,4}(?=\p{L})/u, '');
}
