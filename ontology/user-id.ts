import { baseIri, iriOfId, mintAccount, mintArxivPaper, mintBioimageio, mintDataset, mintDoi } from './iri.ts';
import { mintHubLicense, mintLanguage, mintModel, mintSpdx, mintTerm } from './iri.ts';
import { openmlPageOf } from './openml-page.ts';
import { hubLibraryScheme, hubTaskScheme, isHubTask } from './vocab/hub-terms.ts';
import { languageOf } from './vocab/languages.ts';
import { hubLicenseOf, licenseOfText, spdxIdOf } from './vocab/licenses.ts';

/** What a user may have meant. `iri`, `id`: said outright. `guess`: one of the candidates, most likely first. */
export interface UserId {
  readonly kind: 'iri' | 'id' | 'guess';
  readonly candidates: readonly string[];
}

/**
 * Reads what people type or paste: an IRI, a short id, a Hub id (`org/name`, `gpt2`, `datasets/org/name`), a page of
 * the Hub or of OpenML with or without `https://`, an alias or a page of BioImage.IO, an arXiv id or page, a DOI, a licence, a
 * language, a task. Total; says nothing of whether the thing exists.
 */
export function parseUserId(text: string): UserId {
  const words = text.trim().replace(/^<(.*)>$/, '$1');
  if (words === '') return { kind: 'guess', candidates: [] };
  if (words.startsWith(baseIri())) return { kind: 'iri', candidates: [words] };
  const page = ofPage(words);
  if (page !== undefined) return { kind: page === words ? 'iri' : 'id', candidates: [page] };
  const own = ofSpdxId(words) ?? iriOfId(words);
  if (own !== undefined) return { kind: 'id', candidates: [own] };
  const hub = hubPage.exec(words)?.[1];
  if (hub !== undefined) return ofHubPath(hub);
  const artifact = bioimageioPage.exec(words)?.[1];
  if (artifact !== undefined) return { kind: 'guess', candidates: ofArtifact(unescaped(artifact)) };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(words)) return { kind: 'iri', candidates: [words] };
  const paper = ofPaper(words);
  if (paper !== undefined) return { kind: 'id', candidates: [paper] };
  return { kind: 'guess', candidates: [...new Set(guesses(words))] };
}

const hubPage = /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/([^?#]*)/i;
/** `bioimage.io/#/artifacts/{alias}`, `bioimage.io/#/?id={id}`, and the address of the artifact itself. */
const bioimageioPage =
  /^(?:https?:\/\/)?(?:(?:www\.)?bioimage\.io\/#\/(?:artifacts\/(?:bioimage-io\/)?|\?(?:[^#]*&)?id=)|hypha\.aicell\.io\/bioimage-io\/artifacts\/)([^?&#/]+)/i;
const arxivPage = /^(?:https?:\/\/)?(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/([^?#]+?)(?:\.pdf)?(?:[?#].*)?$/i;
const doiPage = /^(?:https?:\/\/)?(?:dx\.)?doi\.org\/(10\.[^?#]+)(?:[?#].*)?$/i;
const spdxPage = /^(?:https?:\/\/)?spdx\.org\/licenses\/([^/?#]+?)(?:\.html|\.json)?(?:[?#].*)?$/i;

function ofPage(words: string): string | undefined {
  const arxiv = arxivPage.exec(words)?.[1];
  if (arxiv !== undefined) return mintArxivPaper(unescaped(arxiv));
  const openml = openmlPageOf(words);
  if (openml !== undefined) return openml;
  const doi = doiPage.exec(words)?.[1];
  if (doi !== undefined) return mintDoi(unescaped(doi));
  const spdx = spdxPage.exec(words)?.[1];
  return spdx === undefined ? undefined : spdxOf(unescaped(spdx));
}

function ofSpdxId(words: string): string | undefined {
  const id = /^spdx:(.+)$/i.exec(words)?.[1];
  return id === undefined ? undefined : spdxOf(id);
}

function spdxOf(id: string): string {
  return mintSpdx(spdxIdOf(id) ?? id);
}

/** `org/name`, `org/name/tree/main…`, `datasets/org/name…`; one segment is an account or an old model. */
function ofHubPath(path: string): UserId {
  const [first, second, third] = path
    .split('/')
    .filter((segment) => segment !== '')
    .map(unescaped);
  if (first === undefined) return { kind: 'guess', candidates: [] };
  if (second === undefined) return { kind: 'guess', candidates: [mintModel(first), mintAccount(first)] };
  return { kind: 'id', candidates: [ofHubSegments(first, second, third)] };
}

function ofHubSegments(first: string, second: string, third: string | undefined): string {
  if (first === 'tasks') return mintTerm(hubTaskScheme, second);
  if (first === 'papers') return mintArxivPaper(second);
  if (first === 'datasets')
    return mintDataset(third === undefined || hubViews.has(third) ? second : `${second}/${third}`);
  return mintModel(hubViews.has(second) ? first : `${first}/${second}`);
}

/** What may follow a repository's id in a page's address. */
const hubViews: ReadonlySet<string> = new Set([
  'tree',
  'blob',
  'resolve',
  'raw',
  'commits',
  'commit',
  'discussions',
  'viewer',
  'edit',
]);

/** An address of BioImage.IO does not tell what kind of thing it shows. */
function ofArtifact(name: string): readonly string[] {
  return (['model', 'dataset', 'application', 'notebook', 'resource'] as const).map((kind) =>
    mintBioimageio(kind, name),
  );
}

function ofPaper(words: string): string | undefined {
  const arxiv = /^(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?\/\d{7}(?:v\d+)?)$/i.exec(words)?.[1];
  if (arxiv !== undefined) return mintArxivPaper(arxiv);
  const doi = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/i.exec(words)?.[1];
  return doi === undefined ? undefined : mintDoi(doi);
}

function guesses(words: string): string[] {
  const model = words.replace(/@[^@/]*$/, '').replace(/\/+$/, '');
  if (words.startsWith('datasets/')) return [mintDataset(model.slice('datasets/'.length)), mintModel(model)];
  if (model.includes('/')) return [mintModel(model), mintDataset(model), ...ofArtifact(model)];
  const found = [mintModel(model), mintDataset(model), mintAccount(model)];
  const license = licenseOfText(words);
  if (license.kind === 'spdx') found.push(mintSpdx(license.id));
  if (hubLicenseOf(words.toLowerCase()) !== undefined) found.push(mintHubLicense(words.toLowerCase()));
  const language = languageOf(words);
  if (language !== undefined) found.push(mintLanguage(language.tag));
  if (isHubTask(words)) found.push(mintTerm(hubTaskScheme, words));
  found.push(mintTerm(hubLibraryScheme, words), ...ofArtifact(model));
  return found;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
