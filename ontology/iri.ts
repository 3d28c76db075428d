import { StemmaError } from '../src/core/errors.ts';
import { evaluationPathOfId, identifyEvaluation, keyHash, metricPath } from './iri-evaluation.ts';
import {
  bioimageioPartPath,
  bioimageioPath,
  bioimageioPathOfId,
  identifyBioimageio,
  type BioimageioKind,
} from './iri-bioimageio.ts';
import { decodeDoi, encodeDoi, lowerAscii, plainArxivId } from './iri-doi.ts';
import { identifyInside, insidePath, insidePathOfId } from './iri-file.ts';
import {
  hyperParameterPath,
  identifyOpenml,
  openmlFilePath,
  type OpenmlKind,
  openmlPath,
  openmlPathOfId,
  runEvaluationPath,
  settingPath,
} from './iri-openml.ts';
import { orcidOf, rorOf } from './iri-people.ts';
import { decodePath, decodeSegment, encodePath, encodeSegment } from './iri-segment.ts';
import { escapeId, escapeSlash, unescapeId, unescapeSlash } from './iri-id.ts';
import { arxivDoi, defaultBaseIri, doiResolver, orcidPeople, rorOrganizations, spdxLicenses } from './namespaces.ts';

/**
 * The only place where node IRIs are made and read. Every IRI is readable, deterministic and reversible, and has one
 * short id (`identify`, `iriOfId`). Hub ids are taken byte for byte: no case folding, no Unicode normalisation, so
 * that two ids never become one node.
 */
let base: string = defaultBaseIri;

/** Sets the base of node IRIs for this process, once at start. A missing final `/` is added. */
export function configureBaseIri(iri: string): void {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s<>"{}|\\^`?#]+$/i.test(iri)) {
    throw new StemmaError('STEMMA_CONFIG', `"${iri}" is not usable as a base IRI`, {
      hint: `give an absolute IRI without query and fragment, such as ${defaultBaseIri}`,
    });
  }
  base = iri.endsWith('/') ? iri : `${iri}/`;
}

export function baseIri(): string {
  return base;
}

export { isOpenmlNumber, type OpenmlKind } from './iri-openml.ts';

export interface Identity {
  /** Short human key, unique over the graph. */
  readonly id: string;
  /** Caption: the last segment, decoded. */
  readonly name: string;
  /** Class of a node of which nothing but the IRI is known. */
  readonly label: string;
}

export function mintModel(hubId: string): string {
  return `${base}hf/model/${encodePath(hubId)}`;
}

export function mintDataset(hubId: string): string {
  return `${base}hf/dataset/${encodePath(hubId)}`;
}

export function mintAccount(name: string): string {
  return `${base}hf/account/${encodeSegment(name)}`;
}

/** An artifact of BioImage.IO by its alias, or by another name of it. */
export function mintBioimageio(kind: BioimageioKind, name: string): string {
  return base + bioimageioPath(kind, name);
}

/** A file of an artifact by its path, or by its address where it lies elsewhere. */
export function mintBioimageioFile(alias: string, path: string): string {
  return base + bioimageioPartPath('file', alias, path);
}

/** An earlier version of an artifact by its label: `v0`. */
export function mintBioimageioVersion(alias: string, label: string): string {
  return base + bioimageioPartPath('version', alias, label);
}

/** One paper, whatever its version: `2106.09685v2` and `arXiv:2106.09685` give one IRI. */
export function mintArxivPaper(arxivId: string): string {
  return `${doiResolver}${arxivDoi}${encodePath(plainArxivId(arxivId))}`;
}

/** DOIs are compared without case (ASCII). The DOI of an arXiv paper gives the paper's IRI. */
export function mintDoi(doi: string): string {
  const lower = lowerAscii(doi);
  return lower.startsWith(arxivDoi) ? mintArxivPaper(lower.slice(arxivDoi.length)) : doiResolver + encodeDoi(lower);
}

/** `id` as the SPDX list spells it (`spdxIdOf`); the `+` of `GPL-2.0+` stays as in the list's own addresses. */
export function mintSpdx(id: string): string {
  return spdxLicenses + encodeSegment(id).replaceAll('%2B', '+');
}

/** A licence the Hub names and SPDX does not: `gemma`, `llama3.1`, `bsd`. */
export function mintHubLicense(tag: string): string {
  return `${base}license/hf/${encodeSegment(tag)}`;
}

