import { mintTerm } from '../../ontology/iri.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import {
  hubLibrarySet,
  hubLibraryScheme,
  hubTagScheme,
  hubTaskScheme,
  hubTaskSet,
} from '../../ontology/vocab/hub-terms.ts';
import { encodePointer } from '../../src/core/json-pointer.ts';
import type { MapInput, MapResult } from '../source.ts';
import { EntityBuilder } from '../entity-builder.ts';
import { isObject, type JsonObject, textOf } from '../found.ts';
import { IssueList } from '../issue-list.ts';
import { isLibraryName, isTag, isTaskCode } from './term-code.ts';

/** A scheme of the Hub's, by the type under which it lists the members. */
interface Scheme {
  readonly scheme: string;
  /** Page of the scheme, when it has one. */
  readonly set?: string;
  readonly isCode: (text: string) => boolean;
}

const taskScheme: Scheme = { scheme: hubTaskScheme, set: hubTaskSet, isCode: isTaskCode };
const tagScheme: Scheme = { scheme: hubTagScheme, isCode: isTag };
const schemes: ReadonlyMap<string, Scheme> = new Map([
  ['pipeline_tag', taskScheme],
  ['library', { scheme: hubLibraryScheme, set: hubLibrarySet, isCode: isLibraryName }],
  ['other', tagScheme],
  ['deploy', tagScheme],
]);

/**
 * The types of `/api/models-tags-by-type` that are vocabularies. Its other types list licences and languages, which the
 * shipped tables describe, and things that have records of their own.
 */
export const vocabularyTypes: readonly string[] = [...schemes.keys()];

/**
 * The Hub's own account of its tasks: one object keyed by task. The models, datasets and metrics it shows there are examples
 * for readers and say nothing of them.
 */
export function mapTasks({ value }: MapInput): MapResult {
  const vocabulary = new Vocabulary();
  if (!isObject(value)) return vocabulary.refuse('tasks by their code', '', value);
  for (const [code, task] of Object.entries(value)) {
    const pointer = encodePointer([code]);
    if (isObject(task)) vocabulary.term(taskScheme, task, pointer, { text: code, pointer });
    else vocabulary.refuse('a task', pointer, task);
  }
  return vocabulary.all();
}

/** The tags the Hub knows, by type: libraries, tasks and the flags it sets itself, with their labels. */
export function mapTagVocabulary({ value }: MapInput): MapResult {
  const vocabulary = new Vocabulary();
  if (!isObject(value)) return vocabulary.refuse('tags by type', '', value);
  for (const [type, scheme] of schemes) {
    const tags = Object.hasOwn(value, type) ? value[type] : [];
    if (!Array.isArray(tags)) {
      vocabulary.refuse('a list of tags', encodePointer([type]), tags);
      continue;
    }
    for (const [index, tag] of (tags as readonly unknown[]).entries()) {
      const pointer = encodePointer([type, index]);
      if (isObject(tag)) vocabulary.term(scheme, tag, pointer);
      else vocabulary.refuse('a tag', pointer, tag);
    }
  }
  return vocabulary.all();
}

/** A code, and where it stands. */
interface Code {
  readonly text: string;
  readonly pointer: string;
}

class Vocabulary {
  readonly #terms = new Map<string, MappedEntity>();
  readonly #issues = new IssueList();

  refuse(expected: string, pointer: string, found: unknown): MapResult {
    this.#issues.wrongShape(expected, pointer, found);
    return this.all();
  }

  /** `code`: when it is not the object's `id`. */
  term({ scheme, set, isCode }: Scheme, about: JsonObject, pointer: string, code = this.#idOf(about, pointer)): void {
    if (code === undefined) return;
    if (!isCode(code.text)) {
      this.#issues.warn('not-an-id', 'no term has such a code', code.pointer, code.text);
      return;
    }
    const iri = mintTerm(scheme, code.text);
    if (this.#terms.has(iri)) {
      this.#issues.inform('repeated-entry', 'the term stands here already', code.pointer, code.text);
      return;
    }
    const term = new EntityBuilder('DefinedTerm', iri);
    const own = { method: 'hub-api', pointer: code.pointer } as const;
    term.add('name', code.text, own);
    term.add('termCode', code.text, own);
    if (set !== undefined) term.add('inDefinedTermSet', set, { ...own, literal: code.text });
    if (set === hubTaskSet) term.add('url', `${set}/${encodeURIComponent(code.text)}`, { ...own, literal: code.text });
    this.#say(term, 'alternateName', about, 'label', pointer);
    this.#say(term, 'description', about, 'summary', pointer);
    this.#say(term, 'subtype', about, 'subType', pointer);
    this.#terms.set(iri, term.build());
  }

  all(): MapResult {
    return { entities: [...this.#terms.values()], issues: this.#issues.all() };
  }

  #idOf(about: JsonObject, pointer: string): Code | undefined {
    const place = Object.hasOwn(about, 'id') ? `${pointer}/id` : pointer;
    const text = textOf(about['id'], place, this.#issues);
    return text === undefined ? undefined : { text, pointer: place };
  }

  #say(term: EntityBuilder, property: string, about: JsonObject, key: string, pointer: string): void {
    const held = about[key];
    if (held === undefined || held === null || held === '') return;
    const place = `${pointer}/${key}`;
    const text = textOf(held, place, this.#issues);
    if (text !== undefined) term.add(property, text, { method: 'hub-api', pointer: place });
  }
}
