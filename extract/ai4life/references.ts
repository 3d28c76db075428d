import type { BioimageioKind } from '../../ontology/iri-bioimageio.ts';
import { mintBioimageio, mintDataset, mintModel } from '../../ontology/iri.ts';
import { isWebAddress } from '../web-address.ts';
import type { Place } from '../place.ts';
import { type Artifact, isName } from './artifact.ts';

/** What an id in a description means. */
export type Named =
  | { readonly kind: 'artifact'; readonly name: string }
  | { readonly kind: 'hub'; readonly id: string }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'unusable' };

/** Something a description names by id. */
export interface Reference {
  readonly role: 'training_data' | 'parent' | 'links' | 'new_version';
  /** What it must be; `resource` where any kind may be meant. */
  readonly kind: BioimageioKind;
  readonly text: string;
  readonly pointer: string;
  readonly named: Named;
}

const hubId = /^[\w.-]+(?:\/[\w.-]+)?$/;
const page = /^https?:\/\/(?:www\.)?bioimage\.io\/#\/(?:artifacts\/(?:bioimage-io\/)?|\?(?:[^#]*&)?id=)([^?&#]+)$/i;
const hubPage = /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/(datasets\/)?([\w.-]+\/[\w.-]+)\/?$/i;

/** By the rules of the format: an id of the collection, `huggingface/…`, or an address; everything else is no reference. */
export function readNamed(text: string, kind: BioimageioKind): Named {
  const stated = text.trim();
  const hub = /^huggingface\/(.+)$/.exec(stated)?.[1];
  if (hub !== undefined) return hubId.test(hub) ? { kind: 'hub', id: hub } : { kind: 'unusable' };
  const shown = page.exec(stated)?.[1];
  if (shown !== undefined) return artifactOr(decoded(shown));
  const [, isDataset, repo] = hubPage.exec(stated) ?? [];
  if (
    repo !== undefined &&
    (kind === 'dataset' || kind === 'model') &&
    (isDataset !== undefined) === (kind === 'dataset')
  )
    return { kind: 'hub', id: repo };
  if (isWebAddress(stated)) return { kind: 'web', url: stated };
  return artifactOr(stated);
}

function artifactOr(name: string): Named {
  return isName(name) ? { kind: 'artifact', name } : { kind: 'unusable' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** IRI of what is named; undefined for what is no thing of a source. */
export function iriOfReference({ named, kind }: Pick<Reference, 'named' | 'kind'>): string | undefined {
  if (named.kind === 'artifact') return mintBioimageio(kind, named.name);
  if (named.kind !== 'hub') return undefined;
  return kind === 'dataset' ? mintDataset(named.id) : mintModel(named.id);
}

/** All that a description names by id, in its order. */
export function referencesOf({ manifest, kind }: Pick<Artifact, 'manifest' | 'kind'>): readonly Reference[] {
  const found: Reference[] = [];
  const add = (role: Reference['role'], wanted: BioimageioKind, place: Place): void => {
    const { value, pointer } = place;
    if (typeof value !== 'string' || value.trim() === '') return;
    found.push({ role, kind: wanted, text: value, pointer, named: readNamed(value, wanted) });
  };
  if (kind === 'model') {
    add('training_data', 'dataset', manifest.at('training_data').at('id'));
    add('parent', 'model', parentOf(manifest));
    add('new_version', 'model', manifest.at('config').at('bioimageio').at('new_version'));
  } else if (kind === 'dataset') add('parent', 'dataset', parentOf(manifest));
  for (const link of manifest.at('links').elements()) add('links', 'resource', link);
  return found;
}

/** A text, or an object with an id; descriptions of old have an address. */
function parentOf(manifest: Place): Place {
  const parent = manifest.at('parent');
  if (typeof parent.value === 'string') return parent;
  return parent.at('id').isEmpty ? parent.at('uri') : parent.at('id');
}
