import { contentHashOf } from '../../../ontology/content-hash.ts';
import type { EntityLine, Evidence } from '../../../ontology/entity.ts';
import type { Method } from '../../../ontology/evidence.ts';
import { mintListCell } from '../../../ontology/iri.ts';
import { entityOf, publicProperties } from '../../../ontology/model.ts';
import type { PropertyDefinition } from '../../../ontology/define.ts';
import { compactTerm } from '../../../ontology/namespaces.ts';
import type { Witness } from '../assertions.ts';
import type { Leftovers } from './leftovers.ts';
import { type ReadThing, scalarOf } from './read-thing.ts';

type Json = string | number | boolean;

/**
 * Accounts as the witnesses in a file tell of them, one for each response they were read from: what of an account has no
 * witness there is not known. Where the response stands on disk is not known either, so `origin` has no place in a file.
 */
export function accountsOfWitnesses(
  thing: ReadThing,
  witnesses: readonly Witness[],
  leftovers: Leftovers,
): readonly EntityLine[] {
  const parts = new Map<string, Witness[]>();
  for (const witness of witnesses) {
    const { source, resource, run, record, time } = witness;
    if (source === undefined || resource === undefined || run === undefined || record === undefined) {
      leftovers.add('evidence of a value that was read in no run', `${thing.uri} ${compactTerm(witness.predicate)}`);
      continue;
    }
    const key = JSON.stringify([source, resource, run, record, time]);
    const held = parts.get(key);
    if (held === undefined) parts.set(key, [witness]);
    else held.push(witness);
  }
  return [...parts.values()].map((part) => accountOf(thing, part, leftovers));
}

function accountOf(thing: ReadThing, witnesses: readonly Witness[], leftovers: Leftovers): EntityLine {
  const { source = '', resource = '', run = '', record = '', time = '' } = witnesses[0] ?? {};
  const declared = new Map(
    thing.labels
      .map(entityOf)
      .filter((entity) => entity !== undefined)
      .flatMap(publicProperties)
      .map(([name, definition]) => [definition.iri, { name, definition }]),
  );
  const values: Record<string, unknown> = {};
  const evidence: Evidence[] = [];
  for (const { predicate, object, method, confidence, pointer = '', literal } of witnesses) {
    const property = declared.get(predicate);
    const value = property === undefined ? undefined : valueIn(thing, property.name, property.definition, object);
    if (property === undefined || value === undefined) {
      leftovers.add(`evidence of ${compactTerm(predicate)}`, thing.uri);
      continue;
    }
    const { name, definition } = property;
    evidence.push({
      property: name,
      value,
      method: method as Method,
      confidence,
      pointer,
      ...(literal === undefined ? {} : { literal }),
    });
    if (definition.ordered === true) values[name] = jsonOf(thing.values[name] ?? []);
    else if (definition.many === true) values[name] = [...new Set([...((values[name] as Json[]) ?? []), value])];
    else values[name] ??= value;
  }
  const entity = { '@id': thing.uri, '@type': thing.labels[0] ?? '', id: thing.id, ...values, evidence };
  const origin = { source, run, record, resource, fetchedAt: time, file: '', offset: 0, length: 0 };
  return { ...entity, origin, contentHash: contentHashOf(entity) };
}

/** An account that is there, and of which nothing is known. */
export function silentAccount({ uri, labels, id }: ReadThing): EntityLine {
  const entity = { '@id': uri, '@type': labels[0] ?? '', id, evidence: [] };
  const origin = { source: '', run: '', record: '', resource: '', fetchedAt: '', file: '', offset: 0, length: 0 };
  return { ...entity, origin, contentHash: contentHashOf(entity) };
}

/** Of a list the witnesses speak for the whole, and which element each names is not told. */
function valueIn(
  thing: ReadThing,
  name: string,
  definition: PropertyDefinition,
  object: Witness['object'],
): Json | undefined {
  if (definition.ordered === true) {
    const held = thing.values[name];
    const isOurs = 'iri' in object && object.iri === mintListCell(thing.uri, name, 1);
    return isOurs ? String(Array.isArray(held) ? held[0] : (held ?? '')) : undefined;
  }
  if (definition.kind === 'reference') return 'iri' in object ? object.iri : undefined;
  const value = scalarOf(object, definition);
  return typeof value === 'bigint' ? value.toString() : value;
}

function jsonOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(jsonOf);
  return typeof value === 'bigint' ? value.toString() : value;
}
