import type { HttpClient } from '../../src/core/http/types.ts';
import type { RawRunWriter } from '../../src/core/run/types.ts';
import { type Answer, askOnce } from '../ask.ts';
import { artifactUrl, silently } from './artifact-urls.ts';
import type { Ai4lifeSettings } from './settings.ts';

/** A part of the list of what the collection holds. */
export interface ChildrenQuery {
  readonly offset: number;
  readonly limit: number;
  /** `id<`, `last_modified>` */
  readonly order: string;
  readonly filters?: Readonly<Record<string, unknown>>;
}

type Where = Pick<Ai4lifeSettings, 'baseUrl' | 'workspace' | 'collection' | 'staged'>;

/**
 * Address of a page of the list. Its form (`pagination`) is no part of the key under which the server keeps answers for a
 * minute, so that kept ones are refused.
 */
export function childrenUrl(
  { baseUrl, workspace, collection, staged }: Where,
  { offset, limit, order, filters }: ChildrenQuery,
): string {
  const query = new URLSearchParams({
    pagination: 'true',
    limit: String(limit),
    offset: String(offset),
    order_by: order,
    ...(filters === undefined ? {} : { filters: JSON.stringify(filters) }),
    stage: staged ? 'all' : 'false',
    no_cache: 'true',
  });
  return artifactUrl(baseUrl, { workspace, alias: collection }, '/children', `?${query.toString()}&${silently}`);
}

/** One GET without any credentials: all that is asked for is public. */
export function ask(
  parts: { readonly http: HttpClient; readonly writer: Pick<RawRunWriter, 'find' | 'store'> },
  resource: string,
  url: string,
  options: { readonly signal: AbortSignal; readonly expect?: 'json' | 'file'; readonly maxBytes?: number },
): Promise<Answer> {
  return askOnce(parts, resource, { url, expect: 'json', ...options });
}
