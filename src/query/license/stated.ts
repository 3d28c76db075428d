import type { GraphStore, Row } from '../../../graph/store.ts';
import { licenseOfText } from '../../../ontology/vocab/licenses.ts';
import { licenseTermsOf, type LicenseTerms } from '../../../ontology/vocab/license-terms.ts';
import { type FoundNode, nodeColumns, type NodeRow, toFoundNode } from '../find-node.ts';

/** A licence as something states it, and where that was read. */
export interface StatedLicense {
  /** SPDX id, tag of the Hub, or the source's own word. */
  readonly license: string;
  /** The author's name for it, of a licence of one thing alone. */
  readonly name: string | null;
  /** Id of its node; null where the word names no licence. */
  readonly node: string | null;
  readonly method: string | null;
  readonly confidence: number | null;
  readonly source: string | null;
  readonly run: string | null;
  readonly record: string | null;
  readonly pointer: string | null;
}

/** A model or data set with what it states. */
export interface Licensed {
  readonly id: string;
  readonly name: string;
  readonly resolved: boolean;
  readonly removed: boolean;
  /** How access is granted, where not to all: `auto`, `manual`. */
  readonly gated: string | null;
  readonly licenses: readonly StatedLicense[];
}

/** What the table says of each statement; undefined: nothing, and nothing is then taken as allowed. */
export function termsOf(thing: Licensed | undefined): readonly (LicenseTerms | undefined)[] {
  return (thing?.licenses ?? []).map(({ license, node }) => (node === null ? undefined : licenseTermsOf(license)));
}

/** The statements in one word: null when there are none. */
export function licenseWord(thing: Licensed | undefined): string | null {
  const words = (thing?.licenses ?? []).map(({ license, name }) => (name === null ? license : `${license} (${name})`));
  return words.length === 0 ? null : words.join(', ');
}

type ThingRow = NodeRow & Row & { readonly gated: string | null; readonly licenseTag: string | null };
type StatementRow = Row & LicenseStatement & { readonly thing: string };

const thingsStatement = `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted})
  RETURN ${nodeColumns('m')}, m.gated AS gated, m.licenseTag AS licenseTag`;
const licensesStatement = `UNWIND $uris AS wanted MATCH (m:Resource {uri: wanted}) WITH m MATCH (m)-[r:LICENSE]->(l:License)
  RETURN m.uri AS thing, l.id AS node, l.name AS name, r.method AS method, r.confidence AS confidence, r.source AS source, r.run AS run,
    r.record AS record, r.pointer AS pointer ORDER BY thing, node`;

/** A licence's node, and where the statement was read. */
export type LicenseStatement = Omit<StatedLicense, 'license' | 'node'> & { readonly node: string };

/** What the things with these IRIs state, by IRI. */
export async function licensedThings(
  store: GraphStore,
  uris: readonly string[],
): Promise<ReadonlyMap<string, Licensed>> {
  const things = await store.read<ThingRow>(thingsStatement, { uris });
  const statements = new Map<string, LicenseStatement[]>();
  for (const { thing, ...statement } of await store.read<StatementRow>(licensesStatement, { uris })) {
    const own = statements.get(thing) ?? [];
    own.push(statement);
    statements.set(thing, own);
  }
  return new Map(
    things.map((row) => [row.uri, licensedThing(toFoundNode(row), row.gated, row.licenseTag, statements.get(row.uri))]),
  );
}

/** A thing with its statements, the source's own word among them where it names no licence. */
export function licensedThing(
  { id, name, resolved, removed }: FoundNode,
  gated: string | null,
  licenseTag: string | null,
  statements: readonly LicenseStatement[] = [],
): Licensed {
  const closed = gated === 'auto' || gated === 'manual' ? gated : null;
  return { id, name, resolved, removed, gated: closed, licenses: withWord(statements.map(stated), licenseTag) };
}

function stated({ node, name, method, confidence, source, run, record, pointer }: LicenseStatement): StatedLicense {
  const found = { node, method, confidence, source, run, record, pointer };
  if (node.startsWith('spdx:')) return { license: node.slice('spdx:'.length), name: null, ...found };
  const tag = /^license:hf\/([^/]+)$/.exec(node)?.[1];
  return tag === undefined ? { license: 'other', name, ...found } : { license: tag, name: null, ...found };
}

/** The source's word is a statement of its own where it names no licence: `other`, `unknown`, whatever no list has. */
function withWord(licenses: readonly StatedLicense[], word: string | null): readonly StatedLicense[] {
  if (word === null) return licenses;
  const { kind } = licenseOfText(word);
  if (kind === 'spdx' || kind === 'hub' || licenses.some(({ license }) => license === 'other')) return licenses;
  const nowhere = { method: null, confidence: null, source: null, run: null, record: null, pointer: null };
  return [...licenses, { license: word, name: null, node: null, ...nowhere }];
}
