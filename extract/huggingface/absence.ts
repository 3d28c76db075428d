import { mintDataset, mintModel } from '../../ontology/iri.ts';
import type { Miss } from '../../src/core/run/types.ts';
import type { Absence } from '../source.ts';
import { fileOfUrl } from './file-url.ts';

const kinds: ReadonlySet<string> = new Set(['missing', 'disabled']);
/** 401 and 403 tell that somebody may not see it, not that it is gone. */
const proofs: ReadonlySet<number> = new Set([404, 410, 451]);

/** Files that are one whole account of a repository; of others there may be several, so one that is missing proves little. */
const files: ReadonlyMap<string, string> = new Map([
  ['README.md', 'hf_model_cards'],
  ['config.json', 'hf_model_configs'],
  ['adapter_config.json', 'hf_adapter_configs'],
]);

const accounts: ReadonlySet<string> = new Set(files.values());

/**
 * What an answer of the Hub proves to be gone: the repository, when the repository itself was asked for (or a file of it, and
 * the Hub says that there is no such repository); one file's account, when only the file is not there. A revision that is
 * missing proves nothing.
 */
export function absence({ id, kind, status, url, resource, context }: Miss): Absence | undefined {
  // Told by the repository as it stands: by its list of files, or of the file at the commit that is its newest.
  if (kind === 'absent') return accounts.has(resource) ? { iri: mintModel(id), resource, whole: false } : undefined;
  if (!kinds.has(kind) || status === undefined || !proofs.has(status) || url === undefined) return undefined;
  const code = context?.['code'];
  const asked = askedRepo(url);
  if (asked !== undefined) {
    const isRepo = code === undefined || code === 'RepoNotFound' || code === 'DisabledRepo';
    if (asked.part === '') return isRepo ? { iri: asked.iri, resource, whole: true } : undefined;
    return asked.part === 'croissant' ? { iri: asked.iri, resource, whole: code === 'RepoNotFound' } : undefined;
  }
  const file = fileOfUrl(undefined, url);
  if (file === undefined || file.revision !== 'main') return undefined;
  const iri = file.kind === 'dataset' ? mintDataset(file.id) : mintModel(file.id);
  if (code === 'RepoNotFound') return { iri, resource, whole: true };
  return files.get(file.path) === resource ? { iri, resource, whole: false } : undefined;
}

/** `…/api/models/{id}`, `…/api/datasets/{id}`, `…/api/datasets/{id}/croissant`; undefined for every other address. */
function askedRepo(url: string): { readonly iri: string; readonly part: string } | undefined {
  const match = /\/api\/(models|datasets)\/([^?#]+)/.exec(url);
  const path = match?.[2];
  if (path === undefined || path.includes('/revision/')) return undefined;
  const part = match?.[1] === 'datasets' && path.endsWith('/croissant') ? 'croissant' : '';
  const id = decoded(part === '' ? path : path.slice(0, -'/croissant'.length));
  if (id === undefined || id.split('/').length > 2) return undefined;
  return { iri: match?.[1] === 'datasets' ? mintDataset(id) : mintModel(id), part };
}

function decoded(path: string): string | undefined {
  try {
    return path.split('/').map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
