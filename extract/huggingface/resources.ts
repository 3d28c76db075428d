import type { ResourceDefinition } from '../source.ts';

/** Models, from the list and one by one; also the resource under which their requests stand in the ledger. */
export const modelsResource = 'hf_models';

/** Rows of the list that were only counted: id and date of models that were not wanted. */
export const modelIdsResource = 'hf_model_ids';

export const huggingfaceResources: readonly ResourceDefinition[] = [
  {
    name: modelsResource,
    doc: 'models as the Hub lists them, and those asked for one by one',
    emits: ['MLModel', 'License'],
  },
  {
    name: modelIdsResource,
    doc: 'ids and dates of listed models that were read over on the way to --until',
    emits: [],
  },
];
