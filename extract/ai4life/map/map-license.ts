import { confidenceOf } from '../../../ontology/evidence.ts';
import { mintSpdx } from '../../../ontology/iri.ts';
import { licenseOfText } from '../../../ontology/vocab/licenses.ts';
import type { ArtifactRecord } from './artifact-record.ts';
import { sayFile } from './map-description.ts';

/** What a reading adds to the statement is no surer than what the Hub infers: `GPL-3.0` does not say `-only`. */
const inferred = confidenceOf('hub-inferred', 'license');

/** An id of the SPDX list, or a file with the words of the licence. Null is no statement. */
export function mapLicense(record: ArtifactRecord): void {
  const place = record.artifact.manifest.at('license');
  if (typeof place.value === 'object') return sayFile(record, 'licenseLink', place.at('source'));
  const found = record.text(place);
  if (found === undefined) return;
  const { value, pointer } = found;
  record.state('licenseTag', value, pointer);
  const meant = licenseOfText(value);
  if (meant.kind !== 'spdx')
    return record.issues.warn('unknown-license', 'no licence of the SPDX list has this name', pointer, value);
  const literal = meant.id === value ? {} : { literal: value };
  record.state('license', mintSpdx(meant.id), pointer, {
    ...literal,
    ...(meant.inferred === true ? { confidence: inferred } : {}),
  });
}
