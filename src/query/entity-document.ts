import type { PropertyDefinition } from '../../ontology/define.ts';
import { classesOf, type JsonValue, propertiesOf, type StoredNode, storedToJson } from './stored-node.ts';

export type EntityDocument = { readonly [key: string]: JsonValue };

export interface DocumentOptions {
  readonly context: JsonValue;
  /** Targets by property: IRIs, in any order. */
  readonly references: ReadonlyMap<string, readonly string[]>;
  /** Which declared properties are shown. Default: all. */
  readonly shows?: (property: string, definition: PropertyDefinition) => boolean;
}

/** A node and its references as one JSON-LD node: keys in order of declaration, lists sorted, empty values left out. */
export function entityDocument(node: StoredNode, options: DocumentOptions): EntityDocument {
  const classes = classesOf(node.labels);
  const document: Record<string, JsonValue> = {
    '@context': options.context,
    '@id': node.properties['uri'] as string,
    '@type': classes.length === 1 ? (classes[0] as string) : classes,
  };
  for (const [property, definition] of propertiesOf(classes)) {
    if (options.shows?.(property, definition) === false) continue;
    const value = definition.kind === 'reference' ? options.references.get(property) : node.properties[property];
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) continue;
    document[property] = storedToJson(value, definition);
  }
  return document;
}
