import { AccountReader } from '../../../graph/account-reader.ts';
import type { GraphStore } from '../../../graph/store.ts';
import type { EntityLine, Evidence } from '../../../ontology/entity.ts';
import { identify } from '../../../ontology/iri.ts';
import { lineageProperties } from '../../../ontology/model.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { readDataRange } from '../../core/run/run-reader.ts';
import { findNodes } from '../find-node.ts';
import { type CardPatch, patchBaseModels } from './front-matter-edit.ts';
import { type BaseEdge, type ModelAccounts, modelsNamingOthers, readAccounts } from './model-accounts.ts';
import { saidInProse } from './said-in-prose.ts';

/** A witness of the base, other than what the front matter states well. */
export interface SuggestionEvidence {
  readonly method: string;
  readonly confidence: number;
  readonly source: string;
  readonly resource: string;
  readonly record: string;
  readonly pointer: string;
  /** As it is written there. */
  readonly literal?: string;
}

export interface SuggestedBase {
  /** Short id. */
  readonly base: string;
  /** How the model was made from it, where a witness states that: relationship types. */
  readonly types: readonly string[];
  /** What the card says instead: an old name, or another spelling. */
  readonly written?: string;
  /** Whether the base itself is described in the graph. */
  readonly described: boolean;
  /** Whether the source shows the base already, though the card does not state it. */
  readonly shown: boolean;
  readonly evidence: readonly SuggestionEvidence[];
}

/** What one card should say of its model's bases, and how, or why that is left to people. */
export type CardSuggestion = { readonly model: string; readonly bases: readonly SuggestedBase[] } & CardPatch;

export interface SuggestOptions {
  readonly dataDir: string;
  readonly signal?: AbortSignal;
}

const modelsPerPage = 500;
/** What the source made of card and files: it shows these, whoever said them first. */
const ofTheSource: ReadonlySet<string> = new Set(['hub-tag', 'hub-api']);
const ofTheCard = 'yaml-frontmatter';

/**
 * Bases that are known by another witness than the card's front matter: a file of the adapter, a tag, the card's prose, the
 * card itself under an old or another spelling. Ordered by model; nothing is changed and no source is asked.
 */
export async function* suggestBaseModels(
  store: GraphStore,
  { dataDir, signal }: SuggestOptions,
): AsyncGenerator<CardSuggestion> {
  const reader = new AccountReader(dataDir);
  try {
    for (let after = ''; ;) {
      throwIfAborted(signal);
      const uris = await modelsNamingOthers(store, after, modelsPerPage);
      const last = uris.at(-1);
      if (last === undefined) return;
      for (const told of await readAccounts(store, reader, uris)) {
        const suggestion = await suggestFor(store, dataDir, told);
        if (suggestion !== undefined) yield suggestion;
      }
      after = last;
    }
  } finally {
    await reader.close();
  }
}

async function suggestFor(
  store: GraphStore,
  dataDir: string,
  told: ModelAccounts,
): Promise<CardSuggestion | undefined> {
  const { uri, edges, accounts, card } = told;
  const bytes =
    card === undefined
      ? undefined
      : await readDataRange(dataDir, card.origin.file, card.origin.offset, card.origin.length);
  const bases = [...new Set(edges.map((edge) => edge.baseUri))].flatMap(
    (base) =>
      suggestBase(
        edges.filter((edge) => edge.baseUri === base),
        accounts,
      ) ?? [],
  );
  const isSilent = edges.length === 0 && card !== undefined && bytes !== undefined;
  if (isSilent) bases.push(...(await suggestFromProse(store, card, bytes)));
  if (bases.length === 0) return undefined;
  return { model: identify(uri)?.id ?? uri, bases, ...patchOf(bytes, bases) };
}

/** What a card calls a model whose short id is this. */
function nameOf(id: string): string {
  return id.replace(/^hf:(?:models\/(?=models\/|datasets\/|accounts\/))?/, '');
}

function nameOfIri(iri: string): string {
  return nameOf(identify(iri)?.id ?? iri);
}

function suggestBase(edges: readonly BaseEdge[], accounts: readonly EntityLine[]): SuggestedBase | undefined {
  const [edge] = edges;
  if (edge === undefined) return undefined;
  const literals = new Set(edges.map(({ literal }) => literal));
  const isOfBase = ({ property, value }: Evidence): boolean =>
    lineageProperties.includes(property) && (value === edge.baseUri || literals.has(nameOfIri(String(value))));
  const witnesses = accounts.flatMap((line) =>
    line.evidence.filter(isOfBase).map((one) => ({ one, shown: evidenceView(one, line) })),
  );
  // The name as the card has it: of an alias the value is the card's own, of an address or a resolved name the literal.
  const inCard = witnesses.flatMap(({ one }) =>
    one.method === ofTheCard ? [one.literal ?? nameOfIri(String(one.value))] : [],
  );
  const [written] = inCard;
  const isShown = witnesses.some(({ one }) => ofTheSource.has(one.method));
  if (inCard.includes(nameOf(edge.base)) || (written !== undefined && isShown)) return undefined;
  return {
    base: edge.base,
    types: [...new Set(edges.map(({ type }) => type))],
    ...(written === undefined ? {} : { written }),
    described: edge.described,
    shown: isShown,
    evidence: witnesses.map(({ shown }) => shown).toSorted(byTrust),
  };
}

const byTrust = compareBy<SuggestionEvidence>(
  (one) => -one.confidence,
  (one) => one.method,
  (one) => one.resource,
  (one) => one.pointer,
);

function evidenceView({ method, confidence, pointer, literal }: Evidence, { origin }: EntityLine): SuggestionEvidence {
  const { source, resource, record } = origin;
  return { method, confidence, source, resource, record, pointer, ...(literal === undefined ? {} : { literal }) };
}

/** Of a model without any stated base: a sentence of its card. */
async function suggestFromProse(store: GraphStore, card: EntityLine, bytes: Buffer): Promise<readonly SuggestedBase[]> {
  const said = saidInProse(card, bytes);
  const [node] = said === undefined ? [] : await findNodes(store, [said.base]);
  if (said === undefined || node?.label !== 'MLModel') return [];
  const evidence = [{ ...evidenceView(said.evidence, card), literal: said.words }];
  return [{ base: node.id, types: [], described: node.resolved, shown: false, evidence }];
}

function patchOf(bytes: Buffer | undefined, bases: readonly SuggestedBase[]): CardPatch {
  if (bytes === undefined) return { problem: 'its card is not among what is stored' };
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) return { problem: 'its card is not UTF-8' };
  return patchBaseModels(text, {
    add: bases.filter(({ written }) => written === undefined).map(({ base }) => nameOf(base)),
    respell: bases.flatMap(({ base, written }) => (written === undefined ? [] : [{ from: written, to: nameOf(base) }])),
  });
}
