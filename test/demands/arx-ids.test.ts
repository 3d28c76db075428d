import { describe, expect, it } from 'vitest';
import { arxivIdIn, arxivIdOf, arxivIdText } from '../../extract/arxiv/ids.ts';
import { mintArxivPaper } from '../../ontology/iri.ts';

/** `id version` as read; `-` for none. */
function read(text: string): string {
  const found = arxivIdIn(text);
  return found === undefined ? '-' : `${found.id} ${found.version ?? ''}`.trim();
}

describe('arXiv ids', () => {
  it.each([
    ['2106.09685v3', '2106.09685 3'],
    ['2106.09685', '2106.09685'],
    ['0704.0001', '0704.0001'],
    ['0704.0001v12', '0704.0001 12'],
    ['1412.9999', '1412.9999'],
    ['1501.00001', '1501.00001'],
    ['2312.12345', '2312.12345'],
    // The old form, whose class is no part of the id, and archives with a hyphen or a `v` in the name.
    ['cs/9901001', 'cs/9901001'],
    ['math.GT/0309136v2', 'math/0309136 2'],
    ['astro-ph/0601001', 'astro-ph/0601001'],
    ['quant-ph/0201082v1', 'quant-ph/0201082 1'],
    ['solv-int/9701001v2', 'solv-int/9701001 2'],
    ['cond-mat.str-el/0703001', 'cond-mat/0703001'],
    ['hep-th/9108001', 'hep-th/9108001'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['arXiv:2106.09685v3', '2106.09685 3'],
    ['ARXIV: 2106.09685', '2106.09685'],
    ['  2106.09685\n', '2106.09685'],
    ['arXiv:2106.09685v2 [cs.CL]', '2106.09685 2'],
    ['arXiv:astro-ph/0601001 [astro-ph.CO]', 'astro-ph/0601001'],
    ['https://arxiv.org/abs/2106.09685v2', '2106.09685 2'],
    ['http://arxiv.org/abs/math.GT/0309136', 'math/0309136'],
    ['arxiv.org/abs/2106.09685/', '2106.09685'],
    ['https://www.arxiv.org/pdf/2106.09685v1.pdf#page=3', '2106.09685 1'],
    ['https://arxiv.org/pdf/2106.09685.PDF?download=1', '2106.09685'],
    ['https://arxiv.org/html/2401.00001v2', '2401.00001 2'],
    ['https://export.arxiv.org/abs/hep-th%2F9901001', 'hep-th/9901001'],
    ['http://xxx.lanl.gov/abs/cs/9901001', 'cs/9901001'],
    ['https://ar5iv.labs.arxiv.org/html/2106.09685', '2106.09685'],
    ['https://huggingface.co/papers/2106.09685', '2106.09685'],
    ['10.48550/arXiv.2106.09685', '2106.09685'],
    ['doi:10.48550/ARXIV.MATH/0309136', 'math/0309136'],
    ['https://doi.org/10.48550/arXiv.2106.09685v3', '2106.09685 3'],
  ])('%s names %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['2113.00001', 'a thirteenth month'],
    ['2100.00001', 'month zero'],
    ['math/0313001', 'a thirteenth month in the old form'],
    ['0703.0001', 'the new form before April 2007'],
    ['hep-th/0704001', 'the old form after March 2007'],
    ['hep-th/9013001', 'before there was an arXiv'],
    ['1501.0001', 'four digits since 2015'],
    ['1412.00001', 'five digits before 2015'],
    ['0808.05394', 'five digits in 2008'],
    ['9912.12345', 'a year to come'],
    ['0000.0000', 'no number at all'],
    ['2106.00000', 'number zero'],
    ['2106.09685v0', 'version zero'],
    ['2106.09685v', 'a version without number'],
    ['2106.096855', 'six digits'],
    ['1.2', 'a number'],
    ['llama/0601001', 'no archive'],
    ['abc', 'a word'],
    ['', 'nothing'],
    ['10.1103/PhysRevD.76.013009', "a publisher's DOI"],
    ['https://arxiv.org/list/cs.CL/2106.09685', 'a listing'],
    ['https://arxiv.org/abs/2106.09685/extra', 'an address with more behind it'],
    ['https://example.org/abs/2106.09685', 'a site that is not known to show papers'],
    ['https://arxiv.org/abs/%E0%A4%A', 'an address with a broken escape'],
    ['see 2106.09685', 'prose'],
    ['2106.09685'.padStart(600), 'a long text'],
  ])('%s is refused: %s', (text) => {
    expect(read(text)).toBe('-');
  });

  it('are one paper in every version and spelling', () => {
    const spellings = ['math.GT/0309136v2', 'arXiv:math/0309136', '10.48550/arXiv.math/0309136v1'];
    const iris = spellings.map((text) => mintArxivPaper(arxivIdIn(text)?.id ?? ''));
    expect(new Set(iris)).toEqual(new Set([mintArxivPaper('math.GT/0309136v3')]));
  });

  it('are written again as arXiv writes them', () => {
    for (const text of ['2106.09685v3', '0704.0001', 'math/0309136v2', 'solv-int/9701001']) {
      const id = arxivIdOf(text);
      expect(id === undefined ? undefined : arxivIdText(id)).toBe(text);
    }
  });
});
