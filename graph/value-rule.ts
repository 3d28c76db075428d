import type { EntityLine, Origin } from '../ontology/entity.ts';
import { type ValueStep, valueSteps } from '../ontology/precedence.ts';
import { partKey } from './account-part.ts';

/** Orders two accounts, the winner first; 0 where the step does not tell them apart. */
type Compare = (a: EntityLine, b: EntityLine) => number;

/** Per step, for a property and an order of authority. */
const comparisons: Readonly<Record<ValueStep, (property: string, authority: readonly string[]) => Compare>> = {
  authority: (_, authority) => (a, b) => rankOfSource(a.origin, authority) - rankOfSource(b.origin, authority),
  confidence: (property) => (a, b) => confidenceIn(b, property) - confidenceIn(a, property),
  resource: (_, authority) => (a, b) => rankOfPart(a.origin, authority) - rankOfPart(b.origin, authority),
  recency: () => (a, b) => compareText(b.origin.fetchedAt, a.origin.fetchedAt),
  name: () => (a, b) => byPart(a.origin, b.origin),
};

/** The accounts that tell a property, the winner first, by `valueSteps`. */
export function rankedByRule(
  property: string,
  accounts: readonly EntityLine[],
  authority: readonly string[],
): readonly EntityLine[] {
  const telling = accounts.filter((account) => account[property] !== undefined && account[property] !== null);
  if (telling.length < 2) return telling;
  const steps = valueSteps.map(({ step }) => comparisons[step](property, authority));
  return telling.toSorted((a, b) => firstDifference(steps, a, b));
}

/** The step by which one account comes before the other; nothing when they are one and the same. */
export function decidingStep(
  property: string,
  winner: EntityLine,
  loser: EntityLine,
  authority: readonly string[],
): ValueStep | undefined {
  return valueSteps.find(({ step }) => comparisons[step](property, authority)(winner, loser) !== 0)?.step;
}

/** All accounts, whatever they tell: the steps that ask for no property. */
export function byAccount(authority: readonly string[]): Compare {
  const steps = (['authority', 'recency', 'name'] as const).map((step) => comparisons[step]('', authority));
  return (a, b) => firstDifference(steps, a, b);
}

export function byPart(a: Origin, b: Origin): number {
  return compareText(a.source, b.source) || compareText(a.resource, b.resource);
}

/** Among the resources of all sources. */
export function rankOfPart(origin: Origin, authority: readonly string[]): number {
  const place = authority.indexOf(partKey(origin));
  return place === -1 ? authority.length : place;
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function firstDifference(steps: readonly Compare[], a: EntityLine, b: EntityLine): number {
  for (const step of steps) {
    const order = step(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

function rankOfSource({ source }: Origin, authority: readonly string[]): number {
  const place = authority.findIndex((one) => one === source || one.startsWith(`${source} `));
  return place === -1 ? authority.length : place;
}

function confidenceIn(account: EntityLine, property: string): number {
  let best = 0;
  for (const one of account.evidence) if (one.property === property && one.confidence > best) best = one.confidence;
  return best;
}
