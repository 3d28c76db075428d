import { isOpenmlNumber, mintOpenml, type OpenmlKind } from '../../ontology/iri.ts';
import type { Miss } from '../../src/core/run/types.ts';
import type { Absence } from '../source.ts';
import { isWholeGone } from './error-codes.ts';
import * as names from './resources.ts';

/** Resources that are asked for by number, and what is numbered. */
const kinds: ReadonlyMap<string, OpenmlKind> = new Map([
  [names.runsResource, 'run'],
  [names.flowsResource, 'flow'],
  [names.tasksResource, 'task'],
  [names.datasetsResource, 'dataset'],
  [names.setupsResource, 'setup'],
  [names.studiesResource, 'study'],
]);
/** Accounts of a part of a dataset. */
const parts: ReadonlySet<string> = new Set([names.featuresResource, names.qualitiesResource]);
/** Codes that say that a dataset is there and has no such part, for good. */
const partGone: ReadonlySet<string> = new Set(['272', '362']);

/**
 * What an answer of OpenML proves to be gone: the thing itself, when the server says by its code, or by its status, that there is none;
 * features or qualities alone, when it says that the dataset has none. That somebody may not see it, or that it is not computed
 * yet, proves nothing.
 */
export function absence({ id, kind, status, resource, context }: Miss): Absence | undefined {
  if (!isOpenmlNumber(id)) return undefined;
  const code = context?.['code'];
  const told = typeof code === 'string' ? code : undefined;
  const isGone = kind === 'missing' && (told === undefined ? status === 404 || status === 410 : isWholeGone(told));
  const numbered = kinds.get(resource);
  if (numbered !== undefined) return isGone ? { iri: mintOpenml(numbered, id), resource, whole: true } : undefined;
  if (!parts.has(resource)) return undefined;
  if (isGone) return { iri: mintOpenml('dataset', id), resource, whole: true };
  const isPartGone = kind === 'absent' && told !== undefined && partGone.has(told);
  return isPartGone ? { iri: mintOpenml('dataset', id), resource, whole: false } : undefined;
}
