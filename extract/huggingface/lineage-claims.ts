import type { Method } from '../../ontology/evidence.ts';
import { type Found, isObject } from '../found.ts';
import type { ModelRecord } from './model-record.ts';
import { isHeldRepoId, readRepoReference } from './repo-reference.ts';
import { type BaseKind, isBaseKind } from './tag-grammar.ts';

/** One witness saying that the model stems from `target`. */
export interface LineageClaim {
  readonly method: Method;
  /** Hub id. */
  readonly target: string;
  /** None when this witness states no kind. */
  readonly kind: BaseKind | undefined;
  readonly pointer: string;
  /** As written, where that is not the target's id. */
  readonly literal?: string;
}

/** Says once for each literal why it gives no edge. */
export type Refuse = (code: string, pointer: string, literal: unknown) => void;

const reasons: Readonly<Record<string, string>> = {
  placeholder: 'a placeholder names no base model',
  'local-path': 'a path on the machine of the author names no base model',
  'not-an-id': 'the Hub allows no such name of a model',
  'self-reference': 'a model is not its own base',
};

export function refuser(record: ModelRecord): Refuse {
  const said = new Set<string>();
  return (code, pointer, literal) => {
    const key = `${code} ${typeof literal} ${String(literal)}`;
    if (said.has(key)) return;
    said.add(key);
    record.issues.warn(code, reasons[code] ?? code, pointer, literal);
  };
}

/** The Hub's tags. `base_model:<id>` beside `base_model:<kind>:<id>` is the same witness, read at the typed form. */
export function tagClaims(record: ModelRecord, refuse: Refuse): readonly LineageClaim[] {
  const tags = record.tags.baseModels;
  const typed = new Set(tags.filter((tag) => tag.kind !== undefined).map((tag) => tag.text));
  const claims: LineageClaim[] = [];
  const seen = new Set<string>();
  for (const { index, kind, text } of tags) {
    const key = `${kind} ${text}`;
    if (seen.has(key) || (kind === undefined && typed.has(text))) continue;
    seen.add(key);
    const pointer = `/tags/${index}`;
    const fault = faultOfResolved(text);
    if (fault === undefined) claims.push({ method: 'hub-tag', target: text, kind, pointer });
    else refuse(fault, pointer, text);
  }
  return claims;
}

/** `baseModels`: `{ relation, models: [{ id }] }`. */
export function apiClaims(record: ModelRecord, refuse: Refuse): readonly LineageClaim[] {
  const base = record.object('baseModels');
  if (base === undefined) return [];
  const models = base['models'];
  if (!Array.isArray(models)) {
    if (models !== undefined && models !== null) record.issues.wrongShape('a list', '/baseModels/models', models);
    return [];
  }
  const kind = readKind(record, base['relation'], '/baseModels/relation');
  const claims = new Map<string, LineageClaim>();
  for (let i = 0; i < models.length; i++) {
    const model: unknown = models[i];
    const pointer = `/baseModels/models/${i}/id`;
    if (!isObject(model)) {
      record.issues.wrongShape('an object', `/baseModels/models/${i}`, model);
      continue;
    }
    const target = record.textOf(model['id'], model['id'] === undefined ? `/baseModels/models/${i}` : pointer);
    if (target === undefined || claims.has(target)) continue;
    const fault = faultOfResolved(target);
    if (fault === undefined) claims.set(target, { method: 'hub-api', target, kind, pointer });
    else refuse(fault, pointer, target);
  }
  return [...claims.values()];
}

/**
 * The card's `base_model`, with `base_model_relation` where the author states one. Each base once, however often listed.
 * What the Hub has resolved under the very same name needs no further look.
 */
export function cardClaims(
  record: ModelRecord,
  refuse: Refuse,
  resolved: ReadonlySet<string>,
): readonly LineageClaim[] {
  const kind = readKind(record, record.card.values['base_model_relation'], record.card.pointer('base_model_relation'));
  const claims = new Map<string, LineageClaim>();
  for (const { value, pointer } of cardBases(record, refuse)) {
    const reference = resolved.has(value) ? ({ kind: 'id', id: value } as const) : readRepoReference(value);
    if (reference.kind !== 'id') {
      refuse(reference.kind, pointer, value);
      continue;
    }
    const target = reference.id;
    if (claims.has(target)) continue;
    const claim = { method: 'yaml-frontmatter', target, kind, pointer } as const;
    claims.set(target, target === value ? claim : { ...claim, literal: value });
  }
  return [...claims.values()];
}

/**
 * The base that an adapter's configuration names: what its training tool loaded, often a folder of that machine. In a record of the Hub
 * a part of that file stands under `config.peft`.
 */
export function adapterClaims(
  record: ModelRecord,
  refuse: Refuse,
  stated: { readonly value: unknown; readonly pointer: string },
  resolved: ReadonlySet<string>,
): readonly LineageClaim[] {
  const { value, pointer } = stated;
  if (value === undefined || value === null || value === '') return [];
  const text = record.textOf(value, pointer);
  if (text === undefined) return [];
  const reference = resolved.has(text) ? ({ kind: 'id', id: text } as const) : readRepoReference(text);
  if (reference.kind !== 'id') {
    refuse(reference.kind, pointer, text);
    return [];
  }
  const claim = { method: 'adapter-config', target: reference.id, kind: 'adapter', pointer } as const;
  return [reference.id === text ? claim : { ...claim, literal: text }];
}

/** Where the Hub's record repeats the configuration of an adapter. */
export function peftBase(record: ModelRecord): { readonly value: unknown; readonly pointer: string } {
  const { config } = record.root;
  const peft = isObject(config) ? config['peft'] : undefined;
  const value = isObject(peft) ? peft['base_model_name_or_path'] : undefined;
  return { value, pointer: '/config/peft/base_model_name_or_path' };
}

/** A null among others is a base not filled in; a null alone says nothing. */
function cardBases(record: ModelRecord, refuse: Refuse): readonly Found<string>[] {
  const stated = record.card.values['base_model'];
  if (!Array.isArray(stated)) return record.card.texts('base_model');
  return stated.flatMap((one: unknown, i) => {
    const place = record.card.pointer('base_model', i);
    if (one === null) refuse('placeholder', place, null);
    const value = one === null ? undefined : record.textOf(one, place);
    return value === undefined ? [] : [{ value, pointer: place }];
  });
}

function readKind(record: ModelRecord, value: unknown, pointer: string): BaseKind | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && isBaseKind(value)) return value;
  record.issues.warn('unknown-relation', 'no known kind of relation to a base model', pointer, value);
  return undefined;
}

/** What the Hub has resolved is taken as it stands when it can be the name of a repository at all. */
function faultOfResolved(target: string): string | undefined {
  const reference = readRepoReference(target);
  if (reference.kind === 'id') return reference.id === target ? undefined : 'not-an-id';
  return reference.kind === 'not-an-id' && isHeldRepoId(target) ? undefined : reference.kind;
}
