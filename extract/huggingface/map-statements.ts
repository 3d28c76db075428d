import type { MappedEntity } from '../../ontology/entity.ts';
import { mapEvaluations } from './evaluation/map-evaluations.ts';
import { mapEmissions } from './map-emissions.ts';
import { mapLanguage } from './map-language.ts';
import { mapLicense } from './map-license.ts';
import { mapLineage } from './map-lineage.ts';
import { mapDatasets } from './map-references.ts';
import { mapSuccessor } from './map-successor.ts';
import { mapKeywords, mapLibrary, mapTask } from './map-topics.ts';
import type { ModelRecord } from './model-record.ts';

/**
 * What the author states in the front matter, with what the Hub makes of it where there is a record of the Hub's. Read from
 * the model's record and from the card itself alike. Gives further entities: a licence of the model's own, its evaluations.
 */
export function mapStatements(record: ModelRecord): readonly MappedEntity[] {
  mapLineage(record);
  const licenses = mapLicense(record, record.tags.licenses);
  mapLanguage(record);
  mapTask(record);
  mapLibrary(record);
  mapKeywords(record);
  mapDatasets(record);
  mapSuccessor(record);
  mapEmissions(record);
  return [...licenses, ...mapEvaluations(record)];
}