/** A model's own licence: Hub tag `other` with a name or link of the author's. */
export function mintModelLicense(hubId: string): string {
  return `${base}license/hf/other/${encodePath(hubId)}`;
}

/** The same of a dataset; `mintModelLicense` would make one licence of two repositories of one name. */
export function mintDatasetLicense(hubId: string): string {
  return `${base}license/hf/other-dataset/${encodePath(hubId)}`;
}

/** A licence in words that no list has: `mintWordedLicense('openml', 'public')`. Not for the Hub, which has tags. */
export function mintWordedLicense(source: string, words: string): string {
  return `${base}license/${encodeSegment(source)}/${encodeSegment(words)}`;
}

/** `tag` in canonical BCP 47 (`languageOf`). */
export function mintLanguage(tag: string): string {
  return `${base}lang/${encodeSegment(tag)}`;
}

/** A term of a scheme: `mintTerm('hf-task', 'text-generation')`. */
export function mintTerm(scheme: string, code: string): string {
  return `${base}term/${encodeSegment(scheme)}/${encodeSegment(code)}`;
}

/** A file of a model's repository, whatever its revision. */
export function mintModelFile(hubId: string, path: string): string {
  return base + insidePath('model-file', hubId, path);
}

export function mintDatasetFile(hubId: string, path: string): string {
  return base + insidePath('dataset-file', hubId, path);
}

/** What a Croissant document of the dataset calls `name` (its `@id`): a set of files, an archive, the repository itself. */
export function mintDatasetPart(hubId: string, name: string): string {
  return base + insidePath('dataset-part', hubId, name);
}

/** `key` is the caller's: equal for the same evaluation in every run, different for every other. */
export function mintEvaluation(key: string): string {
  return `${base}eval/${keyHash(key)}`;
}

/** One value of an evaluation; `n` where the metric has several. */
export function mintMetric(evaluationIri: string, metric: string, n?: number): string {
  return `${evaluationIri}/${metricPath(metric, n)}`;
}

/** Software by type and name of its package URL (`pypi`, `torch`), without version. */
export function mintSoftware(packageType: string, name: string): string {
  return `${base}software/${encodeSegment(packageType)}/${encodePath(name)}`;
}

/** `mintLeaderboard('hf', 'open-llm-leaderboard-v2')`. */
export function mintLeaderboard(source: string, name: string): string {
  return `${base}leaderboard/${encodeSegment(source)}/${encodeSegment(name)}`;
}

/** `mintOpenml('flow', '4253')`; the number as `isOpenmlNumber` takes it. */
export function mintOpenml(kind: OpenmlKind, n: string): string {
  return `${base}openml/${openmlPath(kind, n)}`;
}

export function mintHyperParameter(flow: string, name: string): string {
  return `${base}openml/${hyperParameterPath(flow, name)}`;
}

/** The value of a hyper-parameter of that flow in a setup; `run` where no setup is known. */
export function mintSetting(of: 'setup' | 'run', n: string, flow: string, name: string): string {
  return `${base}openml/${settingPath(of, n, flow, name)}`;
}

/** A file of a dataset: `arff`, `parquet`, or what a document of it calls it. */
export function mintOpenmlFile(dataset: string, name: string): string {
  return `${base}openml/${openmlFilePath(dataset, name)}`;
}

/** What was found to be the worth of a run; `mintMetric` names its values. */
export function mintRunEvaluation(run: string): string {
  return `${base}openml/${runEvaluationPath(run)}`;
}

/** A person by ORCID iD, as its number or its address; undefined when it is none (the check digit counts). */
export function mintOrcid(text: string): string | undefined {
  const id = orcidOf(text);
  return id === undefined ? undefined : orcidPeople + id;
}

/** An organisation by ROR id, as its id or its address; undefined when it is none. */
export function mintRor(text: string): string | undefined {
  const id = rorOf(text);
  return id === undefined ? undefined : rorOrganizations + id;
}

export function mintRun(runId: string): string {
  return `${base}run/${encodeSegment(runId)}`;
}

/** One received response: run and sequence number of its ledger line. */
export function mintRawRecord(runId: string, seq: number): string {
  return `${base}raw/${encodeSegment(runId)}/${seq}`;
}

/**
 * What one resource of a source tells of one thing, as read in one run. `entityIri` outside our base is put in by its short
 * id.
 */
