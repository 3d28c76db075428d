import { mintArxivPaper, mintDoi } from '../../../ontology/iri.ts';
import { type PaperMention, papersIn } from '../../arxiv/paper-mentions.ts';
import type { OmlNode } from '../document.ts';
import type { Thing } from './thing.ts';

/** Papers that one text of prose may name. */
const most = 50;

/**
 * Papers about a dataset. `paper_url` is that of its own paper, `citation` says what to cite; what the description names is only
 * mentioned.
 */
export function mapDatasetPapers(dataset: Thing, root: OmlNode): void {
  for (const node of root.many('citation')) {
    const found = node.own();
    dataset.tellText('citeAs', found);
    if (found === undefined) continue;
    for (const paper of papersIn(found.value).slice(0, most))
      dataset.tell('citation', iriOf(paper), found.pointer, written(found.value, paper));
  }
  for (const node of root.many('paper_url')) {
    const found = node.own();
    if (found === undefined) continue;
    dataset.url('paperUrl', found);
    for (const paper of papersIn(found.value).slice(0, 1))
      dataset.tell('referencePublication', iriOf(paper), found.pointer, found.value);
  }
  const description = root.text('description');
  if (description === undefined) return;
  for (const paper of papersIn(description.value).slice(0, most)) {
    const witness = { method: 'readme-regex', pointer: description.pointer } as const;
    dataset.say('mentions', iriOf(paper), { ...witness, literal: written(description.value, paper) });
  }
}

function iriOf(paper: PaperMention): string {
  return paper.kind === 'arxiv' ? mintArxivPaper(paper.id) : mintDoi(paper.id);
}

function written(text: string, { start, end }: PaperMention): string {
  return text.slice(start, end);
}
