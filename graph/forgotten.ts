import { identify } from '../ontology/iri.ts';
import { type Forgotten, readForgotten } from '../src/core/run/forgotten.ts';
import { writeRows } from './batch.ts';
import type { LoadContext } from './load-context.ts';
import { readStates } from './node-writes.ts';
import { canonicalTime, sameProperties } from './property-values.ts';
import { propertiesOf, rowOf, type NodeRow } from './rows.ts';
import { upsertNodes } from './statements.ts';

/** The tombstones of what was forgotten on request: a node with its id and nothing that was said of it. */
export async function markForgotten(context: LoadContext): Promise<void> {
  const forgotten = await readForgotten(context.dataDir);
  if (forgotten.length === 0) return;
  const states = await readStates(
    { ...context, isFirst: false },
    forgotten.flatMap(({ uris }) => uris),
  );
  for (const one of forgotten) {
    for (const [index, uri] of one.uris.entries()) {
      const state = states.get(uri);
      // Of former names only what others refer to is left.
      if (state === undefined && index > 0) continue;
      const row = tombstoneOf(one, uri);
      if (state !== undefined && sameProperties(state.properties, propertiesOf(row))) continue;
      context.counts[state === undefined ? 'nodesCreated' : 'nodesUpdated'] += 1;
      await writeRows(context.store, upsertNodes([one.label], Object.keys(row.typed)), [row]);
    }
  }
}

function tombstoneOf({ label, at }: Forgotten, uri: string): NodeRow {
  const id = identify(uri)?.id ?? uri;
  const name = identify(uri)?.name ?? uri;
  return rowOf([label], { uri, id, name, resolved: false, removed: true, forgotten: canonicalTime(at) ?? at });
}
