export const rdfFormats = ['nquads', 'turtle', 'trig'] as const;
export type RdfFormat = (typeof rdfFormats)[number];
export const assertionLevels = ['none', 'edges', 'all'] as const;
/** Evidence of nothing; of relationships, each with its best witness; of every value, each witness for itself. */
export type AssertionLevel = (typeof assertionLevels)[number];
