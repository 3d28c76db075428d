import { identify, mintSpdx } from '../iri.ts';
import { bioimageioTermByCode, bioimageioTermSet } from './bioimageio-terms.ts';
import { mlstLabelOf, mlstTaskScheme, mlstTaskSet } from './close-matches.ts';
import { hubLibraryOf, hubLibraryScheme, hubLibrarySet, hubTaskOf, hubTaskScheme, hubTaskSet } from './hub-terms.ts';
import { languageOf } from './languages.ts';
import { openmlTaskTypeScheme, taskTypeLabelOf } from './openml-terms.ts';
import { hubLicenseOf, spdxLicenseOf } from './licenses.ts';

export interface ReferenceAccount {
  /** Values of declared properties, as an entity holds them. */
  readonly properties: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** The vocabulary that says so, for `why`. */
  readonly vocabulary: string;
}

/** What the shipped vocabularies say of a licence, language, task or library; `undefined`: nothing. */
export function describeReference(iri: string): ReferenceAccount | undefined {
  const known = identify(iri);
  if (known === undefined) return undefined;
  const colon = known.id.indexOf(':');
  const rest = known.id.slice(colon + 1);
  switch (known.id.slice(0, colon)) {
    case 'spdx':
      return ofSpdx(known.name);
    case 'license':
      return ofHubLicense(known.name, rest);
    case 'lang':
      return ofLanguage(known.name);
    case 'term':
      return ofTerm(known.name, rest);
    default:
      return undefined;
  }
}

function ofSpdx(id: string): ReferenceAccount | undefined {
  const found = spdxLicenseOf(id);
  if (found?.id !== id) return undefined;
  const { name, deprecated, osiApproved } = found;
  return {
    vocabulary: 'SPDX licence list 3.28.0',
    properties: { alternateName: [name], spdxId: id, deprecated, osiApproved, url: `${mintSpdx(id)}.html` },
  };
}

function ofHubLicense(tag: string, rest: string): ReferenceAccount | undefined {
  const found = rest === `hf/${tag}` ? hubLicenseOf(tag) : undefined;
  if (found === undefined) return undefined;
  const url = found.page === undefined ? {} : { url: found.page };
  return { vocabulary: 'Hugging Face licence tags', properties: { alternateName: [found.name], ...url } };
}

function ofLanguage(tag: string): ReferenceAccount | undefined {
  const found = languageOf(tag);
  return found?.tag === tag
    ? { vocabulary: 'IANA language subtag registry', properties: { alternateName: [found.name] } }
    : undefined;
}

function ofTerm(code: string, rest: string): ReferenceAccount | undefined {
  if (rest.startsWith(`${hubTaskScheme}/`)) return ofTask(code);
  if (rest.startsWith(`${mlstTaskScheme}/`)) return ofMlstTask(code);
  if (rest.startsWith(`${openmlTaskTypeScheme}/`)) return ofTaskType(code);
  return rest.startsWith('bioimageio-') ? ofBioimageioTerm(code, rest) : ofLibrary(code, rest);
}

function ofBioimageioTerm(code: string, rest: string): ReferenceAccount | undefined {
  const found = bioimageioTermByCode(rest.slice(0, rest.indexOf('/')), code);
  if (found === undefined) return undefined;
  const { label, sameAs, suggested } = found;
  return {
    vocabulary: 'terms for tags of BioImage.IO, a table shipped with Stemma',
    properties: {
      alternateName: [label],
      termCode: code,
      ...(suggested ? { inDefinedTermSet: bioimageioTermSet } : {}),
      ...(sameAs === undefined ? {} : { sameAs: [sameAs] }),
    },
  };
}

function ofMlstTask(code: string): ReferenceAccount | undefined {
  const label = mlstLabelOf(code);
  if (label === undefined) return undefined;
  const page = `${mlstTaskSet}/${code}`;
  const properties = { alternateName: [label], termCode: code, inDefinedTermSet: mlstTaskSet, sameAs: [page] };
  return { vocabulary: 'task types of MLST', properties };
}

function ofTaskType(code: string): ReferenceAccount | undefined {
  const label = taskTypeLabelOf(code);
  if (label === undefined) return undefined;
  return { vocabulary: 'task types of OpenML', properties: { alternateName: [label], termCode: code } };
}

function ofTask(code: string): ReferenceAccount | undefined {
  const found = hubTaskOf(code);
  if (found === undefined) return undefined;
  const properties = { alternateName: [found.label], termCode: code, inDefinedTermSet: hubTaskSet };
  const url = found.legacy ? {} : { url: `${hubTaskSet}/${code}` };
  return { vocabulary: 'Hugging Face tasks', properties: { ...properties, ...url } };
}

function ofLibrary(code: string, rest: string): ReferenceAccount | undefined {
  const found = rest.startsWith(`${hubLibraryScheme}/`) ? hubLibraryOf(code) : undefined;
  if (found === undefined) return undefined;
  const properties = { alternateName: [found.label], termCode: code, inDefinedTermSet: hubLibrarySet };
  const url = found.homepage === undefined ? {} : { url: found.homepage };
  return { vocabulary: 'Hugging Face libraries', properties: { ...properties, ...url } };
}
