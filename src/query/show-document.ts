import { AccountReader } from '../../graph/account-reader.ts';
import { jsonLdClosing, jsonLdNodes, jsonLdOpening } from '../../graph/rdf/jsonld-nodes.ts';
import { documentContext } from '../../graph/rdf/jsonld-terms.ts';
import type { GraphStore } from '../../graph/store.ts';
import { relationshipTypes } from '../../ontology/model.ts';
import { readCurrentAccounts } from './current-accounts.ts';
import { framedTexts } from './export-frames.ts';
import { readPage } from './export-pages.ts';
import { resolveId, type ResolveOptions } from './resolve-id.ts';
import { statementsOf } from './rdf-statements.ts';
import { usedContext } from './used-context.ts';

export interface DocumentPlace extends ResolveOptions {
  /** Where the accounts are, that the graph only points at. */
  readonly dataDir: string;
}

/** One thing as a JSON-LD document with what belongs to it inside: a model card, a dataset, a run; counters included. JSON text. */
export async function showCard(store: GraphStore, id: string, options: ResolveOptions = {}): Promise<string> {
  const { uri } = await resolveId(store, id, options);
  const [text = '{}'] = await framedTexts(store, [uri], { counters: true });
  return `{"@context":${JSON.stringify(usedContext(documentContext, text))},${text.slice(1)}\n`;
}

/**
 * The evidence for one thing's values and relationships as a JSON-LD document: every witness of the accounts that hold. JSON text.
 * @throws StemmaError STEMMA_RUN when an account is not in this data directory
 */
export async function showEvidence(store: GraphStore, id: string, options: DocumentPlace): Promise<string> {
  const { uri } = await resolveId(store, id, options);
  const reader = new AccountReader(options.dataDir);
  try {
    const [thing] = await readPage(store, [uri], relationshipTypes);
    const accounts = await readCurrentAccounts(store, reader, [uri]);
    if (thing === undefined) return `${jsonLdOpening()}${jsonLdClosing}`;
    const all = statementsOf(thing, accounts.get(uri) ?? [], { assertions: 'all', counters: true });
    return `${jsonLdOpening()}\n${jsonLdNodes(all.filter(({ graph }) => graph !== undefined)).join(',\n')}${jsonLdClosing}`;
  } finally {
    await reader.close();
  }
}
