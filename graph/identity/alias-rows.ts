import type { EntityLine, Evidence } from '../../ontology/entity.ts';
import { confidenceOf } from '../../ontology/evidence.ts';
import type { Method } from '../../ontology/evidence.ts';
import { aliasVocabulary } from '../../ontology/vocab/curated-alias.ts';
import { compareBy } from '../../src/core/code-point-order.ts';
import { timeOf } from '../current-accounts.ts';
import { storableText } from '../property-values.ts';
import { stubOf } from '../rows.ts';
import type { Properties } from '../rows.ts';
import { idAsAlias } from './nodes.ts';
import type { NamedThing } from './nodes.ts';
import type { Alias, AliasKind } from './rules.ts';

/** A row of `writeAliases`: the node of a name, and what it is an alias of, with its evidence. */
export interface AliasRow {
  readonly uri: string;
  readonly properties: Properties;
  readonly to: string;
  readonly alias: Readonly<Record<string, unknown>>;
  readonly confidence: number;
  readonly firstSeen?: string;
}

/** Why a name is an alias. What a shipped table says was read in no run: it has no record and no time. */
export interface AliasEvidence {
  readonly method: Method;
  readonly confidence: number;
  readonly evidenceCount: number;
  readonly source: string;
  readonly resource?: string;
  readonly run?: string;
  readonly record?: string;
  readonly pointer?: string;
  readonly firstSeen?: string;
}

const methods: Readonly<Record<AliasKind, Method>> = {
  observed: 'link-resolution',
  renamed: 'link-resolution',
  curated: 'curated',
  case: 'case-match',
};

export function methodOf(kind: AliasKind): Method {
  return methods[kind];
}

/** Properties of which one says by what name or id the source knows a thing, the most telling first. */
const naming: Readonly<Record<'renamed' | 'case', readonly string[]>> = {
  renamed: ['sourceId', 'redirectsTo'],
  case: ['identifier', 'name', 'url'],
};

/** The evidence of an alias that no account of its own states; `told`: what is told of the thing it leads to first. */
export function aliasEvidence(kind: Exclude<AliasKind, 'observed'>, told: readonly EntityLine[]): AliasEvidence {
  const method = methodOf(kind);
  const judged = { method, confidence: confidenceOf(method, 'redirectsTo'), evidenceCount: 1 };
  const witness = kind === 'curated' ? undefined : earliest(told, naming[kind]);
  if (witness === undefined) return { ...judged, source: aliasVocabulary };
  const { source, resource, run, record } = witness.line.origin;
  const pointer = storableText(witness.evidence?.pointer ?? '');
  return { ...judged, source, resource, run, record, pointer, firstSeen: timeOf(witness.line) };
}

interface Witness {
  readonly line: EntityLine;
  readonly evidence: Evidence | undefined;
}

function earliest(lines: readonly EntityLine[], properties: readonly string[]): Witness | undefined {
  const witnesses = lines.map((line) => ({ line, evidence: evidenceIn(line, properties) }));
  return witnesses.toSorted(
    compareBy(
      (one) => Number(one.evidence === undefined),
      (one) => one.line.origin.fetchedAt,
      (one) => one.line.origin.source,
      (one) => one.line.origin.resource,
    ),
  )[0];
}

function evidenceIn(line: EntityLine, properties: readonly string[]): Evidence | undefined {
  for (const property of properties) {
    const found = line.evidence.find((one) => one.property === property);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The node keeps nothing but its names: what it stands for tells the rest. */
export function aliasRow(thing: NamedThing, { to }: Alias, evidence: AliasEvidence): AliasRow {
  const { confidence, firstSeen, ...alias } = evidence;
  return {
    uri: thing.uri,
    properties: aliasProperties(thing),
    to,
    alias,
    confidence,
    ...(firstSeen === undefined ? {} : { firstSeen }),
  };
}

/** All that is told of a name that nothing describes. */
export function aliasProperties(thing: NamedThing): Properties {
  const { uri, label } = thing;
  const sourceId = idAsAlias(thing);
  return {
    ...stubOf(uri, label, 'redirectsTo').row.properties,
    ...(sourceId === undefined ? {} : { sourceId }),
  };
}