export function mintDescription(runId: string, source: string, resource: string, entityIri: string): string {
  const subject = entityIri.startsWith(base)
    ? entityIri.slice(base.length)
    : encodeSegment(identify(entityIri)?.id ?? entityIri);
  return `${base}description/${[runId, source, resource].map(encodeSegment).join('/')}/${subject}`;
}

export function mintSoftwareAgent(version: string): string {
  return `${base}agent/${encodeSegment(`stemma-${version}`)}`;
}

/** A cell of the list of values of an ordered property: RDF has no lists of its own, and we write no blank nodes. */
export function mintListCell(subject: string, property: string, index: number): string {
  const rest = subject.startsWith(base) ? subject.slice(base.length) : encodeSegment(subject);
  return `${base}list/${encodeSegment(property)}/${index}/${rest}`;
}

/** Of which list a cell is, and which of its cells; `undefined` for every other IRI. */
export function listCellOf(
  iri: string,
): { readonly subject: string; readonly property: string; readonly index: number } | undefined {
  if (!iri.startsWith(`${base}list/`)) return undefined;
  const [, property = '', index = '', rest = ''] =
    /^([^/]+)\/([1-9]\d*)\/(.+)$/s.exec(iri.slice(`${base}list/`.length)) ?? [];
  const found = { property: decodeSegment(property) ?? '', index: Number(index) };
  const subject = [decodeSegment(rest), base + rest].find(
    (one) => one !== undefined && mintListCell(one, found.property, found.index) === iri,
  );
  return subject === undefined ? undefined : { ...found, subject };
}

/** Evidence for one statement, by what tells it from other evidence. */
export function mintAssertion(key: string): string {
  return `${base}stmt/${keyHash(key)}`;
}

/** The RDF graph in which evidence and provenance stand. */
export function mintProvenanceGraph(): string {
  return `${base}graph/prov`;
}

/** Short id, caption and class of any IRI minted here; `undefined` for every other IRI. */
export function identify(iri: string): Identity | undefined {
  if (iri.startsWith(base)) return identifyOwn(iri.slice(base.length));
  if (iri.startsWith(doiResolver)) return identifyDoi(iri);
  if (iri.startsWith(orcidPeople)) return ofShared(iri, orcidPeople, orcidOf, 'orcid', 'Person');
  if (iri.startsWith(rorOrganizations)) return ofShared(iri, rorOrganizations, rorOf, 'ror', 'Organization');
  if (!iri.startsWith(spdxLicenses)) return undefined;
  const id = decodeSegment(iri.slice(spdxLicenses.length).replaceAll('+', '%2B'));
  return id === undefined || mintSpdx(id) !== iri
    ? undefined
    : { id: `spdx:${escapeId(id)}`, name: id, label: 'License' };
}

/** The IRI a short id stands for; `undefined` when the text is no short id. Inverse of `identify(iri).id`. */
export function iriOfId(id: string): string | undefined {
  const colon = id.indexOf(':');
  const read = colon === -1 ? undefined : readers.get(id.slice(0, colon));
  if (read === undefined) return undefined;
  const iri = read(id.slice(colon + 1));
  return iri !== undefined && identify(iri)?.id === id ? iri : undefined;
}

/** Model ids that would read as another kind's short id are written `hf:models/…`. */
const reservedIdStart = /^(?:models|datasets|accounts)\//;

const readers: ReadonlyMap<string, (rest: string) => string | undefined> = new Map([
  ['hf', iriOfHubId],
  ['bioimageio', (rest: string) => mapped(bioimageioPathOfId(rest), (path) => base + path)],
  ['arxiv', (rest: string) => mapped(unescapeId(rest), mintArxivPaper)],
  ['doi', (rest: string) => mapped(unescapeId(rest), mintDoi)],
  ['spdx', (rest: string) => mapped(unescapeId(rest), mintSpdx)],
  ['license', iriOfLicenseId],
  ['lang', (rest: string) => mapped(unescapeId(rest), mintLanguage)],
  ['file', (rest: string) => mapped(insidePathOfId(`file:${rest}`), (path) => base + path)],
  ['part', (rest: string) => mapped(insidePathOfId(`part:${rest}`), (path) => base + path)],
  ['eval', (rest: string) => mapped(evaluationPathOfId(rest), (path) => `${base}eval/${path}`)],
  ['software', (rest: string) => pair(rest, mintSoftware)],
  ['leaderboard', (rest: string) => pair(rest, mintLeaderboard)],
  ['openml', (rest: string) => mapped(openmlPathOfId(rest), (path) => `${base}openml/${path}`)],
  ['orcid', mintOrcid],
  ['ror', mintRor],
  ['term', (rest: string) => pair(rest, mintTerm)],
  ['run', (rest: string) => mapped(unescapeId(rest), mintRun)],
  ['raw', (rest: string) => pair(rest, (run, seq) => mintRawRecord(run, Number(seq)))],
  ['description', iriOfDescriptionId],
  ['agent', (rest: string) => mapped(unescapeId(rest), (text) => `${base}agent/${encodeSegment(text)}`)],
]);

