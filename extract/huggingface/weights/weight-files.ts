/** How weights are stored in a file. `undefined`: no file of weights, or none whose form its name tells. */
export function weightFormatOf(path: string): WeightFormat | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.length > 512 || notWeights.test(name)) return undefined;
  const dot = name.lastIndexOf('.');
  if (dot < 1) return undefined;
  const ending = name.slice(dot + 1);
  return ending === 'bin' ? formatOfBin(name) : formats.get(ending);
}

export type WeightFormat =
  | 'safetensors'
  | 'gguf'
  | 'ggml'
  | 'onnx'
  | 'pytorch'
  | 'keras'
  | 'flax'
  | 'tflite'
  | 'openvino'
  | 'coreml'
  | 'tensorrt'
  | 'paddle'
  | 'nemo'
  | 'npz'
  | 'pickle';

const formats: ReadonlyMap<string, WeightFormat> = new Map([
  ['safetensors', 'safetensors'],
  ['gguf', 'gguf'],
  ['ggml', 'ggml'],
  ['onnx', 'onnx'],
  ['onnx_data', 'onnx'],
  ['pt', 'pytorch'],
  ['pth', 'pytorch'],
  ['ckpt', 'pytorch'],
  ['h5', 'keras'],
  ['hdf5', 'keras'],
  ['keras', 'keras'],
  ['msgpack', 'flax'],
  ['tflite', 'tflite'],
  ['mlmodel', 'coreml'],
  ['engine', 'tensorrt'],
  ['pdparams', 'paddle'],
  ['pdiparams', 'paddle'],
  ['nemo', 'nemo'],
  ['npz', 'npz'],
  ['pkl', 'pickle'],
  ['joblib', 'pickle'],
]);

/** States of a training run, kept in the same formats. */
const notWeights = /^(?:optimizer|optim|scheduler|scaler|rng_state|random_states|training_args|trainer_state|zero_pp_)/;

/** `.bin` is anybody's; only names that one library alone writes are taken. */
function formatOfBin(name: string): WeightFormat | undefined {
  if (
    /^(?:pytorch_model|adapter_model|diffusion_pytorch_model|open_clip_pytorch_model|pytorch_lora_weights)\b/.test(name)
  )
    return 'pytorch';
  if (name.startsWith('openvino_')) return 'openvino';
  return name.startsWith('ggml') ? 'ggml' : undefined;
}

/** Part of weights that are spread over several files: `model-00001-of-00004.safetensors`. */
export function isShard(path: string): boolean {
  return /-\d{5}-of-\d{5}\.[a-z]+$/i.test(path);
}

/** The index of the weights that a shard of safetensors is a part of: `model.safetensors.index.json`. */
export function indexOfShard(path: string): string | undefined {
  const stem = /^(.+)-\d{5}-of-\d{5}\.safetensors$/i.exec(path)?.[1];
  return stem === undefined ? undefined : `${stem}.safetensors.index.json`;
}

/** Labels of `llama_ftype`, those that are only used in names (`Q4_K_XL`), and number formats; longer before shorter. */
const labels =
  'I?Q[1-8]_(?:K_(?:XXL|XL|L|M|S|P)|[01]_[48]_[48]|XXS|XS|NL|[KSM01])|TQ[12]_0|MXFP4(?:_MOE)?|NVFP4|BF16|F16|F32';
const label = new RegExp(`(?<![A-Z0-9])(?:UD-)?(?:${labels})(?![A-Z0-9])`, 'g');

/** The quantisation that the name of a GGUF file gives, as the Hub reads it: the last one there is. `UD-Q4_K_XL`, `Q4_K_M`. */
export function quantizationOfName(path: string): string | undefined {
  if (path.length > 512 || weightFormatOf(path) !== 'gguf') return undefined;
  const stem = path
    .slice(0, path.lastIndexOf('.'))
    .toUpperCase()
    .replaceAll(/-\d{5}-OF-\d{5}$/g, '');
  return stem.match(label)?.at(-1);
}

/**
 * The weight file whose header is worth a request, where the record of the model does not say it all: of safetensors, else of
 * GGUF, the file that holds everything, else the first shard. Never more than one of a model, because what the headers of one
 * repository tell of the model is one account. Paths in any order.
 */
export function headerFilesOf(paths: readonly string[]): readonly string[] {
  for (const format of ['safetensors', 'gguf'] as const) {
    const [first] = paths.filter((path) => weightFormatOf(path) === format).sort(byTelling);
    if (first !== undefined) return [first];
  }
  return [];
}

/** Files at the top before those in folders, known names before others, then by name. */
function byTelling(a: string, b: string): number {
  return depth(a) - depth(b) || rank(a) - rank(b) || (a < b ? -1 : 1);
}

function depth(path: string): number {
  return path.split('/').length;
}

function rank(path: string): number {
  if (/^(?:model|adapter_model|diffusion_pytorch_model)\.safetensors$/.test(path)) return 0;
  if (/^mmproj/i.test(path.slice(path.lastIndexOf('/') + 1))) return 2;
  return 1;
}
