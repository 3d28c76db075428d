import { relationshipType } from '../../ontology/define.ts';
import { lineageProperties, lineageTypes } from '../../ontology/model.ts';
import { nearest } from '../core/nearest.ts';
import { StemmaError } from '../core/errors.ts';
import type { LineageEdge } from './lineage-walk.ts';
import { kindNames } from './lineage-words.ts';

/** Which statements are followed; what is left out leads nowhere. Absent: all. */
export interface LineageFilter {
  /** Relationship types. */
  readonly kinds?: readonly string[];
  /** 0..1; a statement without a confidence counts as 0. */
  readonly minConfidence?: number;
  /** Methods of the best witness: `hub-tag`, `yaml-frontmatter`. */
  readonly methods?: readonly string[];
  /** `huggingface`, `bioimageio` … */
  readonly sources?: readonly string[];
}

type Judged = Pick<LineageEdge, 'type' | 'confidence' | 'method' | 'source'>;

/** Whether a statement is followed. */
export function passes(filter: LineageFilter): (edge: Judged) => boolean {
  const { kinds, minConfidence, methods, sources } = filter;
  return (edge) =>
    (kinds === undefined || kinds.includes(edge.type)) &&
    (minConfidence === undefined || (edge.confidence ?? 0) >= minConfidence) &&
    (methods === undefined || (edge.method !== null && methods.includes(edge.method))) &&
    (sources === undefined || (edge.source !== null && sources.includes(edge.source)));
}

export function isFiltering(filter: LineageFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** The lineage relationship types a filter lets through, in order of declaration. */
export function filteredTypes({ kinds }: LineageFilter): readonly string[] {
  return kinds === undefined ? lineageTypes : lineageTypes.filter((type) => kinds.includes(type));
}

/**
 * The relationship type that a word for a kind means: `finetune`, `fineTunedFrom` or `FINE_TUNED_FROM`.
 * @throws StemmaError STEMMA_USAGE naming the nearest and all
 */
export function typeOfKind(word: string): string {
  const found = lineageProperties.find((property) =>
    [property, relationshipType(property), kindNames[property]].some(
      (name) => name?.toLowerCase() === word.trim().toLowerCase(),
    ),
  );
  if (found !== undefined) return relationshipType(found);
  const names = Object.values(kindNames);
  const near = nearest(word, names);
  throw new StemmaError('STEMMA_USAGE', `there is no kind of lineage called ${word}`, {
    hint: `${near === undefined ? '' : `did you mean ${near}? `}kinds: ${names.join(', ')}`,
    context: { candidates: names },
  });
}

/** The condition on relationships `r` of a path `p`, and its parameters, in the dialect of both engines. */
export function pathCondition(filter: LineageFilter): {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
} {
  const { minConfidence, methods, sources } = filter;
  const terms = [
    ...(minConfidence === undefined ? [] : ['coalesce(r.confidence, 0.0) >= $minConfidence']),
    ...(methods === undefined ? [] : ["coalesce(r.method, '') IN $methods"]),
    ...(sources === undefined ? [] : ["coalesce(r.source, '') IN $sources"]),
  ];
  return {
    text: terms.length === 0 ? '' : ` AND all(r IN relationships(p) WHERE ${terms.join(' AND ')})`,
    parameters: Object.fromEntries(
      Object.entries({ minConfidence, methods, sources }).filter(([, value]) => value !== undefined),
    ),
  };
}
