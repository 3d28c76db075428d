import { mintOpenml, type OpenmlKind } from '../../../ontology/iri.ts';
import { openmlPage } from '../../../ontology/openml-page.ts';
import { hasEmail } from '../../e-mail.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode, OmlText } from '../document.ts';
import type { Thing } from './thing.ts';

/** The number of a thing, and where it stands. */
export interface OmlNumber {
  readonly n: string;
  readonly pointer: string;
}

/** `61`, and what means the same: `061`, `61.0`. Undefined for what numbers nothing: `-1`, `0`, a text. */
export function numberOf(text: string): string | undefined {
  return /^0{0,15}([1-9]\d{0,14})(?:\.0{1,15})?$/.exec(text.trim())?.[1];
}

/** The number in a member; nothing for `-1`, `0` and for what is no number, which is an issue. */
export function readNumber(found: OmlText | undefined, issues: IssueList): OmlNumber | undefined {
  if (found === undefined) return undefined;
  const n = numberOf(found.value);
  if (n !== undefined) return { n, pointer: found.pointer };
  if (!/^(?:-1|0)(?:\.0+)?$/.test(found.value)) issues.wrongShape('a number of OpenML', found.pointer, found.value);
  return undefined;
}

/** The number of what a record describes. Without one it describes nothing, which is an issue. */
export function ownNumber(node: OmlNode, member: string, what: string, issues: IssueList): OmlNumber | undefined {
  const number = readNumber(node.text(member), issues);
  if (number === undefined) issues.warn('no-id', `${what} without a number describes nothing`, node.pointer);
  return number;
}

/** A name that becomes part of an IRI. What holds the address of a person names nothing, which is an issue. */
export function keyOf(found: OmlText | undefined, issues: IssueList): OmlText | undefined {
  if (found === undefined || !hasEmail(found.value)) return found;
  issues.inform('e-mail-removed', 'an e-mail address is not kept', found.pointer);
  return undefined;
}

/** The thing that a member numbers. */
export function refer(
  thing: Thing,
  property: string,
  kind: OpenmlKind,
  node: OmlNode,
  name: string,
  literal?: string,
): OmlNumber | undefined {
  const number = readNumber(node.text(name), thing.issues);
  if (number !== undefined) thing.tell(property, mintOpenml(kind, number.n), number.pointer, literal);
  return number;
}

/** Where it is elsewhere; MLSea names things after their number and kind. */
const mlsea = 'http://w3id.org/mlsea/openml';
const inMlsea: ReadonlySet<OpenmlKind> = new Set(['dataset', 'flow', 'task', 'run']);

export function sayIdentity(thing: Thing, kind: OpenmlKind, { n, pointer }: OmlNumber): void {
  thing.tell('identifier', n, pointer);
  const page = openmlPage(kind, n);
  if (page !== undefined) thing.say('url', page, { method: 'link-resolution', pointer, literal: n });
  if (inMlsea.has(kind))
    thing.say('sameAs', `${mlsea}/${kind}/${n}`, { method: 'link-resolution', pointer, literal: n });
}
