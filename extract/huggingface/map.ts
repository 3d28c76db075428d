import { mapArticles } from '../arxiv/map.ts';
import type { MapInput, MapResult } from '../source.ts';
import { mapModelCard } from './card/map-card.ts';
import { mapDatasetRecord } from './dataset/map-dataset.ts';
import { mapHubCroissant } from './dataset/map-hub-croissant.ts';
import { mapAdapterConfig } from './config/map-adapter-config.ts';
import { mapModelConfig } from './config/map-model-config.ts';
import { mapEvalFile } from './evaluation/map-eval-file.ts';
import { mapLeaderboardRows } from './evaluation/map-leaderboard.ts';
import { mapAccount } from './map-account.ts';
import { mapModelId } from './map-model-id.ts';
import { mapModelRecord } from './map-model.ts';
import { mapTagVocabulary, mapTasks } from './map-vocabulary.ts';
import {
  accountsResource,
  adapterConfigsResource,
  articlesResource,
  evalResultsResource,
  keywordsResource,
  leaderboardResource,
  modelCardsResource,
  croissantResource,
  datasetsResource,
  modelConfigsResource,
  modelFilesResource,
  modelIdsResource,
  modelsResource,
  tasksResource,
  weightHeadersResource,
  weightIndexesResource,
} from './resources.ts';
import { mapModelFile } from './weights/map-model-file.ts';
import { mapWeightHeader } from './weights/map-weight-header.ts';
import { mapWeightIndex } from './weights/map-weight-index.ts';

/** The table of contents: which mapper reads the records of which resource. */
const mappers: ReadonlyMap<string, (input: MapInput) => MapResult> = new Map([
  [modelsResource, mapModelRecord],
  [modelIdsResource, mapModelId],
  [modelCardsResource, mapModelCard],
  [datasetsResource, mapDatasetRecord],
  [croissantResource, mapHubCroissant],
  [modelConfigsResource, mapModelConfig],
  [adapterConfigsResource, mapAdapterConfig],
  [weightHeadersResource, mapWeightHeader],
  [weightIndexesResource, mapWeightIndex],
  [evalResultsResource, mapEvalFile],
  [modelFilesResource, mapModelFile],
  [leaderboardResource, mapLeaderboardRows],
  [accountsResource, mapAccount],
  [articlesResource, mapArticles],
  [tasksResource, mapTasks],
  [keywordsResource, mapTagVocabulary],
]);

const nothing: MapResult = { entities: [], issues: [] };

/**
 * A record of the Hub as entities with a witness for each value. Pure, synchronous and total: any record gives entities or
 * issues, never an exception. An error answer is no record: the extractor has noted what it means.
 */
export function map(input: MapInput): MapResult {
  const { status } = input.line;
  if (status < 200 || status > 299) return nothing;
  return mappers.get(input.resource)?.(input) ?? nothing;
}
