import type { ResourceDefinition } from '../source.ts';

/** Models, from the list and one by one; also the resource under which their requests stand in the ledger. */
export const modelsResource = 'hf_models';

/** Rows of the list with little more than the id: that a model is there. Of models that are not wanted, or of all there are. */
export const modelIdsResource = 'hf_model_ids';

export const huggingfaceResources: readonly ResourceDefinition[] = [
  {
    name: modelsResource,
    doc: 'models as the Hub lists them, and those asked for one by one',
    emits: ['MLModel', 'License'],
  },
  {
    name: modelIdsResource,
    doc: 'ids of models that are there: of all with --reconcile, else those read over on the way to --until',
    emits: [],
  },
];
