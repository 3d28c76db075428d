/** Schemes of `mintTerm` for what a tag of BioImage.IO says outright. */
export const bioimageioSchemes = {
  mlTask: 'bioimageio-task',
  imagingModality: 'bioimageio-modality',
  organism: 'bioimageio-organism',
  targetStructure: 'bioimageio-content',
} as const;
export type BioimageioFacet = keyof typeof bioimageioSchemes;

/** Where the tags that the source itself suggests are listed. */
const suggestions =
  'https://github.com/bioimage-io/spec-bioimage-io/blob/main/src/bioimageio/spec/static/tag_categories.json';
const taxon = 'http://purl.obolibrary.org/obo/NCBITaxon_';

export interface BioimageioTerm {
  readonly facet: BioimageioFacet;
  readonly code: string;
  readonly label: string;
  /** The same concept elsewhere. */
  readonly sameAs?: string;
  /** Whether the source suggests this very tag. */
  readonly suggested: boolean;
}

interface Row {
  readonly code: string;
  readonly label: string;
  /** Number in the NCBI taxonomy. */
  readonly taxon?: number;
  /** Other spellings met, in the form that `spelling` gives. */
  readonly also?: readonly string[];
  readonly suggested?: true;
}

const suggested = true;
const rows: Readonly<Record<BioimageioFacet, readonly Row[]>> = {
  mlTask: [
    { code: 'semantic-segmentation', label: 'semantic segmentation', suggested },
    { code: 'instance-segmentation', label: 'instance segmentation', suggested },
    { code: 'object-detection', label: 'object detection', suggested },
    { code: 'image-classification', label: 'image classification', suggested },
    { code: 'denoising', label: 'denoising', suggested },
    { code: 'image-restoration', label: 'image restoration', suggested },
    { code: 'image-reconstruction', label: 'image reconstruction', suggested },
    { code: 'in-silico-labeling', label: 'in silico labelling', also: ['in-silico-labelling'], suggested },
    { code: 'segmentation', label: 'segmentation, its kind not stated', also: ['image-segmentation'] },
    { code: 'classification', label: 'classification' },
    { code: 'detection', label: 'detection' },
    { code: 'restoration', label: 'restoration' },
    { code: 'super-resolution', label: 'super resolution', also: ['superresolution'] },
    { code: 'image-to-image', label: 'image to image' },
    { code: 'image-registration', label: 'image registration' },
    { code: 'affinity-prediction', label: 'affinity prediction' },
    { code: 'boundary-segmentation', label: 'boundary segmentation' },
    { code: 'spot-detection', label: 'spot detection' },
  ],
  imagingModality: [
    { code: 'electron-microscopy', label: 'electron microscopy', suggested },
    { code: 'cryo-electron-microscopy', label: 'cryo-electron microscopy', suggested },
    { code: 'fluorescence-light-microscopy', label: 'fluorescence light microscopy', suggested },
    { code: 'transmission-light-microscopy', label: 'transmission light microscopy', suggested },
    { code: 'super-resolution-microscopy', label: 'super-resolution microscopy', suggested },
    { code: 'x-ray-microscopy', label: 'X-ray microscopy', suggested },
    { code: 'force-microscopy', label: 'force microscopy', suggested },
    { code: 'high-content-imaging', label: 'high-content imaging', suggested },
    { code: 'whole-slide-imaging', label: 'whole slide imaging', suggested },
    { code: 'fluorescence-microscopy', label: 'fluorescence microscopy' },
    { code: 'transmission-electron-microscopy', label: 'transmission electron microscopy', also: ['tem'] },
    { code: 'light-microscopy', label: 'light microscopy' },
    { code: 'confocal-microscopy', label: 'confocal microscopy', also: ['confocal'] },
    {
      code: 'light-sheet-microscopy',
      label: 'light sheet microscopy',
      also: ['light-sheet-fluorescence-microscopy'],
    },
    { code: 'light-field-microscopy', label: 'light field microscopy' },
    { code: 'brightfield-microscopy', label: 'bright-field microscopy', also: ['bright-field', 'brightfield'] },
    { code: 'phase-contrast', label: 'phase contrast microscopy', also: ['phase-contrast-microscopy'] },
    { code: 'differential-interference-contrast', label: 'differential interference contrast' },
    { code: 'smlm', label: 'single-molecule localization microscopy' },
    { code: 'micro-ct', label: 'micro-CT' },
  ],
  organism: [
    { code: 'arabidopsis', label: 'Arabidopsis', taxon: 3701 },
    { code: 'bacillus-subtilis', label: 'Bacillus subtilis', taxon: 1423 },
    { code: 'drosophila', label: 'Drosophila', taxon: 7215 },
    { code: 'escherichia-coli', label: 'Escherichia coli', taxon: 562, also: ['e.-coli', 'e-coli'] },
    { code: 'staphylococcus-aureus', label: 'Staphylococcus aureus', taxon: 1280, also: ['s.-aureus'] },
    { code: 'saccharomyces-cerevisiae', label: 'Saccharomyces cerevisiae', taxon: 4932 },
    { code: 'caenorhabditis-elegans', label: 'Caenorhabditis elegans', taxon: 6239, also: ['c.-elegans', 'c-elegans'] },
    { code: 'zebrafish', label: 'zebrafish', taxon: 7955, also: ['danio-rerio'] },
    { code: 'platynereis', label: 'Platynereis', also: ['platynereis-dumerilii'] },
    { code: 'mouse', label: 'mouse', taxon: 10090, also: ['mus-musculus', 'mouse-embryo'] },
    { code: 'human', label: 'human', taxon: 9606, also: ['homo-sapiens'] },
    { code: 'medaka', label: 'medaka', taxon: 8090, also: ['oryzias-latipes'] },
    { code: 'bacteria', label: 'bacteria', taxon: 2 },
  ],
  targetStructure: [
    { code: 'cells', label: 'cells', also: ['cell'], suggested },
    { code: 'nuclei', label: 'nuclei', also: ['nucleus'], suggested },
    { code: 'extracellular-vesicles', label: 'extracellular vesicles', suggested },
    { code: 'tissue', label: 'tissue', suggested },
    { code: 'plant', label: 'plant', also: ['plants'], suggested },
    { code: 'mitochondria', label: 'mitochondria', suggested },
    { code: 'vasculature', label: 'vasculature', suggested },
    { code: 'cell-membrane', label: 'cell membrane', suggested },
    { code: 'brain', label: 'brain', suggested },
    { code: 'whole-organism', label: 'whole organism', suggested },
    { code: 'neurons', label: 'neurons', also: ['neuron'] },
    { code: 'neurites', label: 'neurites' },
    { code: 'ovules', label: 'ovules', also: ['ovule'] },
    { code: 'actin', label: 'actin' },
    { code: 'tubulin', label: 'tubulin' },
    { code: 'cilia', label: 'cilia' },
    { code: 'spinal-cord', label: 'spinal cord' },
  ],
};