function identifyOwn(path: string): Identity | undefined {
  const slash = path.indexOf('/');
  const rest = path.slice(slash + 1);
  switch (path.slice(0, slash)) {
    case 'hf':
      return identifyHub(rest);
    case 'openml':
      return identifyOpenml(rest);
    case 'bioimageio':
      return identifyBioimageio(rest);
    case 'license':
      return identifyLicense(rest);
    case 'lang':
      return ofSegment(rest, 'lang', 'Language');
    case 'term':
      return ofPair(rest, 'term', 'DefinedTerm');
    case 'eval':
      return identifyEvaluation(rest);
    case 'software':
      return identifySoftware(rest);
    case 'leaderboard':
      return ofPair(rest, 'leaderboard', 'Leaderboard');
    case 'run':
      return ofSegment(rest, 'run', 'ExtractionRun');
    case 'raw':
      return identifyRaw(rest);
    case 'description':
      return identifyDescription(rest);
    case 'agent':
      return ofSegment(rest, 'agent', 'SoftwareAgent');
    default:
      return undefined;
  }
}

const hubKinds: ReadonlySet<string> = new Set(['model', 'dataset', 'account']);

function identifyHub(path: string): Identity | undefined {
  const slash = path.indexOf('/');
  const kind = path.slice(0, slash);
  if (!hubKinds.has(kind)) return identifyInside(path);
  const hubId = decodePath(path.slice(slash + 1));
  if (hubId === undefined) return undefined;
  const name = hubId.slice(hubId.lastIndexOf('/') + 1);
  const text = escapeId(hubId);
  if (kind === 'model')
    return { id: `hf:${reservedIdStart.test(text) ? 'models/' : ''}${text}`, name, label: 'MLModel' };
  if (kind === 'dataset') return { id: `hf:datasets/${text}`, name, label: 'Dataset' };
  return ofSegment(path.slice(slash + 1), 'hf', 'Agent', 'accounts/');
}

/** The id on the Hub of a model or dataset, as the Hub writes it; `undefined` for every other IRI. */
export function hubIdOf(iri: string): { readonly kind: 'model' | 'dataset'; readonly id: string } | undefined {
  const [, kind, path] = /^hf\/(model|dataset)\/([^]+)$/.exec(iri.startsWith(base) ? iri.slice(base.length) : '') ?? [];
  const id = path === undefined ? undefined : decodePath(path);
  return id === undefined ? undefined : { kind: kind === 'dataset' ? 'dataset' : 'model', id };
}

function iriOfHubId(rest: string): string | undefined {
  const kind = reservedIdStart.exec(rest)?.[0];
  const text = unescapeId(rest.slice(kind?.length ?? 0));
  if (text === undefined) return undefined;
  if (kind === 'datasets/') return mintDataset(text);
  return kind === 'accounts/' ? mintAccount(text) : mintModel(text);
}

/** Licences of one repository alone: `hf/other/{model}`, `hf/other-dataset/{dataset}`. */
const ownLicense = /^hf\/other(?:-dataset)?\//;

function identifyLicense(path: string): Identity | undefined {
  const own = ownLicense.exec(path)?.[0];
  if (own === undefined) {
    return path.startsWith('hf/')
      ? ofSegment(path.slice(3), 'license', 'License', 'hf/', escapeSlash)
      : ofPair(path, 'license', 'License');
  }
  const hubId = decodePath(path.slice(own.length));
  if (hubId === undefined) return undefined;
  const name = hubId.slice(hubId.lastIndexOf('/') + 1);
  return { id: `license:${own}${escapeId(hubId)}`, name, label: 'License' };
}

function iriOfLicenseId(rest: string): string | undefined {
  const own = ownLicense.exec(rest)?.[0];
  if (own !== undefined)
    return mapped(unescapeId(rest.slice(own.length)), (id) => `${base}license/${own}${encodePath(id)}`);
  return rest.startsWith('hf/') ? mapped(unescapeSlash(rest.slice(3)), mintHubLicense) : pair(rest, mintWordedLicense);
}

