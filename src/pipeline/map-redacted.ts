import { mapRecord, type MappedRecord } from '../../extract/index.ts';
import type { SourceDefinition } from '../../extract/source.ts';
import type { Evidence, MappedEntity, MappingIssue } from '../../ontology/entity.ts';
import { rangeAt } from '../core/locate.ts';
import type { RawElement } from '../core/run/types.ts';

const erased: MappedRecord = {
  entities: [],
  issues: [{ severity: 'info', code: 'forgotten', message: 'the record is forgotten', pointer: '' }],
  failed: false,
};

/**
 * A record through its mapper, without what is forgotten: nothing of a record that was overwritten, nothing that was read
 * where bytes were overwritten, and no account of a thing that is to stay forgotten.
 */
export function mapUnforgotten(
  source: SourceDefinition,
  element: RawElement,
  forgotten: ReadonlySet<string>,
): MappedRecord {
  const ranges = rangesIn(element);
  if (ranges.some(([from, to]) => from <= 0 && to >= element.length)) return erased;
  const mapped = mapRecord(source, element);
  const isTold = mapped.entities.some((entity) => forgotten.has(entity['@id']));
  const isListed = (mapped.sightings ?? []).some(({ iri }) => forgotten.has(iri));
  if (ranges.length === 0 && !isTold && !isListed) return mapped;
  const kept = mapped.entities.filter((entity) => !forgotten.has(entity['@id']));
  const issue: MappingIssue = {
    severity: 'info',
    code: 'forgotten',
    message: ranges.length === 0 ? 'it tells of what is forgotten' : 'a part of the record is forgotten',
    pointer: '',
  };
  return {
    ...mapped,
    entities: ranges.length === 0 ? kept : kept.flatMap((entity) => withoutErased(entity, element, ranges)),
    issues: [...mapped.issues, issue],
    sightings: (mapped.sightings ?? []).filter(({ iri }) => !forgotten.has(iri)),
  };
}

type Span = readonly [from: number, to: number];

/** What of the element was overwritten, relative to it. */
function rangesIn({ line, offset, length }: RawElement): readonly Span[] {
  return (line.redacted?.ranges ?? []).flatMap(([from, size]): Span[] => {
    const span: Span = [from - offset, from + size - offset];
    return span[1] > 0 && span[0] < length ? [span] : [];
  });
}

/** Without the witnesses that stood there, and without the values that have no other. */
function withoutErased(entity: MappedEntity, { bytes }: RawElement, ranges: readonly Span[]): readonly MappedEntity[] {
  const isErased = ({ pointer }: Evidence): boolean => {
    const place = rangeAt(bytes, pointer);
    return (
      place !== undefined && ranges.some(([from, to]) => place.offset >= from && place.offset + place.length <= to)
    );
  };
  const lost = entity.evidence.filter(isErased);
  if (lost.length === 0) return [entity];
  const evidence = entity.evidence.filter((one) => !isErased(one));
  if (evidence.length === 0) return [];
  const values: Record<string, unknown> = {};
  for (const property of new Set(lost.map((one) => one.property))) {
    const witnessed = new Set(evidence.filter((one) => one.property === property).map(({ value }) => value));
    const gone = new Set(lost.filter((one) => one.property === property).map(({ value }) => value));
    const value = entity[property];
    if (Array.isArray(value)) {
      const left = value.filter((item: Evidence['value']) => witnessed.has(item) || !gone.has(item));
      values[property] = left.length === 0 ? undefined : left;
    } else if (witnessed.size === 0) values[property] = undefined;
  }
  return [{ ...entity, ...values, evidence }];
}
