import { arxivIdIn } from '../arxiv/ids.ts';
import { mintArxivPaper, mintDataset, mintDoi } from '../../ontology/iri.ts';
import type { Witness } from '../entity-builder.ts';
import { cardWitness } from './card-witness.ts';
import type { HubRecord } from './hub-record.ts';
import type { ModelRecord } from './model-record.ts';
import { readRepoReference } from './repo-reference.ts';
import type { Tag } from './tag-grammar.ts';

/** Data it declares to be trained on: `dataset:` tags and the card's `datasets`. */
export function mapDatasets(record: ModelRecord): void {
  const refused = new Set<string>();
  const say = (text: string, witness: Witness): void => {
    const reference = readRepoReference(text, 'dataset');
    if (reference.kind === 'id') {
      const literal = reference.id === text ? undefined : text;
      record.say('trainedOn', mintDataset(reference.id), { ...witness, literal });
    } else if (!refused.has(text)) {
      refused.add(text);
      record.issues.warn('not-an-id', 'the Hub allows no such name of a dataset', witness.pointer, text);
    }
  };
  for (const { index, text } of record.tags.datasets) say(text, { method: 'hub-tag', pointer: `/tags/${index}` });
  for (const found of record.card.texts('datasets')) say(found.value, cardWitness(found));
}

const doi = /^10\.\d{4,9}\/[^\s\p{Cc}\p{Cs}]+$/u;
/** Under this prefix the Hub registers DOIs of its own repositories, one per tagged revision: they name the repository, no paper. */
const ownDoi = /^10\.57967\/hf\//i;

/** Papers it mentions: the Hub harvests `arxiv:` from links in the card's prose. */
export function mapPapers(record: HubRecord, arxiv: readonly Tag[], dois: readonly Tag[]): void {
  for (const { index, text } of arxiv) {
    const pointer = `/tags/${index}`;
    const paper = arxivIdIn(text);
    if (paper === undefined) {
      record.issues.warn('not-an-id', 'arXiv has no such number', pointer, text);
      continue;
    }
    const literal = paper.id === text ? undefined : text;
    record.say('citation', mintArxivPaper(paper.id), { method: 'hub-tag', pointer, literal });
  }
  for (const { index, text } of dois) mapDoi(record, text, `/tags/${index}`);
}

function mapDoi(record: HubRecord, text: string, pointer: string): void {
  if (!doi.test(text)) {
    record.issues.warn('not-an-id', 'no DOI is written so', pointer, text);
    return;
  }
  if (ownDoi.test(text)) {
    record.say('identifier', `doi:${text.toLowerCase()}`, { method: 'hub-tag', pointer });
    return;
  }
  const literal = text === text.toLowerCase() ? undefined : text;
  record.say('citation', mintDoi(text), { method: 'hub-tag', pointer, literal });
}
