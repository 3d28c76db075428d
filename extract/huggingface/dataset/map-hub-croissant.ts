import { mintAccount, mintDataset, mintDatasetPart } from '../../../ontology/iri.ts';
import type { CroissantSource } from '../../croissant/croissant-source.ts';
import { mapCroissant } from '../../croissant/map-croissant.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { hubPageUrl } from '../hub-urls.ts';
import { sayLicense } from '../map-license.ts';
import { readRepoReference } from '../repo-reference.ts';
import { croissantId } from './croissant-id.ts';
import { askedDatasetId } from './dataset-url.ts';

/** Page of an account: one segment that is no section of the site. */
const profile = /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/([\w.-]+)\/?$/i;
const sections: ReadonlySet<string> = new Set(['datasets', 'models', 'spaces', 'papers', 'docs', 'blog', 'tasks']);

const hub: CroissantSource = {
  identify: (url, members) => croissantId(askedDatasetId(url), members),
  mintDataset,
  mintPart: mintDatasetPart,
  pageOf: (id) => hubPageUrl('dataset', id),
  captionOf: (id) => id.slice(id.indexOf('/') + 1),
  datasetAt(address) {
    const reference = readRepoReference(address, 'dataset');
    return reference.kind === 'id' ? reference.id : undefined;
  },
  accountAt(address) {
    const account = profile.exec(address)?.[1];
    return account === undefined || sections.has(account) ? undefined : mintAccount(account);
  },
  sayLicense: (teller, words, witness) => {
    sayLicense(teller, words, witness, undefined);
  },
};

/** A Croissant document as the Hub makes it. */
export function mapHubCroissant(input: MapInput): MapResult {
  return mapCroissant(input, hub);
}
