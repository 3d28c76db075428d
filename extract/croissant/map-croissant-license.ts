import { spdxIdOf } from '../../ontology/vocab/licenses.ts';
import type { CroissantRecord } from './croissant-record.ts';
import { referenceIn, textIn } from './members.ts';

/**
 * The licence as the document states it, as an SPDX id where it gives the address of one. The Hub writes the address of a page with its own tag in it, also for tags of which
 * there is no such page (`…/undefined/`); others write an id, or the address of the licence.
 */
export function mapCroissantLicense(record: CroissantRecord): void {
  for (const { value, pointer } of record.elements('license')) {
    const stated = (textIn(value) ?? referenceIn(value, 'url', 'name') ?? '').trim();
    if (stated === '') {
      record.issues.wrongShape('a licence', pointer, value);
      continue;
    }
    const word = licenseWord(stated);
    if (word === 'undefined') {
      record.issues.inform('no-license', 'the address names no licence', pointer, stated);
      continue;
    }
    const literal = word === stated ? undefined : stated;
    record.source.sayLicense(record, word, { method: 'croissant-endpoint', pointer, literal });
  }
}

const choose = /^https?:\/\/(?:www\.)?choosealicense\.com\/licenses\/([^/?#]+)\/?$/i;
const spdx = /^https?:\/\/(?:www\.)?spdx\.org\/licenses\/([^/?#]+?)(?:\.html|\.json)?$/i;
const commons = /^https?:\/\/(?:www\.)?creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)(?:\/|$)/i;
const zero = /^https?:\/\/(?:www\.)?creativecommons\.org\/publicdomain\/zero\/1\.0(?:\/|$)/i;

function licenseWord(stated: string): string {
  const tag = choose.exec(stated)?.[1] ?? spdx.exec(stated)?.[1];
  if (tag !== undefined) return tag;
  if (zero.test(stated)) return 'CC0-1.0';
  const [, kind, version] = commons.exec(stated) ?? [];
  const id = kind === undefined ? undefined : spdxIdOf(`CC-${kind}-${version}`);
  return id ?? stated;
}
