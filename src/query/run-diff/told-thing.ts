import { partKey } from '../../../graph/account-part.ts';
import { isLater } from '../../../graph/renamed-within.ts';
import { identify } from '../../../ontology/iri.ts';
import type { AccountMark, Mark, PresenceMark, Side } from './read-run.ts';

/** What one run tells of one thing. */
export interface Told {
  /** By part: the accounts that count, redirects left out. */
  readonly accounts: ReadonlyMap<string, AccountMark>;
  readonly leadsTo?: string;
  /** Sources whose list shows it. */
  readonly listed: ReadonlySet<string>;
  /** Sources that say it is gone. */
  readonly gone: ReadonlySet<string>;
  /** Parts that say they tell no more. */
  readonly silent: ReadonlySet<string>;
  readonly sourceId?: string;
}

export interface ToldThing {
  readonly uri: string;
  readonly label: string;
  readonly a: Told;
  readonly b: Told;
}

export function toldThings(marks: readonly Mark[]): readonly ToldThing[] {
  const byUri = new Map<string, Mark[]>();
  for (const mark of marks) {
    const known = byUri.get(mark.uri);
    if (known === undefined) byUri.set(mark.uri, [mark]);
    else known.push(mark);
  }
  return [...byUri].map(([uri, own]) => {
    const account = own.find(isAccount);
    const label = account?.label ?? identify(uri)?.label ?? 'Resource';
    return { uri, label, a: toldBy(own, 'a'), b: toldBy(own, 'b') };
  });
}

function isAccount(mark: Mark): mark is AccountMark {
  return 'hash' in mark;
}

function toldBy(marks: readonly Mark[], side: Side): Told {
  const own = marks.filter((mark) => mark.side === side);
  const last = new Map<string, AccountMark>();
  for (const mark of own.filter(isAccount)) {
    const rival = last.get(partKey(mark));
    if (rival === undefined || isLater(mark, rival)) last.set(partKey(mark), mark);
  }
  const counting = settled([...last.values()]);
  const describing = counting.filter((mark) => mark.leadsTo === undefined);
  const presence = own.filter((mark): mark is PresenceMark => !isAccount(mark));
  const inState = (state: PresenceMark['state']): PresenceMark[] => presence.filter((mark) => mark.state === state);
  const leadsTo = describing.length > 0 ? undefined : counting.find((mark) => mark.leadsTo !== undefined)?.leadsTo;
  const sourceId = [...describing, ...presence].find((mark) => mark.sourceId !== undefined)?.sourceId;
  const tells = new Set(counting.map(({ source }) => source));
  return {
    accounts: new Map(describing.map((mark) => [partKey(mark), mark])),
    listed: new Set(inState('listed').map(({ source }) => source)),
    // The run has an account of it all the same: it was there when that was read.
    gone: new Set(inState('gone').flatMap(({ source }) => (tells.has(source) ? [] : [source]))),
    silent: new Set(inState('silent').flatMap((mark) => (last.has(partKey(mark)) ? [] : [partKey(mark)]))),
    ...(leadsTo === undefined ? {} : { leadsTo }),
    ...(sourceId === undefined ? {} : { sourceId }),
  };
}

/** Of the accounts of one source those of the kind that was read last count: redirects, or descriptions. */
function settled(marks: readonly AccountMark[]): readonly AccountMark[] {
  if (!marks.some((mark) => mark.leadsTo !== undefined)) return marks;
  return marks.filter((mark) => {
    const ofSource = marks.filter(({ source }) => source === mark.source);
    const last = ofSource.reduce((latest, one) => (isLater(one, latest) ? one : latest));
    return (last.leadsTo === undefined) === (mark.leadsTo === undefined);
  });
}
