export const rdfFormats = ['nquads', 'turtle', 'trig', 'jsonld'] as const;
export type RdfFormat = (typeof rdfFormats)[number];
/** Those that have triple terms; JSON-LD has none. */
export const rdf12Formats: readonly RdfFormat[] = ['nquads', 'turtle', 'trig'];
export const assertionLevels = ['none', 'edges', 'edges+facts', 'all'] as const;
/**
 * Evidence of nothing; of relationships, each with its best witness; of these and of the other values a thing shows, each
 * with its best witness; of every value, each witness for itself, losing accounts' too.
 */
export type AssertionLevel = (typeof assertionLevels)[number];

/** Kinds of things a document of JSON-LD may hold alone; `evidence`: assertions. */
export const frames = ['model-card', 'dataset', 'run', 'evidence'] as const;
export type Frame = (typeof frames)[number];
