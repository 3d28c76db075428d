import { decodePath, encodePath } from './iri-segment.ts';

/** Without version, class (`math.GT/…`) and `arXiv:`, lower-case. */
export function plainArxivId(text: string): string {
  return lowerAscii(text)
    .replace(/^(?:arxiv:)+/, '')
    .replace(/^([a-z-]+)\.[a-z-]{2,10}(?=\/\d{7})/, '$1')
    .replace(/(?<=\d)(?:v\d+)+$/, '');
}

/** DOIs ignore the case of ASCII letters and of nothing else. */
export function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** DOI links keep the characters a URL path allows; `encodeURIComponent` alone would spell well-known DOIs anew. */
const doiPlain: ReadonlyMap<string, string> = new Map(
  [...':;,=@+$&'].map((character) => [encodeURIComponent(character), character]),
);

export function encodeDoi(doi: string): string {
  return encodePath(doi).replaceAll(/%(?:3A|3B|2C|3D|40|2B|24|26)/g, (code) => doiPlain.get(code) ?? code);
}

export function decodeDoi(path: string): string | undefined {
  return decodePath(path.replaceAll(/[:;,=@+$&]/g, encodeURIComponent));
}
