import { decodePath, encodePath } from './iri-segment.ts';
import { escapeId, unescapeId } from './iri-id.ts';

/**
 * Names of what stands in an artifact manager such as that of BioImage.IO: `bioimageio/{kind}/{alias}`. A `resource` is a
 * name of which is not known what kind of thing bears it. Short ids: `bioimageio:{alias}` of a model,
 * `bioimageio:datasets/{alias}` and so on of the rest.
 */
const kinds = {
  model: { start: '', label: 'MLModel' },
  dataset: { start: 'datasets/', label: 'Dataset' },
  application: { start: 'applications/', label: 'SoftwareApplication' },
  notebook: { start: 'notebooks/', label: 'SoftwareSourceCode' },
  resource: { start: 'resources/', label: 'CreativeWork' },
} as const;
export type BioimageioKind = keyof typeof kinds;

/** Of an artifact: its files by path, its earlier versions by label. `:` is never written by `encodeSegment`. */
const parts = {
  file: { start: 'files/', label: 'DataDownload' },
  version: { start: 'versions/', label: 'CreativeWork' },
} as const;
export type BioimageioPart = keyof typeof parts;
const end = '/:/';

export function bioimageioPath(kind: BioimageioKind, name: string): string {
  return `bioimageio/${kind}/${encodePath(name)}`;
}

export function bioimageioPartPath(part: BioimageioPart, alias: string, inside: string): string {
  return `bioimageio/${part}/${encodePath(alias)}${end}${encodePath(inside)}`;
}

export interface BioimageioIdentity {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}

/** What the functions above have written, `bioimageio/` left out. */
export function identifyBioimageio(path: string): BioimageioIdentity | undefined {
  const slash = path.indexOf('/');
  const kind = path.slice(0, slash);
  const rest = path.slice(slash + 1);
  if (isPart(kind)) return identifyPart(kind, rest);
  const name = isKind(kind) ? decodePath(rest) : undefined;
  if (!isKind(kind) || name === undefined) return undefined;
  const { start, label } = kinds[kind];
  const text = escapeId(name);
  // A model whose name begins like another kind's short id says what it is.
  const prefix = kind === 'model' && reserved.test(text) ? 'models/' : start;
  return { id: `bioimageio:${prefix}${text}`, name: lastOf(name), label };
}

function identifyPart(part: BioimageioPart, rest: string): BioimageioIdentity | undefined {
  const at = rest.indexOf(end);
  const alias = at === -1 ? undefined : decodePath(rest.slice(0, at));
  const inside = decodePath(rest.slice(at + end.length));
  if (alias === undefined || inside === undefined) return undefined;
  const { start, label } = parts[part];
  return { id: `bioimageio:${start}${escapeBar(alias)}|${escapeId(inside)}`, name: lastOf(inside), label };
}

/** The path of the short id `bioimageio:{rest}`. */
export function bioimageioPathOfId(rest: string): string | undefined {
  const start = reserved.exec(rest)?.[0];
  const text = rest.slice(start?.length ?? 0);
  for (const [part, { start: own }] of Object.entries(parts)) {
    if (start === own) return partPathOfId(part as BioimageioPart, text);
  }
  const name = unescapeId(text);
  if (name === undefined) return undefined;
  const found = Object.entries(kinds).find(([, { start: own }]) => own !== '' && own === start);
  return bioimageioPath((found?.[0] ?? 'model') as BioimageioKind, name);
}

function partPathOfId(part: BioimageioPart, text: string): string | undefined {
  const bar = text.indexOf('|');
  const alias = bar === -1 ? undefined : unescapeBar(text.slice(0, bar));
  const inside = unescapeId(text.slice(bar + 1));
  return alias === undefined || inside === undefined ? undefined : bioimageioPartPath(part, alias, inside);
}

const reserved = /^(?:models|datasets|applications|notebooks|resources|files|versions)\//;

function isKind(text: string): text is BioimageioKind {
  return Object.hasOwn(kinds, text);
}

function isPart(text: string): text is BioimageioPart {
  return Object.hasOwn(parts, text);
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** A bar ends the alias, so one inside it is escaped. */
function escapeBar(text: string): string {
  return escapeId(text).replaceAll('|', '%7C');
}

function unescapeBar(text: string): string | undefined {
  const plain = unescapeId(text.replaceAll('%7C', '|'));
  return plain !== undefined && escapeBar(plain) === text ? plain : undefined;
}
