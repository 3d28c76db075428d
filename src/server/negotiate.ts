/** What a client may want, weighed: by `Accept`, RFC 9110 §12.5.1. */
interface Range {
  readonly type: string;
  readonly quality: number;
}

const mostRanges = 50;

function rangesOf(accept: string): readonly Range[] {
  return accept
    .split(',')
    .slice(0, mostRanges)
    .flatMap((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      if (!/^[^\s/]+\/[^\s/]+$/.test(type)) return [];
      const q = parameters.find((parameter) => /^q\s*=/.test(parameter))?.replace(/^q\s*=\s*/, '');
      const quality = q === undefined ? 1 : Number(q);
      return [{ type, quality: quality >= 0 && quality <= 1 ? quality : 0 }];
    });
}

export interface Offer<T> {
  readonly value: T;
  /** Its own, then others that mean it when they are asked for by name. */
  readonly mediaTypes: readonly string[];
}

/** Of the most exact range that matches, not of the best one: `text/html;q=0, * / *` wants no HTML. */
function qualityOf(mediaType: string, ranges: readonly Range[], isAlias: boolean): number {
  const [main] = mediaType.split('/', 1);
  for (const wanted of isAlias ? [mediaType] : [mediaType, `${main}/*`, '*/*']) {
    const found = ranges.filter(({ type }) => type === wanted);
    if (found.length > 0) return Math.max(...found.map(({ quality }) => quality));
  }
  return 0;
}

/** The best offer; among equals the first one. None: nothing of it is acceptable. Without `Accept` everything is. */
export function negotiate<T>(accept: string | undefined, offers: readonly Offer<T>[]): T | undefined {
  const ranges = accept === undefined || accept.trim() === '' ? [{ type: '*/*', quality: 1 }] : rangesOf(accept);
  let best: { readonly value: T; readonly quality: number } | undefined;
  for (const { value, mediaTypes } of offers) {
    const quality = Math.max(...mediaTypes.map((type, index) => qualityOf(type, ranges, index > 0)));
    if (quality > (best?.quality ?? 0)) best = { value, quality };
  }
  return best?.value;
}
