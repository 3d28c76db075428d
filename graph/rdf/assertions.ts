import { assertion } from '../../ontology/assertion.ts';
import type { PropertyDefinition } from '../../ontology/define.ts';
import { edgeProperties } from '../../ontology/edge.ts';
import type { EntityLine } from '../../ontology/entity.ts';
import { methodIri, type Method } from '../../ontology/evidence.ts';
import { iriOfId, mintAssertion, mintListCell, mintRun } from '../../ontology/iri.ts';
import { term } from '../../ontology/namespaces.ts';
import { canonicalTime, storable, storableText } from '../property-values.ts';
import type { Value } from '../store.ts';
import type { RdfObject, RdfTerm, Statement } from './statement.ts';
import { decimalOf, objectOf } from './values.ts';

/** One witness for one statement. */
export interface Witness {
  readonly subject: string;
  readonly predicate: string;
  readonly object: RdfTerm;
  readonly method: string;
  readonly confidence: number;
  readonly source?: string | undefined;
  readonly resource?: string | undefined;
  readonly run?: string | undefined;
  /** `raw:{run-id}/{seq}` */
  readonly record?: string | undefined;
  readonly pointer?: string | undefined;
  readonly time?: string | undefined;
  readonly literal?: string | undefined;
  /** Of a witness that stands for all of them. */
  readonly evidenceCount?: number | undefined;
}

const type = term('rdf', 'type');
export const reifies = term('rdf', 'reifies');
const { properties: said } = assertion;

/** Tells witnesses apart by what they say and where they stand in a record, not by when they were read: read again, it is the same. */
export function assertionIri(witness: Witness): string {
  const { object, method, source = '', resource = '', pointer = '' } = witness;
  const value = 'iri' in object ? `<${object.iri}>` : `${JSON.stringify(object.text)}${object.datatype ?? ''}`;
  const parts = [witness.subject, witness.predicate, value, method, source, resource, pointer];
  return mintAssertion(parts.join('\n'));
}

export interface AssertionForm {
  readonly graph: string;
  /** The statement as one triple term of RDF 1.2 in place of subject, predicate and object apart. */
  readonly rdf12?: boolean | undefined;
}

/** A witness as a reifier of its statement. */
export function assertionStatements(witness: Witness, { graph, rdf12 = false }: AssertionForm): readonly Statement[] {
  const { method } = witness;
  const subject = assertionIri(witness);
  const record = witness.record === undefined ? undefined : iriOfId(witness.record);
  const statements: readonly (readonly [string, RdfObject | undefined])[] = [
    [type, { iri: assertion.iri }],
    ...statedIn(witness, rdf12),
    [said.extractionMethod.iri, { iri: methodIri(method as Method) }],
    [edgeProperties.confidence.iri, decimalOf(witness.confidence)],
    [edgeProperties.evidenceCount.iri, of(witness.evidenceCount, edgeProperties.evidenceCount)],
    [edgeProperties.source.iri, of(witness.source, edgeProperties.source)],
    [edgeProperties.resource.iri, of(witness.resource, edgeProperties.resource)],
    [edgeProperties.pointer.iri, of(witness.pointer, edgeProperties.pointer)],
    [edgeProperties.literal.iri, of(witness.literal, edgeProperties.literal)],
    [said.wasDerivedFrom.iri, of(record, said.wasDerivedFrom)],
    [said.wasGeneratedBy.iri, witness.run === undefined ? undefined : { iri: mintRun(witness.run) }],
    [said.generatedAtTime.iri, of(witness.time, said.generatedAtTime)],
  ];
  return statements.flatMap(([predicate, one]) =>
    one === undefined ? [] : [{ subject, predicate, object: one, graph }],
  );
}

function statedIn({ subject, predicate, object }: Witness, rdf12: boolean): readonly (readonly [string, RdfObject])[] {
  if (rdf12) return [[reifies, { triple: { subject, predicate, object } }]];
  return [
    [said.subject.iri, { iri: subject }],
    [said.predicate.iri, { iri: predicate }],
    [said.object.iri, object],
  ];
}

function of(value: string | number | undefined, definition: PropertyDefinition): RdfTerm | undefined {
  return value === undefined ? undefined : objectOf(value, definition);
}

/** The witness that a relationship carries; none for one that says nothing of itself. */
export function witnessOfEdge(
  subject: string,
  { iri: predicate }: PropertyDefinition,
  target: string,
  properties: Readonly<Record<string, Value>>,
): Witness | undefined {
  const text = (name: keyof typeof edgeProperties): string | undefined => {
    const value = properties[name];
    return typeof value === 'string' ? value : undefined;
  };
  const method = text('method');
  if (method === undefined) return undefined;
  return {
    subject,
    predicate,
    object: { iri: target },
    method,
    confidence: Number(properties['confidence']),
    evidenceCount: Number(properties['evidenceCount']),
    source: text('source'),
    resource: text('resource'),
    run: text('run'),
    record: text('record'),
    pointer: text('pointer'),
    time: text('firstSeen'),
    literal: text('literal'),
  };
}

/** The witnesses of an account, of the properties that are written. Of a list each witness speaks for the whole. */
export function witnessesOfAccount(
  { '@id': subject, evidence, origin }: EntityLine,
  written: ReadonlyMap<string, PropertyDefinition>,
): readonly Witness[] {
  const { source, resource, run, record, fetchedAt } = origin;
  const time = canonicalTime(fetchedAt) ?? fetchedAt;
  return evidence.flatMap(({ property, value, method, confidence, pointer, literal }): Witness[] => {
    const definition = written.get(property);
    const stored = definition === undefined ? undefined : storable(value, { ...definition, many: false });
    if (definition === undefined || stored === undefined || typeof stored === 'object') return [];
    const object =
      definition.ordered === true ? { iri: mintListCell(subject, property, 1) } : objectOf(stored, definition);
    const how = { method, confidence, pointer: storableText(pointer), literal };
    return [{ subject, predicate: definition.iri, object, ...how, source, resource, run, record, time }];
  });
}
