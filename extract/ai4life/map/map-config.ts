import { bioimageioTermOf, spelling, type BioimageioFacet } from '../../../ontology/vocab/bioimageio-terms.ts';
import { cutText } from '../../cut-text.ts';
import type { Found } from '../../found.ts';
import { momentOf } from '../../moment.ts';
import type { Place } from '../../place.ts';
import { isWebAddress } from '../../web-address.ts';
import { toWellFormed } from '../../well-formed.ts';
import type { ArtifactRecord } from './artifact-record.ts';
import { sayWord } from './map-description.ts';
import { sayTerm } from './map-tags.ts';

/** What the description states under `config`: for models in words of their own, for what is archived where. */
export function mapConfig(record: ArtifactRecord): void {
  const config = record.artifact.manifest.at('config');
  const own = config.at('bioimageio');
  if (record.artifact.kind === 'model') {
    sayWord(record, 'modelCategory', own.at('architecture_type'));
    sayWord(record, 'memoryRequirements', own.at('memory_requirements_inference'));
    mapRisks(record, own);
    mapImpact(record, own.at('environmental_impact'));
    mapParameters(record, own.at('model_parameter_count'));
  }
  mapFacet(record, 'imagingModality', [own.at('modality')]);
  mapFacet(record, 'mlTask', [own.at('task')]);
  mapFacet(record, 'targetStructure', own.at('target_structure').elements());
  mapArchive(record, record.artifact.root.at('config').at('zenodo'));
  mapArchive(record, config.at('zenodo'));
}

/** A field that is for this and nothing else: its words are a term, known or not. */
function mapFacet(record: ArtifactRecord, facet: BioimageioFacet, places: readonly Place[]): void {
  for (const place of places) {
    const found = record.text(place);
    if (found === undefined) continue;
    const term = bioimageioTermOf(found.value)?.term;
    const code = term?.facet === facet ? term.code : spelling(found.value);
    if (code.length <= 128) sayTerm(record, facet, code, found, 1);
    else record.issues.warn('not-a-term', 'this is too long for a term', place.pointer, found.value);
  }
}

/** One text of what the fields say, each under its name where there are several. */
function mapRisks(record: ArtifactRecord, own: Place): void {
  const stated = own.at('bias_risks_limitations');
  const parts: Found<string>[] = [];
  if (typeof stated.value === 'string') parts.push(...texts(record, [['', stated]]));
  else parts.push(...texts(record, stated.members()));
  parts.push(...texts(record, [['out_of_scope_use', own.at('out_of_scope_use')]]));
  const [first] = parts;
  if (first === undefined) return;
  const value = parts.map((part) => part.value).join('\n');
  record.state('modelRisksBiasLimitations', cutText({ value, pointer: first.pointer }, record.issues), first.pointer);
}

function texts(record: ArtifactRecord, members: readonly (readonly [string, Place])[]): readonly Found<string>[] {
  return members.flatMap(([key, place]) => {
    const found = typeof place.value === 'string' ? record.text(place) : undefined;
    if (found === undefined) return [];
    return [{ value: key === '' ? found.value : `${toWellFormed(key)}: ${found.value}`, pointer: found.pointer }];
  });
}

/** `co2_emitted` is in kilograms. */
function mapImpact(record: ArtifactRecord, impact: Place): void {
  const { value, pointer } = impact.at('co2_emitted');
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) {
    record.state('hasCO2eEmissions', `${value} kg CO2eq`, pointer, { literal: String(value) });
    record.state('co2Equivalent', value * 1000, pointer, { literal: String(value) });
  } else if (!impact.at('co2_emitted').isEmpty) record.issues.wrongShape('kilograms of CO2', pointer, value);
  sayWord(record, 'trainingHardware', impact.at('hardware_type'));
  sayWord(record, 'trainingLocation', impact.at('compute_region'));
}

function mapParameters(record: ArtifactRecord, place: Place): void {
  const { value, pointer } = place;
  if (place.isEmpty) return;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0)
    record.state('parameterCount', value, pointer);
  else record.issues.wrongShape('a number of parameters', pointer, value);
}

/** The deposit that was made of it at Zenodo. */
function mapArchive(record: ArtifactRecord, zenodo: Place): void {
  if (zenodo.isEmpty) return;
  const pages = [zenodo.at('links').at('html'), zenodo.at('links').at('record_html'), zenodo.at('doi_url')];
  const page = pages.find((place) => typeof place.value === 'string' && isWebAddress(place.value));
  if (page !== undefined) record.state('archivedAt', String(page.value), page.pointer);
  sayWord(record, 'conditionsOfAccess', zenodo.at('metadata').at('access_right'));
  const date = record.text(zenodo.at('metadata').at('publication_date'));
  const moment = date === undefined ? undefined : momentOf(date.value);
  if (date === undefined) return;
  if (moment === undefined) return record.issues.warn('not-a-date', 'this is no date', date.pointer, date.value);
  record.state('datePublished', moment.utc, date.pointer, moment.witness);
}
