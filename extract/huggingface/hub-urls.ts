const hub = 'https://huggingface.co';

/** Pages for people. They are addresses, not names: the IRIs of nodes come from `ontology/iri.ts`. */
export function hubPageUrl(modelId: string): string {
  return `${hub}/${encodePath(modelId)}`;
}

/** A file of a model's repository, on its main branch. */
export function hubFileUrl(modelId: string, path: string): string {
  return `${hub}/${encodePath(modelId)}/blob/main/${encodePath(path)}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
