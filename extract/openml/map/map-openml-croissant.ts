import type { MappedEntity } from '../../../ontology/entity.ts';
import { isOpenmlNumber, mintOpenml, mintOpenmlFile } from '../../../ontology/iri.ts';
import { openmlPageOf } from '../../../ontology/openml-page.ts';
import type { CroissantSource } from '../../croissant/croissant-source.ts';
import { mapCroissant } from '../../croissant/map-croissant.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { sayLicenseNode } from './license.ts';

/** A document that OpenML has made of one of its datasets. */
export function mapOpenmlCroissant(input: MapInput): MapResult {
  const licenses = new Map<string, MappedEntity>();
  const result = mapCroissant(input, sourceWith(licenses));
  return { ...result, entities: [...result.entities, ...licenses.values()] };
}

/** `/croissant/dataset/61`, or `dataset_61_croissant.json` of the object store. */
const asked = /\/croissant\/dataset\/([1-9]\d{0,14})(?:[/?#]|$)|\/dataset_([1-9]\d{0,14})_croissant\.json/;

/** A licence that is stated twice is told of once. */
function sourceWith(licenses: Map<string, MappedEntity>): CroissantSource {
  return {
    identify(url, members) {
      const address = members.all('url')[0];
      const stated = typeof address?.value === 'string' ? datasetAt(address.value) : undefined;
      const [, one, other] = asked.exec(url) ?? [];
      const id = one ?? other;
      const place = address?.pointer ?? members.pointer;
      if (id === undefined) return stated === undefined ? undefined : { id: stated, pointer: place };
      if (stated === undefined || stated === id) return { id, pointer: stated === id ? place : members.pointer };
      return { id, pointer: members.pointer, other: stated };
    },
    mintDataset: (id) => mintOpenml('dataset', id),
    mintPart: mintOpenmlFile,
    pageOf: (id) => `https://www.openml.org/d/${id}`,
    captionOf: () => undefined,
    datasetAt,
    accountAt: () => undefined,
    sayLicense(teller, words, witness) {
      teller.say('licenseTag', words, witness);
      for (const license of sayLicenseNode(teller, words, witness))
        if (!licenses.has(license['@id'])) licenses.set(license['@id'], license);
    },
  };
}

/** The number of the dataset whose page this is. */
function datasetAt(address: string): string | undefined {
  const iri = openmlPageOf(address);
  const n = iri?.slice(iri.lastIndexOf('/') + 1) ?? '';
  return iri !== undefined && isOpenmlNumber(n) && iri === mintOpenml('dataset', n) ? n : undefined;
}
