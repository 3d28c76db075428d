/**
 * Numbers of arXiv papers, read from what people write. Since April 2007 `YYMM.NNNN`, since January 2015 with five digits
 * behind the dot; before that `archive/YYMMNNN`, where an archive may carry a class (`math.GT`) that is no part of the id.
 * A `v` and a number behind it names one version of the paper.
 * https://info.arxiv.org/help/arxiv_identifier.html
 */
export interface ArxivId {
  /** As arXiv itself writes it, without version and class: `2106.09685`, `math/0309136`. */
  readonly id: string;
  /** From 1. None: the paper as it stands now. */
  readonly version?: number;
}

/** Archives that took papers while ids named them: until March 2007. */
const archives = new Set(
  (
    'acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga funct-an gr-qc ' +
    'hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio quant-ph solv-int supr-con'
  ).split(' '),
);

const newStyle = /^(\d{2})(\d{2})\.(\d{4,5})(?:v([1-9]\d{0,2}))?$/;
const oldStyle = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,10})?\/(\d{2})(\d{2})(\d{3})(?:v([1-9]\d{0,2}))?$/;

/** The paper a bare number names, `arXiv:` before it or not; undefined when arXiv can have no such number. */
export function arxivIdOf(text: string): ArxivId | undefined {
  if (text.length > longest) return undefined;
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^arxiv:\s{0,4}/, '');
  return readNew(plain) ?? readOld(plain);
}

/**
 * The paper a text names as a whole: a bare number, an address of a page, PDF or DOI, or a number with the class that arXiv
 * prints behind it (`arXiv:2106.09685v2 [cs.CL]`).
 */
export function arxivIdIn(text: string): ArxivId | undefined {
  if (text.length > longestAddress) return undefined;
  const words = text.trim();
  const bare = words.replace(/\s{1,4}\[[a-z-]{2,10}(?:\.[a-z-]{2,10})?\]$/i, '');
  return arxivIdOf(bare) ?? arxivIdOfDoi(words) ?? arxivIdOfUrl(words);
}

/** The number as it goes into a query: with its version, when it names one. */
export function arxivIdText({ id, version }: ArxivId): string {
  return version === undefined ? id : `${id}v${version}`;
}

const longest = 64;
const longestAddress = 512;

function readNew(text: string): ArxivId | undefined {
  const [, year, month, number, version] = newStyle.exec(text) ?? [];
  if (year === undefined || month === undefined || number === undefined) return undefined;
  const since = `${year}${month}`;
  // The scheme has two digits for the year and began in 2007.
  if (!isMonth(month) || since < '0704' || since > '9012' || Number(number) === 0) return undefined;
  if (number.length !== (since < '1501' ? 4 : 5)) return undefined;
  return withVersion(`${since}.${number}`, version);
}

function readOld(text: string): ArxivId | undefined {
  const [, archive, year, month, number, version] = oldStyle.exec(text) ?? [];
  if (archive === undefined || year === undefined || month === undefined || number === undefined) return undefined;
  const since = `${year}${month}`;
  if (!archives.has(archive) || !isMonth(month) || (since > '0703' && since < '9101')) return undefined;
  return Number(number) === 0 ? undefined : withVersion(`${archive}/${since}${number}`, version);
}

function isMonth(text: string): boolean {
  return text >= '01' && text <= '12';
}

function withVersion(id: string, version: string | undefined): ArxivId {
  return version === undefined ? { id } : { id, version: Number(version) };
}

/** arXiv registers `10.48550/arXiv.<id>` for each of its papers. */
const ownDoi = /^(?:doi:\s{0,4}|https?:\/\/(?:dx\.|www\.)?doi\.org\/)?10\.48550\/arxiv\.([^\s?#]+)$/i;

function arxivIdOfDoi(text: string): ArxivId | undefined {
  const number = ownDoi.exec(text)?.[1];
  return number === undefined ? undefined : arxivIdOf(unescaped(number));
}

/** Sites that show a paper under its number, with what stands before the number. */
const sites: readonly RegExp[] = [
  /^(?:(?:www|export|[a-z]{2})\.)?arxiv\.org\/(?:abs|pdf|html|format|ps|e-print|src)\//,
  /^xxx\.lanl\.gov\/(?:abs|pdf|ps|format)\//,
  /^(?:www\.)?(?:ar5iv\.org|ar5iv\.labs\.arxiv\.org)\/(?:abs|html|pdf)\//,
  /^(?:www\.)?alphaxiv\.org\/(?:abs|pdf|overview)\//,
  /^(?:www\.)?(?:huggingface\.co|hf\.co)\/papers\//,
];

function arxivIdOfUrl(text: string): ArxivId | undefined {
  const path = text.replace(/^https?:\/\//i, '').split(/[?#]/, 1)[0] ?? '';
  const lower = path.toLowerCase();
  const site = sites.find((one) => one.test(lower));
  if (site === undefined) return undefined;
  const number = lower
    .replace(site, '')
    .replace(/\/$/, '')
    .replace(/\.(?:pdf|md|html)$/, '');
  return arxivIdOf(unescaped(number));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
