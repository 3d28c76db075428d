import type { Attribute } from './drawn-graph.ts';

export type AttributeType = 'string' | 'long' | 'double' | 'boolean';

/** The attributes that any of these things has, with a type that fits all their values; in order of first appearance. */
export function attributeTypes(
  things: readonly { readonly attributes: Readonly<Record<string, Attribute>> }[],
): ReadonlyMap<string, AttributeType> {
  const types = new Map<string, AttributeType>();
  for (const { attributes } of things)
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) continue;
      const known = types.get(name);
      types.set(name, known === undefined ? typeOf(value) : wider(known, typeOf(value)));
    }
  return types;
}

function typeOf(value: string | number | boolean): AttributeType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  return Number.isSafeInteger(value) ? 'long' : 'double';
}

function wider(a: AttributeType, b: AttributeType): AttributeType {
  if (a === b) return a;
  return [a, b].every((type) => type === 'long' || type === 'double') ? 'double' : 'string';
}
