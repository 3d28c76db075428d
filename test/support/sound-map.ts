import type { MapInput, MapResult, SourceDefinition } from '../../extract/source.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import type { PropertyDefinition } from '../../ontology/define.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import { confidenceOf, methods } from '../../ontology/evidence.ts';
import { identify } from '../../ontology/iri.ts';
import { entityOf, propertyOf } from '../../ontology/model.ts';
import { rangeAt } from '../../src/core/locate.ts';

/** Fields of an entity that are no values: its identity, and the witnesses. `name` is the last segment of the IRI. */
const framework: ReadonlySet<string> = new Set(['@id', '@type', 'id', 'evidence']);

/**
 * What is wrong with what a mapper gave for a record; nothing when it can be written, read and hashed, says only what is declared,
 * and has for each value a witness that stands in the record.
 */
export function unsoundness(source: SourceDefinition, { resource, bytes }: MapInput, result: MapResult): string[] {
  const { entities, issues, sightings = [] } = result;
  const problems: string[] = [];
  const emits = source.resources.find(({ name }) => name === resource)?.emits ?? [];
  const stands = (pointer: string): boolean => pointer === '' || rangeAt(bytes, pointer) !== undefined;
  for (const one of [...entities, ...issues])
    if (JSON.stringify(JSON.parse(JSON.stringify(one))) !== JSON.stringify(one)) problems.push('cannot be written');
  for (const { code, pointer, message } of issues) {
    if (!/^[a-z][a-z0-9-]*$/.test(code) || message === '') problems.push(`issue ${code}: ${message}`);
    if (!stands(pointer)) problems.push(`issue ${code} points at nothing: ${pointer}`);
  }
  for (const { iri } of sightings) if (identify(iri) === undefined) problems.push(`sighting of ${iri}`);
  const seen = new Set<string>();
  for (const entity of entities) {
    if (seen.has(entity['@id'])) problems.push(`${entity['@id']} is told of twice`);
    seen.add(entity['@id']);
    if (!emits.includes(entity['@type'])) problems.push(`${resource} does not say that it gives ${entity['@type']}`);
    problems.push(...unsoundEntity(entity, stands));
  }
  return problems;
}

function unsoundEntity(entity: MappedEntity, stands: (pointer: string) => boolean): string[] {
  const { '@id': iri, '@type': label, evidence } = entity;
  const problems: string[] = [];
  if (entityOf(label) === undefined || entityOf(label)?.provenance === true) problems.push(`${label} is no class`);
  const known = identify(iri);
  if (known?.id !== entity.id) problems.push(`${iri} is not the IRI of ${entity.id}`);
  if (!/^[0-9a-f]{64}$/.test(contentHashOf(entity))) problems.push(`${entity.id} cannot be hashed`);
  const witnessed = new Set(evidence.map(({ property, value }) => keyOf(property, value)));
  const held = new Set<string>();
  for (const [property, value] of Object.entries(entity)) {
    if (framework.has(property) || value === undefined) continue;
    const definition = propertyOf(label, property);
    if (definition === undefined) {
      problems.push(`${label}.${property} is not declared`);
      continue;
    }
    if (definition.many === true && !Array.isArray(value)) problems.push(`${label}.${property} is no list`);
    for (const one of Array.isArray(value) && definition.many === true ? value : [value]) {
      held.add(keyOf(property, one));
      if (!witnessed.has(keyOf(property, one))) problems.push(`${label}.${property} has no witness: ${keyOf('', one)}`);
      if (!fits(one, definition)) problems.push(`${label}.${property} is no ${definition.kind}: ${keyOf('', one)}`);
    }
  }
  for (const { property, value, method, confidence, pointer } of evidence) {
    if (!held.has(keyOf(property, value))) problems.push(`witness of what is not said: ${keyOf(property, value)}`);
    if (!methods.includes(method)) problems.push(`${method} is no method`);
    if (!(confidence > 0 && confidence <= confidenceOf(method, property)))
      problems.push(`${property} by ${method} with confidence ${confidence}`);
    if (!stands(pointer)) problems.push(`${property} points at nothing: ${pointer}`);
  }
  return problems;
}

function keyOf(property: string, value: unknown): string {
  return `${property} ${JSON.stringify(value)}`.slice(0, 2000);
}

const moment = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?$/;

/** References are things of ours, or shared ones, of a class the property may point at. */
function fits(value: unknown, { kind, targets }: PropertyDefinition): boolean {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && /^-?\d+$/.test(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'dateTime':
      return typeof value === 'string' && moment.test(value) && !Number.isNaN(Date.parse(value));
    case 'url':
      return typeof value === 'string' && URL.canParse(value);
    case 'reference': {
      const label = identify(String(value))?.label;
      return label !== undefined && (targets ?? []).some((target) => target === label || isAccount(target, label));
    }
    case 'json':
      return true;
    default:
      return typeof value === 'string' && !/\p{Cs}/u.test(value);
  }
}

/** Whether an account is a person or an organisation its IRI does not say. */
function isAccount(target: string, label: string): boolean {
  return label === 'Agent' && (target === 'Person' || target === 'Organization');
}
