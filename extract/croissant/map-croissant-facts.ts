import { momentOf } from '../moment.ts';
import { isObject } from '../found.ts';
import { sayLanguages } from '../say-languages.ts';
import { isWebAddress } from '../web-address.ts';
import { workAt } from '../work-at.ts';
import type { CroissantRecord } from './croissant-record.ts';
import { elementsOf, referenceIn } from './members.ts';

/** What it is called: `name` and `alternateName`, besides the name that is in its id. */
export function mapCroissantNames(record: CroissantRecord): void {
  const caption = record.source.captionOf(record.id);
  const title = record.textOf(record.members.all('name')[0]);
  if (title !== undefined && caption === undefined) record.state('name', title.value, title.pointer);
  const others = record.elements('alternateName').map((placed) => record.textOf(placed));
  for (const found of caption === undefined ? others : [title, ...others]) {
    if (found === undefined || found.value === record.id || found.value === caption) continue;
    record.state('alternateName', found.value, found.pointer);
  }
}

/** Description, citation, version. `citation` is what 0.8 called `citeAs`. */
export function mapCroissantTexts(record: CroissantRecord): void {
  const description = record.text('description');
  if (description !== undefined) record.state('description', description.value, description.pointer);
  const citation = record.text('citeAs') ?? record.text('citation');
  if (citation !== undefined) record.state('citeAs', citation.value, citation.pointer);
  const version = record.members.get('version');
  if (typeof version?.value === 'number') record.state('version', String(version.value), version.pointer);
  else {
    const found = record.text('version');
    if (found !== undefined) record.state('version', found.value, found.pointer);
  }
}

/** Other addresses of it, and the standards the document states for itself: none is assumed. */
export function mapCroissantLinks(record: CroissantRecord): void {
  for (const { value, pointer } of [...record.members.all('url').slice(0, 1), ...record.elements('sameAs')]) {
    const address = referenceIn(value, 'url') ?? '';
    if (record.source.datasetAt(address) !== undefined) continue;
    const work = workAt(address, 'Dataset');
    if (work !== undefined && work !== record.entity.iri) record.state('sameWorkAs', work, pointer, address);
    if (isWebAddress(address)) record.state('sameAs', address, pointer);
    else record.issues.warn('not-a-url', 'no web address', pointer, value);
  }
  for (const { value, pointer } of record.elements('conformsTo')) {
    const standard = referenceIn(value) ?? '';
    if (isWebAddress(standard)) record.state('conformsTo', standard, pointer);
    else record.issues.warn('not-a-url', 'no address of a standard', pointer, value);
  }
}

export function mapCroissantDates(record: CroissantRecord): void {
  for (const name of ['dateCreated', 'dateModified', 'datePublished']) {
    const found = record.text(name);
    if (found === undefined) continue;
    const { value, pointer } = found;
    const moment = momentOf(value);
    if (moment === undefined) record.issues.wrongShape('a date', pointer, value);
    else record.say(name, moment.utc, { method: 'croissant-endpoint', pointer, ...moment.witness });
  }
  const live = record.members.get('isLiveDataset');
  if (live === undefined) return;
  if (typeof live.value === 'boolean') record.state('isLiveDataset', live.value, live.pointer);
  else record.issues.wrongShape('a boolean', live.pointer, live.value);
}

export function mapCroissantLanguages(record: CroissantRecord): void {
  for (const placed of record.elements('inLanguage')) {
    const named = isObject(placed.value) ? (placed.value['alternateName'] ?? placed.value['name']) : placed.value;
    const found = record.textOf({ value: named ?? placed.value, pointer: placed.pointer });
    if (found !== undefined)
      sayLanguages(record, found.value, { method: 'croissant-endpoint', pointer: found.pointer });
  }
}

/** Keywords of the Hub's own documents are its tags in the words of its pages, which say less than the tags: left out. */
export function mapCroissantKeywords(record: CroissantRecord): void {
  const said = record.elements('keywords');
  if (said.some(({ value }) => value === 'Croissant')) return;
  for (const placed of said) {
    const found = record.textOf(placed);
    if (found === undefined) continue;
    for (const word of found.value.split(',').map((part) => part.trim())) {
      if (word !== '') record.state('keywords', word, found.pointer, word === found.value ? undefined : found.value);
    }
  }
}

/** Datasets of the same source that it was made from. */
export function mapCroissantSources(record: CroissantRecord): void {
  for (const name of ['isBasedOn', 'prov:wasDerivedFrom', 'wasDerivedFrom']) {
    for (const placed of record.elements(name)) {
      for (const { value, pointer } of elementsOf(placed)) {
        const address = addressIn(value, record);
        const id = address === undefined ? undefined : record.source.datasetAt(address);
        if (id !== undefined && id !== record.id)
          record.state('isBasedOn', record.source.mintDataset(id), pointer, address);
      }
    }
  }
}

const locations = ['@id', 'url', 'prov:locatedAt', 'prov:atLocation', 'locatedAt', 'atLocation'];

function addressIn(value: unknown, { source }: CroissantRecord): string | undefined {
  const texts = isObject(value) ? locations.map((name) => value[name]) : [value];
  return texts.find(
    (text): text is string =>
      typeof text === 'string' && /^https?:/i.test(text) && source.datasetAt(text) !== undefined,
  );
}
