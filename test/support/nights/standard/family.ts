import type { Relation } from '../things.ts';
import type { World, WorldScript } from '../world.ts';
import { adapterWeights, denseWeights, packedWeights, quantizedGguf } from './weights.ts';

/** What the card and the Hub say when they agree on the bases. */
export function basedOn(
  relation: Relation,
  ...ids: readonly string[]
): { front: { base_model: string | readonly string[] }; base: { relation: Relation; ids: readonly string[] } } {
  return { front: { base_model: ids.length === 1 ? (ids[0] ?? '') : ids }, base: { relation, ids } };
}

const chat = 'fern/bracken-3b-chat';
const medicine = 'moss/bracken-3b-chat-medicine';

const adapterConfig = (base: string): string =>
  JSON.stringify({ base_model_name_or_path: base, peft_type: 'LORA', r: 16, task_type: 'CAUSAL_LM', revision: null });

const config = JSON.stringify({
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  max_position_embeddings: 8192,
  torch_dtype: 'bfloat16',
  vocab_size: 32_000,
});

/** One root and what grew from it: every kind of lineage statement, each with the files it is made of. */
export function plantFamily(nights: WorldScript): void {
  nights
    .account({ name: 'fern', kind: 'org', fullname: 'Fern and Sons' })
    .account({ name: 'moss', kind: 'user' })
    .model({
      id: 'fern/bracken-3b',
      front: {
        license: 'apache-2.0',
        language: ['en', 'de'],
        library_name: 'transformers',
        pipeline_tag: 'text-generation',
        datasets: ['meadow/pollen'],
      },
      body: '## Intended use\n\nWriting about ferns.\n\n## Limitations\n\nKnows nothing else.\n\nSee https://arxiv.org/abs/2401.00007.\n',
      files: { 'config.json': config, 'model.safetensors': denseWeights('BF16', 3_000_000_000) },
      row: {
        config: { architectures: ['LlamaForCausalLM'], model_type: 'llama' },
        safetensors: { parameters: { BF16: 3_000_000_000 }, total: 3_000_000_000 },
      },
    })
    .model({
      id: chat,
      front: { ...basedOn('finetune', 'fern/bracken-3b').front, license: 'mit', pipeline_tag: 'text-generation' },
      base: { relation: 'finetune', ids: ['fern/bracken-3b'] },
      files: { 'config.json': config, 'model.safetensors': denseWeights('BF16', 3_000_000_000) },
      row: { safetensors: { parameters: { BF16: 3_000_000_000 }, total: 3_000_000_000 } },
    })
    .model({ id: medicine, ...basedOn('finetune', chat) })
    .model({ id: 'moss/bracken-medicine-fr', ...basedOn('finetune', medicine) })
    .model({
      id: 'heron/bracken-3b-chat-GGUF',
      ...basedOn('quantized', chat),
      // The Hub read no metadata of it: no `gguf` in the row.
      files: { 'bracken-3b-chat.Q4_K_M.gguf': quantizedGguf(3_000_000_000, 'bracken 3b chat') },
    })
    .model({
      id: 'heron/bracken-medicine-GPTQ',
      ...basedOn('quantized', medicine),
      files: {
        'config.json': JSON.stringify({
          architectures: ['LlamaForCausalLM'],
          model_type: 'llama',
          quantization_config: { quant_method: 'gptq', bits: 4, group_size: 128 },
        }),
        'model.safetensors': packedWeights(3_072_000_000),
      },
    })
    .model({
      id: 'otter/bracken-poems-lora',
      ...basedOn('adapter', 'fern/bracken-3b'),
      files: {
        'adapter_config.json': adapterConfig('fern/bracken-3b'),
        'adapter_model.safetensors': adapterWeights,
      },
    })
    .model({
      // Neither card nor tags name a base.
      id: 'otter/bracken-recipes-lora',
      front: { library_name: 'peft' },
      files: { 'adapter_config.json': adapterConfig(chat), 'adapter_model.safetensors': adapterWeights },
    })
    .model({
      id: 'otter/bracken-local-lora',
      front: { library_name: 'peft', base_model: './bracken' },
      tags: ['base_model:adapter:/data/bracken'],
      files: { 'adapter_config.json': adapterConfig('/data/bracken'), 'adapter_model.safetensors': adapterWeights },
    })
    .model({ id: 'lichen/bracken-blend', ...basedOn('merge', chat, medicine) })
    .model({
      id: 'lichen/bracken-blend-2',
      front: { base_model: ['lichen/bracken-blend', 'nobody/never-was'] },
      // The Hub tags only the base it has.
      base: { relation: 'merge', ids: ['lichen/bracken-blend'] },
    })
    .model({ id: 'lichen/orphan', ...basedOn('finetune', 'gone/lost-parent') });
  nights
    .night(2, (world) => license(world, 'apache-2.0'))
    .night(2, (world) => world.rename(medicine, 'moss/bracken-medicine'))
    .night(2, (world) => world.model({ id: 'fern/bracken-4b', front: { license: 'apache-2.0' } }))
    .night(3, (world) => license(world, 'mit'))
    .night(3, (world) => world.model({ id: 'fern/bracken-4b-chat', ...basedOn('finetune', 'fern/bracken-4b') }))
    .night(4, (world) => {
      const { front } = world.models.get(chat) ?? {};
      world.change(chat, { front: { ...front, new_version: 'fern/bracken-4b-chat' } });
    });
}

/** Licence of the chat model: mit, apache-2.0, mit. */
function license(world: World, id: string): void {
  const { front } = world.models.get(chat) ?? {};
  world.change(chat, { front: { ...front, license: id } });
}
