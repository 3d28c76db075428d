import { describe, expect, it } from 'vitest';
import {
  headerFilesOf,
  isShard,
  quantizationOfName,
  weightFormatOf,
} from '../../../extract/huggingface/weights/weight-files.ts';

describe('a file of a repository', () => {
  it.each([
    ['model.safetensors', 'safetensors'],
    ['unet/diffusion_pytorch_model.fp16.safetensors', 'safetensors'],
    ['Qwen3-8B-Q4_K_M.gguf', 'gguf'],
    ['pytorch_model.bin', 'pytorch'],
    ['pytorch_model-00001-of-00002.bin', 'pytorch'],
    ['adapter_model.bin', 'pytorch'],
    ['onnx/model_quantized.onnx', 'onnx'],
    ['onnx/model.onnx_data', 'onnx'],
    ['tf_model.h5', 'keras'],
    ['flax_model.msgpack', 'flax'],
    ['consolidated.00.pth', 'pytorch'],
    ['v1-5-pruned.ckpt', 'pytorch'],
    ['MODEL.SAFETENSORS', 'safetensors'],
    ['model.tflite', 'tflite'],
    ['openvino_model.bin', 'openvino'],
    ['ggml-base.en.bin', 'ggml'],
  ])('%s holds weights as %s', (path, format) => {
    expect(weightFormatOf(path)).toBe(format);
  });

  it.each([
    'README.md',
    'config.json',
    'tokenizer.json',
    'training_args.bin',
    'optimizer.pt',
    'checkpoint-500/scheduler.pt',
    'rng_state_0.pth',
    'model.safetensors.index.json',
    'data.bin',
    '.safetensors',
    'safetensors',
    '',
    'x'.repeat(600),
  ])('%s holds none that its name tells', (path) => {
    expect(weightFormatOf(path)).toBeUndefined();
  });

  it('may be one of several', () => {
    expect(isShard('model-00002-of-00004.safetensors')).toBe(true);
    expect(isShard('model.safetensors')).toBe(false);
  });
});

describe('the name of a GGUF file', () => {
  it.each([
    ['Qwen3-8B-Q4_K_M.gguf', 'Q4_K_M'],
    ['qwen3-8b-q4_k_m.gguf', 'Q4_K_M'],
    ['Llama-3.3-UD-Q4_K_XL.gguf', 'UD-Q4_K_XL'],
    ['BF16/model-BF16-00001-of-00003.gguf', 'BF16'],
    ['Q8_0/model.gguf', 'Q8_0'],
    ['model.IQ2_XXS.gguf', 'IQ2_XXS'],
    ['model-Q3_K_L.gguf', 'Q3_K_L'],
    ['model-Q6_K.gguf', 'Q6_K'],
    ['f16/model.Q5_1.gguf', 'Q5_1'],
    ['gpt-oss-20b-MXFP4_MOE.gguf', 'MXFP4_MOE'],
    ['model-TQ1_0.gguf', 'TQ1_0'],
    ['model-Q4_0_4_8.gguf', 'Q4_0_4_8'],
  ])('%s says %s', (path, label) => {
    expect(quantizationOfName(path)).toBe(label);
  });

  it.each(['model.gguf', 'Q4_K_M.safetensors', 'FQ4_K_MX.gguf', 'model-q4.gguf', `${'Q4_0-'.repeat(200)}.gguf`])(
    '%s says nothing',
    (path) => {
      expect(quantizationOfName(path)).toBeUndefined();
    },
  );
});

describe('of the weight files of a model', () => {
  it('the one that tells the most has its header read', () => {
    const shards = ['model-00002-of-00002.safetensors', 'model-00001-of-00002.safetensors'];
    expect(headerFilesOf(['README.md', ...shards])).toEqual(['model-00001-of-00002.safetensors']);
    expect(headerFilesOf(['unet/a.safetensors', 'zz.safetensors', 'model.safetensors', 'b.safetensors'])).toEqual([
      'model.safetensors',
    ]);
    expect(headerFilesOf(['mmproj-F16.gguf', 'x-Q4_0.gguf', 'a/x.gguf'])).toEqual(['x-Q4_0.gguf']);
    expect(headerFilesOf(['x-Q4_0.gguf', 'adapter_model.safetensors'])).toEqual(['adapter_model.safetensors']);
    expect(headerFilesOf(['pytorch_model.bin'])).toEqual([]);
  });
});
