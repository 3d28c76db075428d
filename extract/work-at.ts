import { identify } from '../ontology/iri.ts';
import { parseUserId } from '../ontology/user-id.ts';
import { isWebAddress } from './web-address.ts';

/** The thing of this class that a page of a hub shows: of the Hub, of OpenML, of BioImage.IO. Undefined for other pages. */
export function workAt(address: string, label: string): string | undefined {
  if (!isWebAddress(address)) return undefined;
  return parseUserId(address).candidates.find((iri) => identify(iri)?.label === label);
}
