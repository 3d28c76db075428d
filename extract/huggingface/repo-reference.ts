/**
 * What a string that should name a repository of the Hub really is. Nothing is repaired but its form: white space around
 * it and the Hub's own address before it.
 */
export type RepoReference =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'placeholder' | 'local-path' | 'not-an-id' };

export type RepoType = 'model' | 'dataset';

export function readRepoReference(text: string, type: RepoType = 'model'): RepoReference {
  const trimmed = text.trim();
  if (isPlaceholder(trimmed)) return { kind: 'placeholder' };
  const address = hubAddress.exec(trimmed);
  if (address !== null) return readAddress(address[1] ?? '', type);
  if (isLocalPath(trimmed)) return { kind: 'local-path' };
  return isRepoId(trimmed) ? { kind: 'id', id: trimmed } : { kind: 'not-an-id' };
}

/** The rules for new names: letters, digits, `-`, `_`, `.`; no `--`, no `..`; at most 96 characters behind the namespace. */
export function isRepoId(text: string): boolean {
  return text.length - text.lastIndexOf('/') - 1 <= longestName && isHeldRepoId(text);
}

/** The same for names the Hub itself has resolved: some from before the rules are longer. */
export function isHeldRepoId(text: string): boolean {
  return text.length <= longestHeld && repoId.test(text) && !text.includes('--') && !text.includes('..');
}

/**
 * The `id` of a record may be anything that has one name and at most one namespace: the Hub is the authority on what it
 * serves. White space, control characters and lone surrogates name nothing.
 */
export function isServedRepoId(text: string): boolean {
  return text.length <= longestHeld && servedId.test(text);
}

const longestName = 96;
const longestHeld = 512;
const longestPath = 4096;
const repoId = /^(?:\w(?:[\w.-]*\w)?\/)?\w(?:[\w.-]*\w)?$/;
const servedId = /^[^\s\p{Cc}\p{Cs}/\\]+(?:\/[^\s\p{Cc}\p{Cs}/\\]+)?$/u;
const hubAddress = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/(.*)$/i;
/** First segments behind an id, and first segments that are no namespace. */
const pagesOfRepo = new Set(['tree', 'blob', 'resolve', 'raw', 'commit', 'commits', 'discussions', 'edit']);
const notModels = new Set(['datasets', 'spaces', 'papers', 'collections', 'blog', 'docs', 'learn', 'api']);

function readAddress(rest: string, type: RepoType): RepoReference {
  const path = rest.split(/[?#]/, 1)[0] ?? '';
  const segments = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  const kind = type === 'dataset' ? segments.shift() : undefined;
  if (type === 'dataset' ? kind !== 'datasets' : notModels.has(segments[0] ?? '')) return { kind: 'not-an-id' };
  // A repository may be called `tree`: only behind it begins a page of a repository.
  const page = segments.length > 2 ? segments.findIndex((segment) => pagesOfRepo.has(segment)) : -1;
  const id = segments.slice(0, page > 0 ? page : segments.length).join('/');
  return isRepoId(id) ? { kind: 'id', id } : { kind: 'not-an-id' };
}

const placeholderWords = new Set([
  '',
  'none',
  'null',
  'nil',
  'undefined',
  'nan',
  'n/a',
  'na',
  'n.a.',
  '-',
  '--',
  '?',
  '...',
  '…',
  'unknown',
  'tbd',
  'tba',
  'base_model',
  'base-model',
  'base model',
  'model_name',
  'model-name',
  'model_id',
  'your-base-model',
  'your_base_model',
]);
/** A template not filled in, or a note to oneself. */
const template = /^(?:<[^]*>|\[[^]*\]|\{[^]*\}|\$\{[^]*\}|(?:todo|fixme)(?![a-z0-9/])[^/]*|<[^<>]*>\/<[^<>]*>)$/i;

function isPlaceholder(text: string): boolean {
  return placeholderWords.has(text.toLowerCase()) || template.test(text);
}

/** `/x`, `./x`, `../x`, `.`, `~`, `~user/x`, `C:\x`, `C:x`, `\\host\x`, `$HOME/x`, `%TMP%\x`, `file:x`, `.cache/x`. */
const pathStart = /^(?:[/\\~]|\.{1,2}(?:$|[/\\])|[a-z]:|\$\w|%\w+%|(?:file|dbfs|s3|s3a|gs|hdfs|abfss?):|\.\w[^/]*\/)/i;
/** A name without a namespace and with the ending of weights is a file: the Hub's old names are not so. */
const fileName =
  /^[^/\s]*\.(?:safetensors|gguf|ggml|bin|pth?|ckpt|onnx|h5|hdf5|keras|pkl|pickle|tflite|mlmodel|npz|joblib|zip|tar|gz)$/i;

function isLocalPath(text: string): boolean {
  return text.length <= longestPath && (pathStart.test(text) || fileName.test(text) || hasPathInside(text));
}

/** `a\b`, `a/b/c`, `out/`: unless it is prose or an address. */
function hasPathInside(text: string): boolean {
  if (/[\s:]/.test(text)) return false;
  return text.includes('\\') || text.endsWith('/') || text.indexOf('/') !== text.lastIndexOf('/');
}
