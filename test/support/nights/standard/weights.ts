import { gguf, safetensors, type SafeTensor } from '../weight-files.ts';
import type { VirtualFile } from '../things.ts';

/** Billions of parameters in three tensors; the bytes behind the header are zeros nobody keeps. */
export function denseWeights(dtype: string, parameters: number): VirtualFile {
  const hidden = 1000;
  const rows = Math.floor(parameters / hidden) - 2;
  return safetensors(
    {
      'model.embed_tokens.weight': { dtype, shape: [rows, hidden] },
      'model.norm.weight': { dtype, shape: [hidden] },
      'lm_head.bias': { dtype, shape: [parameters - (rows + 1) * hidden] },
    },
    { format: 'pt' },
  );
}

/** Four-bit weights packed eight to an I32, with what a packing needs beside them. */
export function packedWeights(parameters: number): VirtualFile {
  const tensors: Record<string, SafeTensor> = {
    'model.layers.0.mlp.down_proj.qweight': { dtype: 'I32', shape: [parameters / 8000, 1000] },
    'model.layers.0.mlp.down_proj.qzeros': { dtype: 'I32', shape: [parameters / 1_024_000, 125] },
    'model.layers.0.mlp.down_proj.scales': { dtype: 'F16', shape: [parameters / 128_000, 1000] },
    'model.layers.0.mlp.down_proj.g_idx': { dtype: 'I32', shape: [parameters / 1000] },
  };
  return safetensors(tensors, { format: 'pt' });
}

/** Two small matrices, as an adapter has them. */
export const adapterWeights: VirtualFile = safetensors({
  'base_model.model.layers.0.q_proj.lora_A.weight': { dtype: 'F32', shape: [16, 1000] },
  'base_model.model.layers.0.q_proj.lora_B.weight': { dtype: 'F32', shape: [1000, 16] },
});

/** A quantised file of two tensors: the parameter count is nowhere but in their shapes. */
export function quantizedGguf(parameters: number, name: string): VirtualFile {
  return gguf(
    {
      'general.architecture': 'llama',
      'general.name': name,
      'general.file_type': 15,
      'llama.context_length': 8192,
      'llama.embedding_length': 1000,
      'tokenizer.ggml.tokens': ['<s>', '</s>', 'a', 'b'],
      'general.quantization_version': 2,
    },
    [
      { name: 'token_embd.weight', shape: [1000, parameters / 1000 - 1], type: 12 },
      { name: 'output_norm.weight', shape: [1000], type: 0 },
    ],
  );
}
