import { mintDataset } from '../../../ontology/iri.ts';
import type { Witness } from '../../entity-builder.ts';
import { readRepoReference } from '../repo-reference.ts';
import type { DatasetRecord } from './dataset-record.ts';

const extended = /^extended(?:\||$)/;
/** `other`, `other-wikipedia`: the form's word for what the Hub does not hold. */
const elsewhere = /^other(?:-|$)/;

/** Datasets it was made from: `original` says none, `extended|squad` one. */
export function mapSourceDatasets(record: DatasetRecord): void {
  const met = new Set<string>();
  for (const { text, witness } of record.saidBy('source_datasets')) {
    const source = text.trim().replace(extended, '');
    if (source === '' || source === 'original') continue;
    const isNew = !met.has(source);
    met.add(source);
    saySource(record, text, source, witness, isNew);
  }
}

function saySource(record: DatasetRecord, text: string, source: string, witness: Witness, isNew: boolean): void {
  const reference = elsewhere.test(source) ? undefined : readRepoReference(source, 'dataset');
  if (reference?.kind === 'id' && reference.id !== record.id) {
    const literal = reference.id === text ? undefined : text;
    record.say('isBasedOn', mintDataset(reference.id), { ...witness, literal });
    return;
  }
  if (!isNew) return;
  if (reference === undefined) {
    record.issues.inform('not-on-the-hub', 'made from data that the Hub does not hold', witness.pointer, text);
  } else if (reference.kind === 'id') {
    record.issues.inform('self-reference', 'it names itself as its source', witness.pointer, text);
  } else {
    record.issues.warn('not-an-id', 'the Hub allows no such name of a dataset', witness.pointer, text);
  }
}
