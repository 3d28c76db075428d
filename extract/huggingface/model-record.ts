import { confidenceOf } from '../../ontology/evidence.ts';
import type { CardFields } from './card-fields.ts';
import { EntityBuilder, type Witness } from '../entity-builder.ts';
import { cardWitness } from './card-witness.ts';
import type { Found } from '../found.ts';
import { HubRecord, type JsonObject } from './hub-record.ts';
import type { IssueList } from '../issue-list.ts';
import { type HubTags, parseTags } from './tag-grammar.ts';

export { type Found, isObject, type JsonObject, keyPointer } from './hub-record.ts';

/** A plain tag, whoever gave it. */
export interface Word {
  readonly text: string;
  /** As the witness of a value of this property. */
  readonly witness: (property: string) => Witness;
}

/** A model record while it is mapped. */
export class ModelRecord extends HubRecord {
  readonly tags: HubTags;
  /** Plain tags: those of the Hub, or, when a card is read alone, those of its author. */
  readonly words: readonly Word[];
  readonly isCardAlone: boolean;

  /** `card`: when it is not the record's `cardData`. */
  constructor(
    id: string,
    root: JsonObject,
    bytes: Buffer,
    entity: EntityBuilder,
    issues: IssueList,
    card?: CardFields,
  ) {
    super('model', id, root, bytes, entity, issues, card);
    this.tags = parseTags(this.tagTexts);
    this.isCardAlone = card !== undefined;
    this.words = card === undefined ? this.tags.plain.map(hubWord) : card.texts('tags').flatMap(authorWord);
  }
}

function hubWord({ index, text }: HubTags['plain'][number]): Word {
  const witness = { method: 'hub-tag', pointer: `/tags/${index}` } as const;
  return { text, witness: () => witness };
}

/** The Hub's own prefixes in an author's list of words: the Hub's list of tags says them, if they hold. */
const statement = /^(?:base_model|license|dataset|arxiv|doi|region):/;

/** A bare word of the author's says no more than the Hub's tag that comes of it. */
function authorWord(found: Found<string>): readonly Word[] {
  if (statement.test(found.value)) return [];
  const stated = cardWitness(found);
  const witness = (property: string): Witness => {
    const most = confidenceOf('hub-tag', property);
    return { ...stated, confidence: Math.min(most, stated.confidence ?? most) };
  };
  return [{ text: found.value, witness }];
}

export function isStatement(text: string): boolean {
  return statement.test(text);
}
