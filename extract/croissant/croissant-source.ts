import type { Witness } from '../entity-builder.ts';
import type { Teller } from '../teller.ts';
import type { Members } from './members.ts';

/** Which dataset a document is of. */
export interface CroissantId {
  readonly id: string;
  /** Where the document names it; that of the document itself when only the request does. */
  readonly pointer: string;
  /** The id it was asked by, when that is an old name of it. */
  readonly renamedFrom?: string;
  /** What `url` names instead, when that is another dataset. */
  readonly other?: string;
}

/** What a document means at the source that keeps it: Croissant has no ids of its own. */
export interface CroissantSource {
  /** Undefined when neither the address of the request nor the document tells. */
  identify(url: string, members: Members): CroissantId | undefined;
  mintDataset(id: string): string;
  /** What the document calls `name`. */
  mintPart(id: string, name: string): string;
  /** Page for people. */
  pageOf(id: string): string;
  /** The name that is in the id; undefined where an id is a number, and the document gives the name. */
  captionOf(id: string): string | undefined;
  /** The dataset of this source that an address or a text names. */
  datasetAt(address: string): string | undefined;
  /** IRI of the account whose page this is. */
  accountAt(address: string): string | undefined;
  sayLicense(teller: Teller, words: string, witness: Witness): void;
}