function termOf(facet: BioimageioFacet, row: Row): BioimageioTerm {
  const { code, label } = row;
  const same = row.taxon === undefined ? {} : { sameAs: `${taxon}${row.taxon}` };
  return { facet, code, label, ...same, suggested: row.suggested === true };
}

const bySpelling = new Map<string, { readonly term: BioimageioTerm; readonly exact: boolean }>();
const byCode = new Map<string, BioimageioTerm>();
for (const facet of Object.keys(rows) as BioimageioFacet[]) {
  for (const row of rows[facet]) {
    const term = termOf(facet, row);
    byCode.set(`${bioimageioSchemes[facet]}/${row.code}`, term);
    for (const text of [row.code, ...(row.also ?? [])]) bySpelling.set(text, { term, exact: text === row.code });
  }
}

/** Tags are compared without case; blanks and underlines are hyphens. */
export function spelling(tag: string): string {
  return tag
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
}

/** What a tag says outright; undefined for a tag that is a word like others. `exact`: it is the term's own code. */
export function bioimageioTermOf(tag: string): { readonly term: BioimageioTerm; readonly exact: boolean } | undefined {
  const found = bySpelling.get(spelling(tag));
  return found === undefined ? undefined : { term: found.term, exact: found.exact && tag === found.term.code };
}

/** By scheme and code as they stand in a term's IRI. */
export function bioimageioTermByCode(scheme: string, code: string): BioimageioTerm | undefined {
  return byCode.get(`${scheme}/${code}`);
}

export const bioimageioTermSet = suggestions;
