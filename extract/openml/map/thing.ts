import type { MappedEntity } from '../../../ontology/entity.ts';
import type { Method } from '../../../ontology/evidence.ts';
import { cutText } from '../../cut-text.ts';
import { withoutEmails } from '../../e-mail.ts';
import { EntityBuilder, type Value, type Witness } from '../../entity-builder.ts';
import type { IssueList } from '../../issue-list.ts';
import { momentOf } from '../../moment.ts';
import type { Teller } from '../../teller.ts';
import { isWebAddress } from '../../web-address.ts';
import type { OmlNode, OmlText } from '../document.ts';
import { hostOfToday } from './hosts.ts';

/** A thing that an answer tells of, while it is mapped. What is empty in the answer is nothing. */
export class Thing implements Teller {
  readonly entity: EntityBuilder;
  readonly issues: IssueList;
  readonly #method: Method;

  constructor(label: string, iri: string, issues: IssueList, method: Method = 'openml-api') {
    this.entity = new EntityBuilder(label, iri);
    this.issues = issues;
    this.#method = method;
  }

  get iri(): string {
    return this.entity.iri;
  }

  build(): MappedEntity {
    return this.entity.build();
  }

  say(property: string, value: Value, witness: Witness): void {
    if (this.entity.add(property, value, witness)) return;
    this.issues.secondValue(property, witness.pointer, value);
  }

  /** The same, by the method of the answer. */
  tell(property: string, value: Value, pointer: string, literal?: string): void {
    const kept = typeof value === 'string' && !/^https?:/.test(value) ? withoutEmails(value) : value;
    if (kept === '' && value !== '') return;
    const words = literal === undefined || literal === value ? undefined : withoutEmails(literal);
    this.say(property, kept, { method: this.#method, pointer, literal: words });
  }

  /** Addresses of people are left out, and what is too long is cut. */
  tellText(property: string, found: OmlText | undefined): void {
    const text = found === undefined ? undefined : this.cleaned(found);
    if (found !== undefined && text !== undefined) this.tell(property, text, found.pointer);
  }

  text(node: OmlNode, name: string, property: string = name): void {
    this.tellText(property, node.text(name));
  }

  texts(node: OmlNode, name: string, property: string = name): void {
    for (const one of node.many(name)) this.tellText(property, one.own());
  }

  cleaned(found: OmlText): string | undefined {
    const text = cutText({ ...found, value: withoutEmails(found.value) }, this.issues);
    return text === '' ? undefined : text;
  }

  date(node: OmlNode, name: string, property: string): void {
    const found = node.text(name);
    if (found === undefined) return;
    const moment = momentOf(found.value);
    if (moment !== undefined)
      this.say(property, moment.utc, { method: this.#method, pointer: found.pointer, ...moment.witness });
    else if (found.value.startsWith('0000-00-00'))
      this.issues.inform('unknown-date', 'no date is known', found.pointer, found.value);
    else this.issues.wrongShape('a date', found.pointer, found.value);
  }

  integer(property: string, found: OmlText | undefined): void {
    if (found === undefined || isUnknown(found.value)) return;
    const value = /^[+-]?\d{1,15}(?:\.0{1,15})?$/.test(found.value) ? Number(found.value) : undefined;
    if (value === undefined) this.issues.wrongShape('a whole number', found.pointer, found.value);
    else if (value < 0)
      this.issues.inform('unknown-value', 'a negative count says that none is known', found.pointer, found.value);
    else this.tell(property, value + 0, found.pointer, literalOf(value, found.value));
  }

  number(property: string, found: OmlText | undefined): void {
    if (found === undefined || isUnknown(found.value)) return;
    const value = numberIn(found.value);
    if (value === undefined) this.issues.wrongShape('a number', found.pointer, found.value);
    else this.tell(property, value, found.pointer, literalOf(value, found.value));
  }

  boolean(property: string, found: OmlText | undefined): void {
    if (found === undefined || isUnknown(found.value)) return;
    const value = truth.get(found.value.toLowerCase());
    if (value === undefined) this.issues.wrongShape('true or false', found.pointer, found.value);
    else this.tell(property, value, found.pointer, literalOf(value, found.value));
  }

  url(property: string, found: OmlText | undefined): void {
    if (found === undefined || isUnknown(found.value)) return;
    const address = hostOfToday(found.value);
    if (isWebAddress(address)) this.tell(property, address, found.pointer, found.value);
    else this.issues.warn('not-a-url', 'no web address', found.pointer, withoutEmails(found.value));
  }
}

/** A decimal number as a graph can hold it. */
export function numberIn(text: string): number | undefined {
  if (!/^[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:e[+-]?\d{1,4})?$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : undefined;
}

/** What stands where nothing is known. */
export function isUnknown(text: string): boolean {
  return unknown.has(text.toLowerCase());
}

const unknown: ReadonlySet<string> = new Set([
  '?',
  'nan',
  'na',
  'n/a',
  'null',
  'none',
  'notapplicable',
  'unknown',
  '-',
]);
const truth: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

function literalOf(value: number | boolean, written: string): string | undefined {
  return String(value) === written ? undefined : written;
}
