import type { MappedEntity } from '../../../ontology/entity.ts';
import { identify } from '../../../ontology/iri.ts';
import { unescapeId } from '../../../ontology/iri-id.ts';
import { lineageProperties } from '../../../ontology/model.ts';
import { CompactSet } from '../../../src/core/compact-map.ts';
import type { ReferenceKind } from '../stages.ts';

/** What is collected: the kinds of reference, and accounts. */
export type CollectedKind = ReferenceKind | 'accounts';

/** Something that records name, and who named it first. */
export interface Reference {
  /** As its source calls it: a Hub id, a number of arXiv, a DOI; a short id for everything else. */
  readonly id: string;
  readonly iri: string;
  /** Short id of the thing whose record named it first, by which property and which witness. */
  readonly by: string;
  readonly property: string;
  readonly method: string;
  readonly confidence: number;
  readonly pointer: string;
  /** Records that name it. */
  count: number;
}

const lineage: ReadonlySet<string> = new Set(lineageProperties);

/**
 * Things that mapped records refer to, each once, in the order of first mention. Which these are is the mapper's word: what it
 * makes an edge of is what is identified, with the same witnesses.
 */
export class References {
  readonly #kinds: ReadonlySet<CollectedKind> | undefined;
  readonly #kept = new Map<CollectedKind, Map<string, Reference>>();
  /** By kind, and by kind and property: there may be millions of keywords, and only their number is told. */
  readonly #counted = new Map<string, CompactSet>();

  /** Only these kinds; all when absent. */
  constructor(kinds?: readonly CollectedKind[]) {
    this.#kinds = kinds === undefined ? undefined : new Set(kinds);
  }

  add(entity: MappedEntity): void {
    const seen = new Set<string>();
    for (const { property, value, method, confidence, pointer } of entity.evidence) {
      if (typeof value !== 'string' || value === entity['@id']) continue;
      const found = property === 'keywords' ? { kind: 'keywords' as const, id: value } : kindOf(property, value);
      const key = `${property} ${value}`;
      if (found === undefined || seen.has(key) || this.#kinds?.has(found.kind) === false) continue;
      seen.add(key);
      this.#count(found.kind, value);
      this.#count(`${found.kind} ${property}`, value);
      if (keptKinds.has(found.kind)) {
        const first = { id: found.id, iri: value, by: entity.id, property, method, confidence, pointer, count: 1 };
        this.#keep(found.kind, first);
      }
    }
  }

  /** In the order of first mention; of kinds that are asked for one by one. */
  of(kind: CollectedKind): readonly Reference[] {
    return [...(this.#kept.get(kind)?.values() ?? [])];
  }

  /** Different things of a kind, or those of a kind that one property names. */
  size(kind: CollectedKind, property?: string): number {
    return this.#counted.get(property === undefined ? kind : `${kind} ${property}`)?.size ?? 0;
  }

  #count(key: string, value: string): void {
    const values = this.#counted.get(key) ?? new CompactSet();
    values.add(value);
    this.#counted.set(key, values);
  }

  #keep(kind: CollectedKind, first: Reference): void {
    const things = this.#kept.get(kind) ?? new Map<string, Reference>();
    const held = things.get(first.iri);
    if (held === undefined) things.set(first.iri, first);
    else held.count += 1;
    this.#kept.set(kind, things);
  }
}

const keptKinds: ReadonlySet<CollectedKind> = new Set<CollectedKind>([
  'base_models',
  'datasets',
  'articles',
  'accounts',
]);

/** What a value that is the IRI of a thing refers to; undefined for text and for things of no kind. */
function kindOf(property: string, value: string): { readonly kind: CollectedKind; readonly id: string } | undefined {
  const known = identify(value);
  if (known === undefined) return undefined;
  const kind = kindOfLabel(known.label, property, known.id);
  return kind === undefined ? undefined : { kind, id: sourceId(known.id) };
}

function kindOfLabel(label: string, property: string, id: string): CollectedKind | undefined {
  switch (label) {
    case 'MLModel':
      return lineage.has(property) ? 'base_models' : undefined;
    case 'Dataset':
      return 'datasets';
    case 'ScholarlyArticle':
      return 'articles';
    case 'License':
      return 'licenses';
    case 'Language':
      return 'languages';
    case 'DefinedTerm':
      return id.startsWith('term:hf-task/') ? 'tasks' : undefined;
    case 'Agent':
    case 'Person':
    case 'Organization':
      return id.startsWith('hf:accounts/') ? 'accounts' : undefined;
    default:
      return undefined;
  }
}

/** `hf:datasets/a/b` → `a/b`, `arxiv:1810.04805` → `1810.04805`. */
function sourceId(id: string): string {
  const text = /^(?:hf:(?:models|datasets|accounts)\/|hf:|arxiv:)(.*)$/.exec(id)?.[1];
  return text === undefined ? id : (unescapeId(text) ?? text);
}
