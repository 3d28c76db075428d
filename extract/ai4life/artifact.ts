import { type BioimageioKind } from '../../ontology/iri-bioimageio.ts';
import { isObject } from '../found.ts';
import { Place } from '../place.ts';
import { encodePointer } from '../../src/core/json-pointer.ts';
import type { ArtifactName } from './artifact-urls.ts';

/** An artifact as the source answers it: its envelope and, in it, its description. */
export interface Artifact extends ArtifactName {
  readonly kind: BioimageioKind;
  /** What the source calls its kind. */
  readonly type: string | undefined;
  readonly root: Place;
  readonly manifest: Place;
}

/** Kinds of the source that have a class here. */
const kinds: ReadonlyMap<string, BioimageioKind> = new Map([
  ['model', 'model'],
  ['dataset', 'dataset'],
  ['application', 'application'],
  ['notebook', 'notebook'],
]);

/** Undefined for what has no usable alias: of that nothing can be told. */
export function readArtifact(value: unknown): Artifact | undefined {
  if (!isObject(value)) return undefined;
  const root = new Place(value, encodePointer);
  const name = nameOf(root);
  if (name === undefined) return undefined;
  const manifest = root.at('manifest');
  const type = [root.at('type').value, manifest.at('type').value].find((one) => typeof one === 'string');
  const kind = (type === undefined ? undefined : kinds.get(type)) ?? 'resource';
  return { ...name, kind, type, root, manifest };
}

const part = /^[^\s/?#\p{Cc}\p{Cs}]{1,256}$/u;

/** `alias` and `workspace`, else both from `id`. */
function nameOf(root: Place): ArtifactName | undefined {
  const id = root.at('id').value;
  const [space, ...rest] = typeof id === 'string' ? id.split('/') : [];
  const alias = root.at('alias').value ?? rest.join('/');
  const workspace = root.at('workspace').value ?? space;
  const isUsable =
    typeof alias === 'string' && part.test(alias) && typeof workspace === 'string' && part.test(workspace);
  return isUsable ? { workspace, alias } : undefined;
}

/** Where the text stands that tells the alias. */
export function aliasPointer(root: Place): string {
  return typeof root.at('alias').value === 'string' ? '/alias' : '/id';
}

/** Another name of an artifact: an id of earlier days, a nickname, a DOI. */
export interface OtherName {
  readonly name: string;
  readonly pointer: string;
  readonly isDoi: boolean;
}

const doi = /^10\.\d{4,9}\/[^\s/]+$/;

/** Names under which others may speak of it, besides its alias; each once. */
export function otherNames({
  alias,
  root,
  manifest,
}: Pick<Artifact, 'alias' | 'root' | 'manifest'>): readonly OtherName[] {
  const config = manifest.at('config');
  const old = config.at('bioimageio');
  const deposits = [root.at('config').at('zenodo'), config.at('zenodo')];
  const places = [
    manifest.at('id'),
    old.at('nickname'),
    config.at('_id'),
    config.at('_conceptdoi'),
    config.at('_doi'),
    old.at('doi'),
    ...deposits.flatMap((deposit) => [deposit.at('doi'), deposit.at('conceptdoi')]),
  ];
  const found = new Map<string, OtherName>();
  for (const { value, pointer } of places) {
    const name = typeof value === 'string' ? value.trim().replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, '') : '';
    if (!isName(name) || name === alias || name.startsWith('huggingface/') || found.has(name)) continue;
    found.set(name, { name, pointer, isDoi: doi.test(name) });
  }
  return [...found.values()];
}

/** Whether a text can be the name of an artifact: a nickname, or an id with a `/` or a `:` in it. */
export function isName(text: string): boolean {
  return text.length <= 256 && (nickname.test(text) || path.test(text));
}

const nickname = /^[A-Za-z][A-Za-z\d]*(?:-[A-Za-z\d]+)+$/;
const path = /^[\w.+-]+(?:[/:][\w.+-]+(?: [\w.+-]+)*)+$/;
