/**
 * How an entity is declared. One declaration drives the TypeScript type, the JSON-LD context, the Neo4j and embedded
 * schema, relationship types, the schema page and later shapes, search fields and facets.
 */
export type PropertyKind = 'string' | 'integer' | 'number' | 'boolean' | 'dateTime' | 'url' | 'json' | 'reference';

export interface PropertyDefinition {
  /** Full IRI of the property in its vocabulary. */
  readonly iri: string;
  readonly kind: PropertyKind;
  /** An array, always, sorted by code point where the source gives no order. */
  readonly many?: boolean;
  /**
   * For lists: the order, and an element that comes twice, are part of what is said. Several accounts are not united: the
   * list of the winning one stands.
   */
  readonly ordered?: boolean;
  readonly required?: boolean;
  /** A counter: stored on the node, left out of the content hash and of default exports. */
  readonly volatile?: boolean;
  /** For references: labels of the classes it may point at; the first is the class of a stub. */
  readonly targets?: readonly string[];
  /** Indexed in both engines, besides `uri` and `id`. */
  readonly indexed?: boolean;
  /** For look-ups by the program alone: in the graph, and in no context, export or answer. */
  readonly internal?: boolean;
  /** One of the lineage relations (child → parent). */
  readonly lineage?: boolean;
  /** Super-properties, full IRIs. */
  readonly subPropertyOf?: readonly string[];
  readonly doc: string;
}

export interface EntityDefinition<P extends Record<string, PropertyDefinition> = Record<string, PropertyDefinition>> {
  /** Class label in the graph and term in JSON-LD. */
  readonly label: string;
  readonly iri: string;
  /** Further classes it is a kind of, full IRIs. */
  readonly subClassOf?: readonly string[];
  /** Provenance classes are left out of default exports. */
  readonly provenance?: boolean;
  readonly doc: string;
  readonly properties: P;
}

type ValueOf<K extends PropertyKind> = K extends 'integer'
  ? number | string
  : K extends 'number'
    ? number
    : K extends 'boolean'
      ? boolean
      : K extends 'json'
        ? unknown
        : string;
type Held<D extends PropertyDefinition> = D['many'] extends true ? readonly ValueOf<D['kind']>[] : ValueOf<D['kind']>;

/** The entity as TypeScript sees it. References are IRIs. Integers past 2^53 are decimal strings. */
export type EntityOf<E extends EntityDefinition> = { readonly '@id': string; readonly '@type': E['label'] } & {
  readonly [K in keyof E['properties'] as E['properties'][K]['required'] extends true ? K : never]: Held<
    E['properties'][K]
  >;
} & {
  readonly [K in keyof E['properties'] as E['properties'][K]['required'] extends true ? never : K]?: Held<
    E['properties'][K]
  >;
};

export function defineEntity<const L extends string, const P extends Record<string, PropertyDefinition>>(
  definition: EntityDefinition<P> & { readonly label: L },
): EntityDefinition<P> & { readonly label: L } {
  return Object.freeze(definition);
}

/** `fineTunedFrom` → `FINE_TUNED_FROM`: the relationship type of a reference property. */
export function relationshipType(property: string): string {
  return property.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
