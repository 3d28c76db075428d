import { decodePath, encodePath } from './iri-segment.ts';
import { escapeId, unescapeId } from './iri-id.ts';

/**
 * Names of what lies inside a repository of the Hub: `{id of the repository}/:/{path}`. `encodeSegment` never writes a
 * colon, so the segment `:` ends the id without doubt, whether the id has a namespace or not.
 */
const end = '/:/';

/** Kinds in IRIs and in short ids. A part is what a Croissant document names and the repository does not. */
const kinds = {
  'model-file': 'file:model',
  'dataset-file': 'file:dataset',
  'dataset-part': 'part:dataset',
} as const;
export type InsideKind = keyof typeof kinds;

export function insidePath(kind: InsideKind, hubId: string, inside: string): string {
  return `hf/${kind}/${encodePath(hubId)}${end}${encodePath(inside)}`;
}

export interface InsideIdentity {
  readonly id: string;
  readonly name: string;
  readonly label: 'DataDownload';
}

/** What `insidePath` has written, `hf/` left out: short id `file:model/org/name:path`. */
export function identifyInside(path: string): InsideIdentity | undefined {
  const slash = path.indexOf('/');
  const kind = path.slice(0, slash);
  if (!isInsideKind(kind)) return undefined;
  const rest = path.slice(slash + 1);
  const at = rest.indexOf(end);
  if (at === -1) return undefined;
  const hubId = decodePath(rest.slice(0, at));
  const inside = decodePath(rest.slice(at + end.length));
  if (hubId === undefined || inside === undefined) return undefined;
  const name = inside.slice(inside.lastIndexOf('/') + 1);
  return { id: `${kinds[kind]}/${escapeColon(hubId)}:${escapeId(inside)}`, name, label: 'DataDownload' };
}

/** The path of a short id that begins with `file:` or `part:`. */
export function insidePathOfId(id: string): string | undefined {
  for (const [kind, start] of Object.entries(kinds)) {
    if (!id.startsWith(`${start}/`)) continue;
    const rest = id.slice(start.length + 1);
    const colon = rest.indexOf(':');
    if (colon === -1) return undefined;
    const hubId = unescapeColon(rest.slice(0, colon));
    const inside = unescapeId(rest.slice(colon + 1));
    return hubId === undefined || inside === undefined ? undefined : insidePath(kind as InsideKind, hubId, inside);
  }
  return undefined;
}

function isInsideKind(kind: string): kind is InsideKind {
  return Object.hasOwn(kinds, kind);
}

/** A colon ends the id of the repository, so one inside it is escaped. The Hub allows none. */
function escapeColon(text: string): string {
  return escapeId(text).replaceAll(':', '%3A');
}

function unescapeColon(text: string): string | undefined {
  const plain = unescapeId(text.replaceAll('%3A', ':'));
  return plain !== undefined && escapeColon(plain) === text ? plain : undefined;
}
