import type { EntityLine, Evidence } from '../../../ontology/entity.ts';
import { propertyOf } from '../../../ontology/model.ts';
import { compareBy } from '../../core/code-point-order.ts';
import type { JsonValue } from '../stored-node.ts';

/** What became of one property from one account to the next. */
export interface PropertyChange {
  readonly property: string;
  /** Null: it was not told. */
  readonly before: JsonValue;
  readonly after: JsonValue;
  /** Of lists: what came and what went. */
  readonly added?: readonly JsonValue[];
  readonly removed?: readonly JsonValue[];
  /** How it was known, where the value is the same and that changed. */
  readonly evidence?: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** What says where and when an account was read, or is derived from the rest. */
const aside: ReadonlySet<string> = new Set(['@id', '@context', 'id', 'evidence', 'origin', 'contentHash']);

/** What an account states, counters left out: those are series. */
export function statedValues(line: EntityLine): Readonly<Record<string, JsonValue>> {
  const label = line['@type'];
  const values: Record<string, JsonValue> = {};
  for (const [property, value] of Object.entries(line)) {
    if (aside.has(property) || value === undefined || value === null) continue;
    if (propertyOf(label, property)?.volatile === true) continue;
    values[property] = value as JsonValue;
  }
  return values;
}

/** By property, in order of name. Without `before` everything is new. */
export function changesBetween(before: EntityLine | undefined, after: EntityLine | undefined): PropertyChange[] {
  const [was, is] = [before, after].map((line) => (line === undefined ? {} : statedValues(line))) as [
    Readonly<Record<string, JsonValue>>,
    Readonly<Record<string, JsonValue>>,
  ];
  const label = (after ?? before)?.['@type'] ?? '';
  const changes: PropertyChange[] = [];
  for (const property of [...new Set([...Object.keys(was), ...Object.keys(is)])].sort()) {
    const change = changeOf(label, property, was[property] ?? null, is[property] ?? null);
    if (change !== undefined) changes.push(change);
    else if (before !== undefined && after !== undefined) {
      const evidence = { before: witnesses(before, property), after: witnesses(after, property) };
      if (evidence.before.join('\n') === evidence.after.join('\n')) continue;
      changes.push({ property, before: was[property] ?? null, after: is[property] ?? null, evidence });
    }
  }
  return changes;
}

/** Nothing when the values are the same; the order of a list counts only where it is declared. */
export function changeOf(
  label: string,
  property: string,
  before: JsonValue,
  after: JsonValue,
): PropertyChange | undefined {
  const isSet = propertyOf(label, property)?.ordered !== true;
  if (textOf(before, isSet) === textOf(after, isSet)) return undefined;
  if (!isList(before ?? []) || !isList(after ?? [])) return { property, before, after };
  const [was, is] = [listOf(before), listOf(after)];
  const [wasTexts, isTexts] = [was, is].map((list) => new Set(list.map((item) => JSON.stringify(item)))) as [
    Set<string>,
    Set<string>,
  ];
  return {
    property,
    before,
    after,
    added: is.filter((item) => !wasTexts.has(JSON.stringify(item))),
    removed: was.filter((item) => !isTexts.has(JSON.stringify(item))),
  };
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [];
}

function textOf(value: JsonValue, isSet: boolean): string {
  if (!isList(value) || !isSet) return JSON.stringify(value);
  return JSON.stringify([...new Set(value.map((item) => JSON.stringify(item)))].sort());
}

/** `method confidence`, each once, with what the source wrote where that is another. */
function witnesses(line: EntityLine, property: string): readonly string[] {
  const own = line.evidence.filter((one) => one.property === property).map(witnessText);
  return [...new Set(own)].toSorted(compareBy((text) => text));
}

function witnessText({ value, method, confidence, literal }: Evidence): string {
  const written = literal === undefined ? '' : ` ${JSON.stringify(literal)}`;
  return `${method} ${confidence}: ${String(value)}${written}`;
}
