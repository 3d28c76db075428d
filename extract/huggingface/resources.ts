import type { ResourceDefinition } from '../source.ts';

/** Models, from the list and one by one; also the resource under which their requests stand in the ledger. */
export const modelsResource = 'hf_models';

/** Rows of the list with little more than the id: that a model is there. Of models that are not wanted, or of all there are. */
export const modelIdsResource = 'hf_model_ids';

/** Answers of arXiv to batches of papers that models and datasets refer to. */
export const articlesResource = 'arxiv_articles';

/** The Hub's own account of its tasks. */
export const tasksResource = 'tasks';

/** The Hub's vocabulary of tags, by type. */
export const keywordsResource = 'keywords';

export const huggingfaceResources: readonly ResourceDefinition[] = [
  {
    name: modelsResource,
    doc: 'models as the Hub lists them, and those asked for one by one',
    emits: ['MLModel', 'License', 'MLModelEvaluation', 'PropertyValue'],
  },
  {
    name: modelIdsResource,
    doc: 'ids of models that are there: of all with --reconcile, else those read over on the way to --until',
    emits: [],
  },
  {
    name: articlesResource,
    doc: 'papers as arXiv describes them, up to a hundred in one answer',
    emits: ['ScholarlyArticle'],
    media: 'xml',
  },
  { name: tasksResource, doc: 'the tasks of the Hub, all in one answer', emits: ['DefinedTerm'] },
  {
    name: keywordsResource,
    doc: 'the tags the Hub knows, by type, all in one answer',
    emits: ['DefinedTerm'],
  },
];
