/** The vocabularies Stemma writes, in their one exact spelling. Nothing else spells a namespace. */
export const namespaces = {
  stemma: 'https://w3id.org/stemma/ns#',
  fair4ml: 'https://w3id.org/fair4ml#',
  schema: 'http://schema.org/',
  prov: 'http://www.w3.org/ns/prov#',
  cc: 'http://creativecommons.org/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dct: 'http://purl.org/dc/terms/',
  codemeta: 'https://w3id.org/codemeta/',
  mls: 'http://www.w3.org/ns/mls#',
  cr: 'http://mlcommons.org/croissant/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  sh: 'http://www.w3.org/ns/shacl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
export type Prefix = keyof typeof namespaces;

/** Full IRI of a vocabulary term: `term('schema', 'name')`. */
export function term(prefix: Prefix, local: string): string {
  return namespaces[prefix] + local;
}

/** `http://schema.org/name` → `schema:name`; an IRI of no known vocabulary stays as it is. */
export function compactTerm(iri: string): string {
  for (const [prefix, namespace] of Object.entries(namespaces)) {
    if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri;
}

/** Base of node IRIs unless `STEMMA_BASE_IRI` says otherwise. */
export const defaultBaseIri = 'https://w3id.org/stemma/id/';
/** Our vocabulary and our shapes as documents. */
export const vocabularyUrl = 'https://w3id.org/stemma/ns';
export const shapesUrl = 'https://w3id.org/stemma/shapes';
/** Where the JSON-LD context is published. The number changes only when a term changes its meaning. */
export const contextUrl = 'https://w3id.org/stemma/context/v1.jsonld';
/** IRIs that several sources share and that others own. */
export const spdxLicenses = 'https://spdx.org/licenses/';
export const doiResolver = 'https://doi.org/';
export const orcidPeople = 'https://orcid.org/';
export const rorOrganizations = 'https://ror.org/';
/** Prefix of the DOI that arXiv registers for each paper, lower-case as every DOI IRI here. */
export const arxivDoi = '10.48550/arxiv.';
