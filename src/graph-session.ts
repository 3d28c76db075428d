import { openGraph as openStore } from '../graph/open.ts';
import type { GraphStore } from '../graph/store.ts';
import { runCypher, runQuery, type CypherOptions, type CypherResult } from './query/cypher-run.ts';
import type { EntityDocument } from './query/entity-document.ts';
import { exportJsonld, type ExportOptions } from './query/export-jsonld.ts';
import { FamilyIndex } from './query/family-index/family-index.ts';
import { history, type HistoryResult } from './query/history.ts';
import { impact, type ImpactOptions, type ImpactResult } from './query/impact.ts';
import { licenseAt } from './query/license/license-at.ts';
import { licensePairs, type LicensePair, type PairOptions } from './query/license/license-pairs.ts';
import { license, type LicenseOptions, type LicenseResult } from './query/license/license.ts';
import { lineage, type LineageOptions, type LineageResult } from './query/lineage.ts';
import { lineageAt } from './query/lineage-at.ts';
import { parseInstant } from './query/past/instant.ts';
import { search, type SearchOptions, type SearchResult } from './query/search.ts';
import { show } from './query/show.ts';
import { showAt } from './query/show-at.ts';
import { why, type WhyResult } from './query/why.ts';

export interface GraphOptions {
  /** Where run folders and the embedded graph are. Default `./data`. */
  readonly dataDir?: string;
  /** `neo4j://host:7687`, `bolt://…`; absent: the embedded graph of the data directory. */
  readonly uri?: string;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
}

/** A past state, rebuilt from the run folders of the data directory. */
export interface PastOptions {
  /** ISO 8601; a date without a time means its end, UTC. */
  readonly at?: string;
}

/** A graph opened for questions. Ids are forgiving: Hub id, Hub URL, IRI, `hf:…`. */
export class Graph {
  readonly #store: GraphStore;
  readonly #dataDir: string;
  #families: FamilyIndex | undefined;

  constructor(store: GraphStore, dataDir: string) {
    this.#store = store;
    this.#dataDir = dataDir;
  }

  get engine(): 'neo4j' | 'embedded' {
    return this.#store.engine;
  }

  /** The family of a model: ancestors (`up`), descendants (`down`) or both, to any depth. */
  lineage(id: string, { at, ...options }: Partial<LineageOptions> & PastOptions = {}): Promise<LineageResult> {
    const chosen = { direction: 'both', ...options } as const;
    if (at === undefined) return lineage(this.#store, id, { ...this.#held, ...chosen });
    return lineageAt(this.#store, id, parseInstant(at, 'at'), { ...chosen, dataDir: this.#dataDir });
  }

  /** Who inherits what befalls a model or a dataset. */
  impact(id: string, options: ImpactOptions = {}): Promise<ImpactResult> {
    return impact(this.#store, id, { ...this.#held, ...options });
  }

  /**
   * Reads all families into memory, for a program that asks much of large ones: the same answers from then on, without the
   * engine. About 80 MB and ten seconds for 120,000 things. What is loaded later is not seen until it is called again.
   */
  async holdFamilies(
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<{ readonly things: number; readonly statements: number }> {
    this.#families = await FamilyIndex.build(this.#store, options);
    return this.#families.size;
  }

  get #held(): { readonly families?: FamilyIndex } {
    return this.#families === undefined ? {} : { families: this.#families };
  }

  /** Whether a model may be under the licence it states, by each step up. Not legal advice. */
  license(id: string, { at, ...options }: LicenseOptions & PastOptions = {}): Promise<LicenseResult> {
    if (at === undefined) return license(this.#store, id, options);
    return licenseAt(this.#store, id, parseInstant(at, 'at'), { ...options, dataDir: this.#dataDir });
  }

  /** Every stated step between two models with its verdict, by child. */
  licensePairs(options: PairOptions = {}): AsyncGenerator<LicensePair> {
    return licensePairs(this.#store, options);
  }

  /** The entity as JSON-LD. */
  show(id: string, { at }: PastOptions = {}): Promise<EntityDocument> {
    if (at === undefined) return show(this.#store, id);
    return showAt(this.#store, id, parseInstant(at, 'at'), { dataDir: this.#dataDir });
  }

  /** The witnesses of each value, down to the stored bytes, checked now. */
  why(id: string, property?: string): Promise<WhyResult> {
    return why(this.#store, id, { dataDir: this.#dataDir, ...(property === undefined ? {} : { property }) });
  }

  /** All accounts of a thing over time, and what changed from each to the next. */
  history(id: string, property?: string): Promise<HistoryResult> {
    return history(this.#store, id, { dataDir: this.#dataDir, ...(property === undefined ? {} : { property }) });
  }

  search(text: string, options: SearchOptions = {}): Promise<SearchResult> {
    return search(this.#store, text, options);
  }

  /** A named question of the catalogue. */
  query(
    name: string,
    parameters: Readonly<Record<string, unknown>> = {},
    options: CypherOptions = {},
  ): Promise<CypherResult> {
    return runQuery(this.#store, name, parameters, options);
  }

  /** Your own Cypher, read-only. */
  cypher(
    text: string,
    parameters: Readonly<Record<string, unknown>> = {},
    options: CypherOptions = {},
  ): Promise<CypherResult> {
    return runCypher(this.#store, text, parameters, options);
  }

  /** Every node as one line of JSON-LD, sorted by IRI; the same bytes from both engines. */
  exportJsonld(options: ExportOptions = {}): AsyncGenerator<string> {
    return exportJsonld(this.#store, options);
  }

  close(): Promise<void> {
    return this.#store.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** The options with their defaults, as a load and a reader take them. */
export function locationOf({ dataDir = './data', uri, user = 'neo4j', password = '', database }: GraphOptions) {
  return {
    dataDir,
    ...(uri === undefined ? {} : { uri }),
    neo4j: { user, password, ...(database === undefined ? {} : { database }) },
  };
}

/**
 * Opens a graph for reading.
 * @throws StemmaError STEMMA_STORE when there is none yet, STEMMA_STORE_UNREACHABLE, STEMMA_AUTH, STEMMA_GRAPH_DAMAGED
 */
export async function openGraph(options: GraphOptions = {}): Promise<Graph> {
  const location = locationOf(options);
  return new Graph(await openStore(location), location.dataDir);
}
