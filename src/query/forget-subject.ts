import type { GraphStore } from '../../graph/store.ts';
import { identify } from '../../ontology/iri.ts';
import { parseUserId } from '../../ontology/user-id.ts';
import { StemmaError } from '../core/errors.ts';
import { namesOf } from './past/family.ts';
import { resolveId } from './resolve-id.ts';

/** A thing under all its names, its own first. */
export interface SubjectNames {
  readonly uris: readonly string[];
  readonly id: string;
  readonly label: string;
}

/** What a user's id means in the graph, with the names that lead to it. */
export async function subjectIn(store: GraphStore, text: string): Promise<SubjectNames> {
  const { uri, id, label } = await resolveId(store, text);
  const names = await namesOf(store, [uri]);
  return { uris: [uri, ...names.map(({ alias }) => alias)], id, label };
}

/** The same where there is no graph: by the id alone. */
export function subjectOf(text: string): SubjectNames {
  const [uri] = parseUserId(text.trim()).candidates;
  const known = uri === undefined ? undefined : identify(uri);
  if (uri !== undefined && known?.label !== undefined) return { uris: [uri], id: known.id, label: known.label };
  throw new StemmaError('STEMMA_USAGE', `${text} names nothing that can be told from the id alone`, {
    hint: 'say the whole id: hf:org/name',
  });
}

/** When a thing was forgotten on request. UTC; nothing for all others. */
export async function forgottenAt(store: GraphStore, uri: string): Promise<string | undefined> {
  const [row] = await store.read<{ forgotten: string | null }>(
    'MATCH (n:Resource {uri: $uri}) RETURN n.forgotten AS forgotten',
    { uri },
  );
  return row?.forgotten ?? undefined;
}
