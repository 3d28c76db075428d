import type { RawElement } from '../../../src/core/run/types.ts';
import { isObject } from '../model-record.ts';

/** What decides which parts of a model's repository are asked for. */
export interface ModelRow {
  readonly id: string;
  /** Newest commit. */
  readonly sha: string | undefined;
  /** Paths; undefined when the record does not list them. */
  readonly files: readonly string[] | undefined;
  readonly tags: readonly string[];
  /** Whether the record has a `config`. */
  readonly hasConfig: boolean;
  /** Whether the record has a number of parameters. */
  readonly hasSize: boolean;
}

/** Of a stored record; undefined when it has no id. Everything of a wrong shape counts as not told. */
export function readModelRow({ bytes }: Pick<RawElement, 'bytes'>): ModelRow | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
  return modelRowOf(value);
}

export function modelRowOf(value: unknown): ModelRow | undefined {
  if (!isObject(value) || typeof value['id'] !== 'string' || value['id'] === '') return undefined;
  const { sha, siblings, tags, config, safetensors, gguf } = value;
  return {
    id: value['id'],
    sha: typeof sha === 'string' && /^[\da-f]{40}$/.test(sha) ? sha : undefined,
    files: Array.isArray(siblings) ? siblings.flatMap(pathOf) : undefined,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    hasConfig: isObject(config) && Object.keys(config).length > 0,
    hasSize: hasTotal(safetensors) || hasTotal(gguf),
  };
}

function pathOf(sibling: unknown): string[] {
  const path = isObject(sibling) ? sibling['rfilename'] : undefined;
  return typeof path === 'string' && path !== '' ? [path] : [];
}

function hasTotal(value: unknown): boolean {
  return isObject(value) && typeof value['total'] === 'number' && value['total'] > 0;
}
