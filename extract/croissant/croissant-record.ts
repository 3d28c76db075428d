import { EntityBuilder, type Value, type Witness } from '../entity-builder.ts';
import type { IssueList } from '../issue-list.ts';
import { cutText } from '../cut-text.ts';
import { type Found, textOf } from '../found.ts';
import type { CroissantSource } from './croissant-source.ts';
import { type Members, type Placed, textIn } from './members.ts';

/** Elements of one list that are read. */
export const mostElements = 200;

/** A Croissant document while it is mapped. */
export class CroissantRecord {
  readonly source: CroissantSource;
  readonly id: string;
  readonly members: Members;
  readonly entity: EntityBuilder;
  readonly issues: IssueList;

  constructor(source: CroissantSource, id: string, members: Members, issues: IssueList) {
    this.source = source;
    this.id = id;
    this.members = members;
    this.entity = new EntityBuilder('Dataset', source.mintDataset(id));
    this.issues = issues;
  }

  /** Adds a value; one that contradicts a value held is an issue. */
  say(property: string, value: Value, witness: Witness): void {
    if (this.entity.add(property, value, witness)) return;
    this.issues.secondValue(property, witness.pointer, witness.literal ?? value);
  }

  /** The same, said by the document. */
  state(property: string, value: Value, pointer: string, literal?: string): void {
    this.say(property, value, { method: 'croissant-endpoint', pointer, literal });
  }

  /** A member that must be a text, cut to what is kept; empty is nothing. */
  text(name: string): Found<string> | undefined {
    return this.textOf(this.members.all(name)[0]);
  }

  textOf(placed: Placed | undefined): Found<string> | undefined {
    if (placed === undefined) return undefined;
    const value = textOf(textIn(placed.value) ?? placed.value, placed.pointer, this.issues);
    if (value === undefined || value.trim() === '') return undefined;
    const { pointer } = placed;
    return { value: cutText({ value, pointer }, this.issues), pointer };
  }

  /** The elements of a member, the first so many of them. */
  elements(name: string): readonly Placed[] {
    const all = this.members.all(name);
    if (all.length <= mostElements) return all;
    const pointer = this.members.get(name)?.pointer ?? '';
    this.issues.inform(
      'list-cut',
      `of ${name} only the first elements are read`,
      pointer,
      `${mostElements} of ${all.length}`,
    );
    return all.slice(0, mostElements);
  }
}
