import { licenseWords, shortCount, sizeWords } from '../query/figures.ts';
import type { LineageNode } from '../query/lineage-walk.ts';
import { marksOf, wordsOf } from '../query/lineage-words.ts';
import type { Share } from '../query/tally.ts';
import type { Section } from './answer-view.ts';
import { grouped } from './text.ts';

const right = 'right' as const;

/** An owner or a licence without the words that all have. */
function shortened(id: string): string {
  return id.replace(/^hf:accounts\//, '').replace(/^(?:spdx|license):(?:hf\/)?/, '');
}

/** Models and downloads by owner or licence, the largest ten; what is left is said. */
export function sharesSection(
  title: string,
  head: string,
  shares: readonly Share[],
  unknown: string,
  of = shares.length,
): Section {
  const shown = shares.slice(0, 10);
  return {
    title,
    columns: [{ title: head }, { title: 'models', align: right }, { title: 'downloads', align: right }],
    rows: shown.map(({ key, models, downloads }) => [
      key === null ? unknown : shortened(key),
      grouped(models),
      grouped(downloads),
    ]),
    ...(of > shown.length ? { more: `${grouped(of - shown.length)} more` } : {}),
  };
}

export const thingColumns = [
  { title: 'id' },
  { title: 'licence' },
  { title: 'size' },
  { title: 'downloads', align: right },
  { title: '' },
];

/** What a table tells of a thing, for `thingColumns`. */
export function thingCells(node: LineageNode): readonly string[] {
  return [
    node.id,
    licenseWords(node) ?? '',
    sizeWords(node) ?? '',
    typeof node.downloads === 'number' ? shortCount(node.downloads) : '',
    marksOf(node).join(', '),
  ];
}

/** `finetune + quantized`: how a thing came of another. */
export function kindsText(types: readonly string[]): string {
  return types.map((type) => wordsOf(type).child).join(' + ');
}
