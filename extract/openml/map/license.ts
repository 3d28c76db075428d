import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintSpdx, mintWordedLicense } from '../../../ontology/iri.ts';
import { licenseOfText, spdxIdOf } from '../../../ontology/vocab/licenses.ts';
import type { Witness } from '../../entity-builder.ts';
import type { Teller } from '../../teller.ts';
import type { OmlText } from '../document.ts';
import { isUnknown, Thing } from './thing.ts';

/** Longer texts are terms of use; they are kept as words and name no licence. */
const longestName = 120;
/** Two forms of one licence's name. */
const sureSpelling = 0.95;

/**
 * The licence as stated. To an SPDX id only where the words name one without doubt, version included. All others are licences
 * in their own words: "Public" does not say what is allowed.
 */
export function sayLicense(thing: Thing, found: OmlText | undefined): readonly MappedEntity[] {
  if (found === undefined || isUnknown(found.value)) return [];
  thing.tellText('licenseTag', found);
  return sayLicenseNode(thing, found.value, { method: 'openml-api', pointer: found.pointer, literal: found.value });
}

/** The same for words from elsewhere. */
export function sayLicenseNode(thing: Teller, stated: string, witness: Witness): readonly MappedEntity[] {
  const words = stated.replaceAll(/\s+/g, ' ').trim();
  const id = spdxOf(words);
  if (id !== undefined) {
    const isExact = id.toLowerCase() === words.toLowerCase();
    thing.say(
      'license',
      mintSpdx(id),
      isExact ? { ...witness, literal: undefined } : { ...witness, confidence: sureSpelling },
    );
    return [];
  }
  if (words.length > longestName || words.includes('@')) {
    thing.issues.inform('license-in-words', 'too long for the name of a licence', witness.pointer, words.length);
    return [];
  }
  const license = new Thing('License', mintWordedLicense('openml', words.toLowerCase()), thing.issues, witness.method);
  license.tell('name', words, witness.pointer);
  thing.say('license', license.iri, { ...witness, literal: stated });
  return [license.build()];
}

/** `CC BY-NC 4.0`, `Creative Commons Attribution 4.0 International`. A port to some country's law is another licence. */
const commons =
  /^(?:creative commons|cc)[ -]((?:by|attribution)(?:[ -](?:nc|nd|sa|noncommercial|non-commercial|noderivatives|noderivs|sharealike)){0,3})[ -](?:(?:licen[sc]e|v|version) ?)?(\d(?:\.\d)?)(?: (?:international|unported|generic|licen[sc]e|public licen[sc]e|international licen[sc]e))?$/i;
const page = /^https?:\/\/(?:www\.)?creativecommons\.org\/(licenses|publicdomain)\/([a-z-]+)\/(\d\.\d)(?:\/|$)/i;
const zero = /^(?:cc0|cc-0|cc zero|cc0[ -]1\.0(?: universal)?|cc0: public domain|cc0 \(public domain\))$/i;
const letters: ReadonlyMap<string, string> = new Map([
  ['attribution', 'by'],
  ['noncommercial', 'nc'],
  ['noderivatives', 'nd'],
  ['noderivs', 'nd'],
  ['sharealike', 'sa'],
]);

function spdxOf(words: string): string | undefined {
  if (zero.test(words)) return 'CC0-1.0';
  const [, kinds, version] = commons.exec(words) ?? [];
  if (kinds !== undefined && version !== undefined) {
    const parts = kinds.toLowerCase().replaceAll('non-commercial', 'noncommercial').split(/[ -]/);
    const code = parts.map((part) => letters.get(part) ?? part).join('-');
    return spdxIdOf(`CC-${code}-${version.includes('.') ? version : `${version}.0`}`);
  }
  const [, folder, kind, edition] = page.exec(words) ?? [];
  if (folder === 'licenses') return spdxIdOf(`CC-${kind}-${edition}`);
  if (folder === 'publicdomain') return kind === 'zero' && edition === '1.0' ? 'CC0-1.0' : undefined;
  const meant = licenseOfText(words);
  return meant.kind === 'spdx' ? meant.id : undefined;
}