function identifySoftware(path: string): Identity | undefined {
  const slash = path.indexOf('/');
  const type = slash === -1 ? undefined : decodeSegment(path.slice(0, slash));
  const name = decodePath(path.slice(slash + 1));
  if (type === undefined || name === undefined) return undefined;
  return { id: `software:${escapeSlash(type)}/${escapeId(name)}`, name, label: 'SoftwareApplication' };
}

function ofPair(path: string, kind: string, label: string): Identity | undefined {
  const slash = path.indexOf('/');
  const first = slash === -1 ? undefined : decodeSegment(path.slice(0, slash));
  const second = decodeSegment(path.slice(slash + 1));
  if (first === undefined || second === undefined || path.indexOf('/', slash + 1) !== -1) return undefined;
  return { id: `${kind}:${escapeSlash(first)}/${escapeId(second)}`, name: second, label };
}

function identifyRaw(path: string): Identity | undefined {
  const match = /^([^/]*)\/(0|[1-9]\d*)$/.exec(path);
  const run = decodeSegment(match?.[1] ?? '');
  const seq = match?.[2];
  return run === undefined || seq === undefined
    ? undefined
    : { id: `raw:${escapeSlash(run)}/${seq}`, name: seq, label: 'RawRecord' };
}

/** Run, source, resource; then the subject, which may hold slashes. */
const descriptionPath = /^([^/]*)\/([^/]*)\/([^/]*)\/([^]+)$/;

function identifyDescription(path: string): Identity | undefined {
  const [, ...parts] = descriptionPath.exec(path) ?? [];
  const [run, source, resource] = parts.slice(0, 3).map(decodeSegment);
  const subject = parts[3];
  if (run === undefined || source === undefined || resource === undefined || subject === undefined) return undefined;
  const iri = describedIri(subject);
  if (iri === undefined) return undefined;
  const known = identify(iri);
  const id = `description:${[run, source, resource].map(escapeSlash).join('/')}/${known?.id ?? iri}`;
  return { id, name: known?.name ?? iri, label: 'Description' };
}

function describedIri(subject: string): string | undefined {
  const own = base + subject;
  if (subject.includes('/') || identify(own) !== undefined) return own;
  const text = decodeSegment(subject);
  return text === undefined ? undefined : (iriOfId(text) ?? text);
}

function iriOfDescriptionId(rest: string): string | undefined {
  const [, ...parts] = descriptionPath.exec(rest) ?? [];
  const [run, source, resource] = parts.slice(0, 3).map(unescapeSlash);
  const subject = parts[3];
  if (run === undefined || source === undefined || resource === undefined || subject === undefined) return undefined;
  return mintDescription(run, source, resource, iriOfId(subject) ?? subject);
}

function identifyDoi(iri: string): Identity | undefined {
  const doi = decodeDoi(iri.slice(doiResolver.length));
  if (doi === undefined || mintDoi(doi) !== iri) return undefined;
  if (!doi.startsWith(arxivDoi)) return { id: `doi:${escapeId(doi)}`, name: doi, label: 'ScholarlyArticle' };
  const arxivId = doi.slice(arxivDoi.length);
  return { id: `arxiv:${escapeId(arxivId)}`, name: arxivId, label: 'ScholarlyArticle' };
}

function ofShared(iri: string, space: string, read: (text: string) => string | undefined, kind: string, label: string) {
  const id = iri.slice(space.length);
  return read(id) === id ? { id: `${kind}:${id}`, name: id, label } : undefined;
}

function ofSegment(segment: string, kind: string, label: string, within = '', escape = escapeId): Identity | undefined {
  const name = segment.includes('/') ? undefined : decodeSegment(segment);
  return name === undefined ? undefined : { id: `${kind}:${within}${escape(name)}`, name, label };
}

function pair(rest: string, mint: (first: string, second: string) => string): string | undefined {
  const slash = rest.indexOf('/');
  const first = unescapeSlash(rest.slice(0, slash));
  const second = unescapeId(rest.slice(slash + 1));
  return slash === -1 || first === undefined || second === undefined ? undefined : mint(first, second);
}

function mapped<T>(text: string | undefined, next: (text: string) => T): T | undefined {
  return text === undefined ? undefined : next(text);
}
