import { mintDataset } from '../../../ontology/iri.ts';
import { EntityBuilder } from '../../entity-builder.ts';
import type { IssueList } from '../../issue-list.ts';
import { cardWitness } from '../card-witness.ts';
import { type Found, isObject, type JsonObject } from '../../found.ts';
import { HubRecord } from '../hub-record.ts';
import type { Witness } from '../../entity-builder.ts';
import { type DatasetTagPrefix, type DatasetTags, parseDatasetTags } from './dataset-tags.ts';

/** A word and who says it. */
export interface Said {
  readonly text: string;
  readonly witness: Witness;
}

/** A dataset record while it is mapped. */
export class DatasetRecord extends HubRecord {
  readonly tags: DatasetTags;

  constructor(id: string, root: JsonObject, bytes: Buffer, issues: IssueList) {
    super('dataset', id, root, bytes, new EntityBuilder('Dataset', mintDataset(id)), issues);
    this.tags = parseDatasetTags(this.tagTexts);
  }

  /** What the tags of one prefix say, then what the card says under the same name. Empty words say nothing. */
  saidBy(prefix: DatasetTagPrefix): readonly Said[] {
    return [...this.saidByTags(prefix), ...this.saidByCard(prefix)];
  }

  saidByTags(prefix: DatasetTagPrefix): readonly Said[] {
    return this.tags
      .of(prefix)
      .filter(({ text }) => text !== '')
      .map(({ index, text }) => ({ text, witness: { method: 'hub-tag', pointer: `/tags/${index}` } }));
  }

  /** Words of a card field: one, a list, or one of both for each configuration. */
  saidByCard(key: string): readonly Said[] {
    const stated = this.card.field(key)?.value;
    const found = isObject(stated) ? this.#wordsByConfig(key, stated) : this.card.texts(key);
    return found.filter(({ value }) => value !== '').map((one) => ({ text: one.value, witness: cardWitness(one) }));
  }

  #wordsByConfig(key: string, stated: JsonObject): readonly Found<string>[] {
    return Object.keys(stated).flatMap((config) => {
      const value = stated[config];
      return value === undefined || value === null ? [] : this.texts(value, this.card.pointer(key, config));
    });
  }
}
