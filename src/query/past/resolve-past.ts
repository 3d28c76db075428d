import { isRedirect } from '../../../graph/redirects.ts';
import { identify } from '../../../ontology/iri.ts';
import { compareBy } from '../../core/code-point-order.ts';
import { StemmaError } from '../../core/errors.ts';
import { resolveId, type ResolveOptions } from '../resolve-id.ts';
import type { PastGraph, PastThing } from './past-graph.ts';
import { readToldAccounts } from './told-accounts.ts';

export interface ResolvePastOptions extends ResolveOptions {
  /** Whether something spoke then of a name that nothing told of; such a name is found too. */
  readonly isReferredTo?: (uri: string) => Promise<boolean>;
}

/**
 * What a user's id meant then: what was called so, else what the name stood for, else what is called so now, under the name
 * it had. What was gone then is found too.
 * @throws StemmaError STEMMA_USAGE when nothing had been told of it, saying since when something is
 */
export async function resolvePast(past: PastGraph, id: string, options: ResolvePastOptions = {}): Promise<PastThing> {
  const node = await resolveId(past.store, id);
  const asked = node.redirectedFrom === undefined ? node.uri : await uriOf(past, node.redirectedFrom);
  const meant = (await past.meant([asked])).get(asked) ?? asked;
  const family = await past.family(asked);
  const things = await past.things([asked, meant, ...family]);
  const candidates = [asked, meant, node.uri, ...family].flatMap((uri) => things.get(uri) ?? []);
  const told =
    candidates.find(({ state }) => state === 'described') ??
    candidates
      .filter(({ state }) => state === 'gone')
      .toSorted(compareBy(({ goneAt }) => -Date.parse(goneAt ?? '')))[0];
  const found = told ?? ((await options.isReferredTo?.(meant)) === true ? things.get(meant) : undefined);
  if (found === undefined) throw await notYet(past, node.id, family);
  if (found.uri !== asked) {
    const [from, to] = [asked, found.uri].map((uri) => identify(uri)?.id ?? uri) as [string, string];
    options.onRedirect?.(from, { ...node, id: to, uri: found.uri });
  }
  return found;
}

async function uriOf(past: PastGraph, id: string): Promise<string> {
  const [row] = await past.store.read<{ uri: string }>('MATCH (n:Resource {id: $id}) RETURN n.uri AS uri', { id });
  return row?.uri ?? id;
}

async function notYet(past: PastGraph, id: string, family: readonly string[]): Promise<StemmaError> {
  const told = await readToldAccounts(past.store, past.dataDir, family);
  const times = told.filter(({ line }) => !isRedirect(line)).map(({ from }) => from);
  const [first] = times.toSorted(compareBy((time) => Date.parse(time)));
  return first === undefined
    ? new StemmaError('STEMMA_USAGE', `no source tells of ${id}: it has no past states`, { hint: `stemma show ${id}` })
    : new StemmaError('STEMMA_USAGE', `nothing had been told of ${id} by ${past.at.text}`, {
        hint: `it is told of since ${first}: stemma history ${id}`,
        context: { id, since: first },
      });
}
