import type { KnownModel } from './known-models.ts';
import type { BaseWitness, Guess } from './witness.ts';

/** Words at the end of a name that say in which number format or for which runtime a model was converted. */
const formatWord = new RegExp(
  `^(?:${[
    'gguf|ggml|llamafile|awq|gptq|exl[23]?|mlx|mlc|onnx|openvino|ov|coreml|litert|rkllm|rknn|torchao|vllm|marlin|hqq|eetq|bnb|autoround',
    'mxfp[48]?|nvfp4|fp4|fp8|fp16|bf16|int[48]|w[48]a(?:8|16)|[2-8]bits?|[1-8](?:\\.\\d+)?bpw|bit',
    'i1|iq\\d\\w*|o?q[2-8]\\w*|imatrix|dynamic|static|mixed|quantized|quant|qat|dwq|dq|ud|mtp|k|m|s|l|xl|xs|xxs|[01]|gs?\\d+|\\d+g|group|size|32|64|128',
    'ct|compressed|tensors|channel|kv|smashed|turbo|block',
  ].join('|')})$`,
);
const shortestStem = 4;

/** A name in words: `Qwen3-8B_GGUF` and `qwen3 8b gguf` are alike. */
function wordsIn(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[-_ ]+|\.(?!\d+bpw)/)
    .filter((word) => word !== '');
}

/**
 * A model whose name is another model's name with nothing but words for number formats behind it was converted from that one.
 * Of several models of one name the one that most models state as their base, then the most downloaded.
 */
export class NamePattern implements BaseWitness {
  readonly name = 'name-pattern';
  readonly #byStem = new Map<string, KnownModel[]>();

  constructor(models: Iterable<KnownModel>) {
    for (const model of models) {
      const stem = wordsIn(model.name).join(' ');
      const known = this.#byStem.get(stem);
      if (known === undefined) this.#byStem.set(stem, [model]);
      else known.push(model);
    }
  }

  guess(model: KnownModel): Guess | undefined {
    const words = wordsIn(model.name);
    let stemEnd = words.length;
    while (stemEnd > 1 && formatWord.test(words[stemEnd - 1] ?? '')) stemEnd -= 1;
    for (let end = stemEnd; end < words.length; end += 1) {
      const stem = words.slice(0, end).join(' ');
      const namesakes = stem.length < shortestStem ? [] : (this.#byStem.get(stem) ?? []);
      const base = mostUsed(namesakes, model);
      if (base === undefined) continue;
      const rest = words.slice(end).join(' ');
      return { base: base.uri, type: 'QUANTIZED_FROM', because: `its name is ${base.name} and ${rest}` };
    }
    return undefined;
  }
}

/** The model's own statement does not count: it is what is asked for. */
function mostUsed(models: readonly KnownModel[], asked: KnownModel): KnownModel | undefined {
  const childrenOf = (model: KnownModel): number => model.children - Number(asked.bases.includes(model.uri));
  let best: KnownModel | undefined;
  for (const model of models) {
    if (model.uri === asked.uri) continue;
    const isBetter =
      best === undefined ||
      childrenOf(model) > childrenOf(best) ||
      (childrenOf(model) === childrenOf(best) && model.downloads > best.downloads);
    if (isBetter) best = model;
  }
  return best;
}
