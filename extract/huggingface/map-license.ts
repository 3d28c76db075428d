import type { MappedEntity } from '../../ontology/entity.ts';
import { confidenceOf } from '../../ontology/evidence.ts';
import { identify, mintDatasetLicense, mintHubLicense, mintModelLicense, mintSpdx } from '../../ontology/iri.ts';
import { licenseOfText } from '../../ontology/vocab/licenses.ts';
import { EntityBuilder, type Witness } from '../entity-builder.ts';
import { cardWitness } from './card-witness.ts';
import type { Found } from '../found.ts';
import { hubFileUrl } from './hub-urls.ts';
import type { HubRecord } from './hub-record.ts';
import type { Tag } from './tag-grammar.ts';
import { isWebAddress } from '../web-address.ts';

/**
 * The licence as stated: by the Hub's tags and by the card. A word that names no licence stays a word; among others it is the
 * one that is kept, for the others have their licences. `other` with a name or a link of the author's is a licence of this
 * repository alone, given back as an entity of its own.
 */
export function mapLicense(record: HubRecord, tags: readonly Tag[]): readonly MappedEntity[] {
  const own = ownLicense(record);
  const stated = [
    ...tags.map(({ index, text }) => ({
      word: text,
      witness: { method: 'hub-tag', pointer: `/tags/${index}` } as const,
    })),
    ...record.card.texts('license').map((found) => ({ word: found.value, witness: cardWitness(found) })),
  ];
  const isNameless = stated.some(({ word }) => namesNone(word, own));
  let other = false;
  for (const { word, witness } of stated) {
    other = sayLicense(record, word, witness, own, !isNameless || namesNone(word, own)) || other;
  }
  if (own === undefined) return [];
  if (other) return [own.license.build()];
  for (const { pointer, value } of own.stated) {
    record.issues.inform('unused-license-name', 'licence name or link without licence `other`', pointer, value);
  }
  return [];
}

/** Whatever record speaks of a licence. */
export type LicenseTeller = Pick<HubRecord, 'say' | 'issues'>;

/** The licence a card describes itself, and the words it does so with. */
export interface OwnLicense {
  readonly license: EntityBuilder;
  readonly stated: readonly Found<string>[];
}

function namesNone(word: string, own: OwnLicense | undefined): boolean {
  const { kind } = licenseOfText(word.trim());
  return kind === 'unknown' || kind === 'invalid' || (kind === 'other' && own === undefined);
}

/** True when the word is `other` and the repository's own licence is what it stands for. */
export function sayLicense(
  record: LicenseTeller,
  word: string,
  witness: Witness,
  own: OwnLicense | undefined,
  isKept = true,
): boolean {
  const stated = word.trim();
  if (stated !== '' && isKept) record.say('licenseTag', stated, witness);
  const meant = licenseOfText(stated);
  switch (meant.kind) {
    case 'spdx':
      sayNode(
        record,
        mintSpdx(meant.id),
        meant.id,
        stated,
        meant.inferred === true ? { ...witness, confidence: inferred } : witness,
      );
      return false;
    case 'hub':
      sayNode(record, mintHubLicense(stated.toLowerCase()), stated.toLowerCase(), stated, witness);
      return false;
    case 'other':
      if (own !== undefined) record.say('license', own.license.iri, { ...witness, literal: stated });
      return own !== undefined;
    case 'unknown':
      return false;
    case 'invalid':
      record.issues.warn(
        'unknown-license',
        'no known licence has this name',
        witness.pointer,
        witness.literal ?? stated,
      );
      return false;
  }
}

/** What a reading adds to the statement is no surer than what the Hub infers: `gpl-3.0` does not say `-only`. */
const inferred = confidenceOf('hub-inferred', 'license');

function sayNode(record: LicenseTeller, iri: string, key: string, stated: string, witness: Witness): void {
  const same = key.toLowerCase() === stated.toLowerCase();
  record.say('license', iri, same || witness.literal !== undefined ? witness : { ...witness, literal: stated });
}

/** `license_name` and `license_link` of the card. */
function ownLicense(record: HubRecord): OwnLicense | undefined {
  const name = record.card.text('license_name');
  const link = record.card.text('license_link');
  const stated = [name, link].filter((found) => found !== undefined);
  const [first] = stated;
  if (first === undefined) return undefined;
  const mint = record.kind === 'dataset' ? mintDatasetLicense : mintModelLicense;
  const license = new EntityBuilder('License', mint(record.id));
  const witness = { method: 'yaml-frontmatter', pointer: first.pointer } as const;
  if (name === undefined) license.add('name', nameOf(license.iri), { ...witness, literal: first.value });
  else license.add('name', name.value, witness);
  if (link !== undefined) sayLink(record, license, link);
  return { license, stated };
}

function nameOf(iri: string): string {
  return identify(iri)?.name ?? iri;
}

const fileOfRepo = /^(?:\.\/)?([\w.-]+(?:\/[\w.-]+)*)$/;

/** A relative link is a file of the repository. */
function sayLink(record: HubRecord, license: EntityBuilder, { value, pointer }: Found<string>): void {
  const stated = value.trim();
  const file = fileOfRepo.exec(stated)?.[1];
  if (isWebAddress(stated)) {
    license.add('url', stated, { method: 'yaml-frontmatter', pointer });
  } else if (file !== undefined && !file.includes('..')) {
    license.add('url', hubFileUrl(record.kind, record.id, file), {
      method: 'yaml-frontmatter',
      pointer,
      literal: value,
    });
  } else {
    record.issues.warn('not-a-url', 'the licence link is neither a web address nor a file', pointer, value);
  }
}
