import type { ResourceDefinition } from '../source.ts';

/** Models, from the list and one by one; also the resource under which their requests stand in the ledger. */
export const modelsResource = 'hf_models';

/** Rows of the list with little more than the id: that a model is there. Of models that are not wanted, or of all there are. */
export const modelIdsResource = 'hf_model_ids';

/** README.md of models. */
export const modelCardsResource = 'hf_model_cards';

/** Datasets that models and datasets refer to, one by one. */
export const datasetsResource = 'hf_datasets_specific';

/** Croissant documents of datasets. */
export const croissantResource = 'hf_croissant';

/** Answers of arXiv to batches of papers that models and datasets refer to. */
export const articlesResource = 'arxiv_articles';

/** The Hub's own account of its tasks. */
export const tasksResource = 'tasks';

/** The Hub's vocabulary of tags, by type. */
export const keywordsResource = 'keywords';

/** `config.json` of models. */
export const modelConfigsResource = 'hf_model_configs';

/** `adapter_config.json` of models. */
export const adapterConfigsResource = 'hf_adapter_configs';

/** First bytes of weight files: ranges that begin the file, long enough for the header. */
export const weightHeadersResource = 'hf_weight_headers';

/** `model.safetensors.index.json` of models whose weights are spread over several files. */
export const weightIndexesResource = 'hf_weight_indexes';

/** `.eval_results/*.yaml` of models. */
export const evalResultsResource = 'hf_eval_results';

/** Rows of the listings of models' files. */
export const modelFilesResource = 'hf_model_files';

/** Rows of the Open LLM Leaderboard 2, or pages of them. */
export const leaderboardResource = 'hf_leaderboard';

/** Overviews of users and organizations. */
export const accountsResource = 'hf_accounts';

export const huggingfaceResources: readonly ResourceDefinition[] = [
  {
    name: modelsResource,
    doc: 'models as the Hub lists them, and those asked for one by one',
    emits: ['MLModel', 'License', 'MLModelEvaluation', 'PropertyValue', 'DataDownload'],
  },
  {
    name: modelIdsResource,
    doc: 'ids of models that are there: of all with --reconcile, else those read over on the way to --until',
    emits: [],
  },
  {
    name: modelCardsResource,
    doc: 'README.md of models: front matter, sections, what the prose names',
    emits: ['MLModel', 'License', 'MLModelEvaluation', 'PropertyValue'],
    media: 'text',
  },
  {
    name: datasetsResource,
    doc: 'datasets that models and datasets refer to, asked for one by one',
    emits: ['Dataset', 'License', 'DataDownload'],
  },
  {
    name: croissantResource,
    doc: 'descriptions of datasets in Croissant, as the Hub makes them',
    emits: ['Dataset', 'DataDownload', 'Person', 'Organization'],
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
  { name: modelConfigsResource, doc: 'config.json of models', emits: ['MLModel'] },
  { name: adapterConfigsResource, doc: 'adapter_config.json of models: what an adapter is put on', emits: ['MLModel'] },
  {
    name: weightHeadersResource,
    doc: 'headers of safetensors and GGUF files, by ranged reads',
    emits: ['MLModel', 'DataDownload'],
    media: 'bytes',
  },
  {
    name: weightIndexesResource,
    doc: 'indexes of weights that are spread over several safetensors files',
    emits: ['MLModel'],
  },
  {
    name: evalResultsResource,
    doc: 'results of evaluations that stand in repositories of models',
    emits: ['MLModelEvaluation', 'PropertyValue'],
    media: 'text',
  },
  { name: modelFilesResource, doc: 'files of models with size and hash, one row each', emits: ['DataDownload'] },
  {
    name: leaderboardResource,
    doc: 'rows of the Open LLM Leaderboard 2, which is frozen',
    emits: ['MLModelEvaluation', 'PropertyValue', 'Leaderboard'],
  },
  { name: accountsResource, doc: 'users and organizations that share models', emits: ['Person', 'Organization'] },
];
