import type { Method } from './evidence.ts';

/** One witness for one value of one property of an entity. */
export interface Evidence {
  readonly property: string;
  /** The value it supports, as in the entity: an IRI for references, one element for lists. */
  readonly value: string | number | boolean;
  readonly method: Method;
  /** 0..1, from the table in `evidence.ts`. */
  readonly confidence: number;
  /** RFC 6901 JSON Pointer, relative to the raw element. */
  readonly pointer: string;
  /** The string as the source wrote it, where it differs from the value. */
  readonly literal?: string;
}

/** A mapped entity: one source's account of one thing, with a witness for each value. */
export interface MappedEntity {
  readonly '@id': string;
  readonly '@type': string;
  /** Short human key, from `iri.ts`. */
  readonly id: string;
  readonly [property: string]: unknown;
  readonly evidence: readonly Evidence[];
}

/** Where the account was read: the raw element. Offsets are of the element, absolute in the uncompressed file. */
export interface Origin {
  readonly source: string;
  readonly run: string;
  /** `raw:{run-id}/{seq}` */
  readonly record: string;
  readonly resource: string;
  /** Relative to the data directory. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
  readonly fetchedAt: string;
}

/** One line of `jsonld/<run-id>/entities.ndjson`. */
export interface EntityLine extends MappedEntity {
  readonly origin: Origin;
  /** sha256 hex over type, values and (method, confidence, literal) of evidence; not over counters, pointers, origin. */
  readonly contentHash: string;
}

/**
 * What a run saw to be there without an account of it, or proved to be gone: one line of `jsonld/<run-id>/presence.ndjson`.
 */
export type PresenceLine = {
  readonly '@id': string;
  readonly source: string;
  readonly resource: string;
  /** When the source said so. ISO 8601 UTC. */
  readonly at: string;
} & (
  | {
      readonly seen: true;
      /** `raw:{run-id}/{seq}` */
      readonly record: string;
      /** The source's immutable id, and where it stands in the record. */
      readonly sourceId?: string;
      readonly pointer?: string;
    }
  | {
      readonly seen: false;
      /** The thing itself is gone; else only what `resource` told of it. */
      readonly whole: boolean;
    }
);

/** What the mapper could not use: one line of `issues.ndjson`. */
export interface MappingIssue {
  readonly severity: 'warning' | 'info';
  /** kebab-case, stable: `self-reference`, `local-path`, `placeholder`, `wrong-shape`, `unknown-language` … */
  readonly code: string;
  readonly message: string;
  readonly pointer: string;
  /** What stood there, cut to 200 characters. */
  readonly literal?: string;
}

export interface IssueLine extends MappingIssue {
  readonly source: string;
  readonly resource: string;
  /** Short id of the record's main entity, when it has one. */
  readonly key?: string;
  readonly record: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}
