import { mintTerm } from '../../../ontology/iri.ts';
import { bioimageioSchemes, bioimageioTermOf, type BioimageioFacet } from '../../../ontology/vocab/bioimageio-terms.ts';
import type { Found } from '../../found.ts';
import type { ArtifactRecord } from './artifact-record.ts';

/** Of a tag that is a term's own code, and of another spelling of it. */
const confidences = { exact: 0.9, spelling: 0.8 } as const;
const dimensions: ReadonlyMap<string, string> = new Map([
  ['2d', '2D'],
  ['3d', '3D'],
  ['2d-t', '2D'],
  ['3d-t', '3D'],
]);

/** All tags are keywords; one that says outright how, of what or for what is a term besides. */
export function mapTags(record: ArtifactRecord): void {
  const list = record.artifact.manifest.at('tags');
  if (list.isEmpty) return;
  if (!Array.isArray(list.value)) return record.issues.wrongShape('a list of tags', list.pointer, list.value);
  const hasAxes = !record.artifact.manifest.at('inputs').isEmpty;
  for (const place of list.elements()) {
    const tag = record.text(place);
    if (tag === undefined) continue;
    record.state('keywords', tag.value, tag.pointer);
    const found = bioimageioTermOf(tag.value);
    if (found !== undefined) {
      const confidence = found.exact ? confidences.exact : confidences.spelling;
      sayTerm(record, found.term.facet, found.term.code, tag, confidence);
    }
    const size = dimensions.get(tag.value.toLowerCase());
    // What a model takes is told by its axes.
    if (size !== undefined && !hasAxes)
      record.state('spatialDimensions', size, tag.pointer, size === tag.value ? {} : { literal: tag.value });
  }
}

export function sayTerm(
  record: ArtifactRecord,
  facet: BioimageioFacet,
  code: string,
  { value, pointer }: Found<string>,
  confidence: number,
): void {
  const property = facet === 'mlTask' && record.has('datasetTask') ? 'datasetTask' : facet;
  const literal = value === code ? {} : { literal: value };
  record.state(property, mintTerm(bioimageioSchemes[facet], code), pointer, { confidence, ...literal });
}
