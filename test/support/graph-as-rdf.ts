import { Store } from 'oxigraph';
import type { GraphStore } from '../../graph/store.ts';
import { exportRdf, type RdfOptions } from '../../src/query/export-rdf.ts';

/** All that is exported of a graph, counters included, as SPARQL is asked of it. */
export async function graphAsRdf(store: GraphStore, options: Partial<RdfOptions> = {}): Promise<Store> {
  const rdf = new Store();
  const all: RdfOptions = { format: 'nquads', assertions: 'edges', counters: true, dataDir: '', ...options };
  for await (const part of exportRdf(store, all)) rdf.load(String(part), { format: 'application/n-quads' });
  return rdf;
}
