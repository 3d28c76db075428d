import type { ResourceDefinition } from '../source.ts';

/** Models, from the list and one by one; also the resource under which their requests stand in the ledger. */
export const modelsResource = 'hf_models';

export const huggingfaceResources: readonly ResourceDefinition[] = [
  {
    name: modelsResource,
    doc: 'models as the Hub lists them, and those asked for one by one',
    emits: ['MLModel', 'License'],
  },
];
