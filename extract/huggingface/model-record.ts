import type { CardFields } from './card-fields.ts';
import { EntityBuilder } from './entity-builder.ts';
import { HubRecord, type JsonObject } from './hub-record.ts';
import type { IssueList } from './issue-list.ts';
import { type HubTags, parseTags } from './tag-grammar.ts';

export { type Found, isObject, type JsonObject, keyPointer } from './hub-record.ts';

/** A model record while it is mapped. */
export class ModelRecord extends HubRecord {
  readonly tags: HubTags;

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
  }
}
