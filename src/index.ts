/** The public API: run a source, open a graph, ask. */
export { Graph, openGraph } from './graph-session.ts';
export type { GraphOptions, PastOptions } from './graph-session.ts';
export { runSource } from './run-pipeline.ts';
export type { RunOptions } from './run-pipeline.ts';
export { StemmaError, isStemmaError } from './core/errors.ts';
export type { ErrorCode } from './core/errors.ts';
export type { RunReport } from './pipeline/report.ts';
export type { ImpactItem, ImpactOptions, ImpactResult } from './query/impact.ts';
export type { LineageEdge, LineageNode, LineageOptions, LineageResult } from './query/lineage.ts';
export type { LicenseOptions, LicenseResult, LicenseStep } from './query/license/license.ts';
export type { LicensePair, PairOptions } from './query/license/license-pairs.ts';
export type { WhyItem, WhyResult } from './query/why.ts';
export type { HistoryEvent, HistoryItem, HistoryResult } from './query/history.ts';
export type { SearchOptions, SearchResult } from './query/search.ts';
export type { CypherResult } from './query/cypher-run.ts';
export { listQueries } from '../cypher/index.ts';
export { jsonLdContext } from '../ontology/context.ts';
export { schemaPage } from '../ontology/docs.ts';
