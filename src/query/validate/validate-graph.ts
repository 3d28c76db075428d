import { nodeStatements } from '../../../graph/rdf/node-statements.ts';
import { focusNodes } from '../../../graph/shacl/focus-node.ts';
import { Judge } from '../../../graph/shacl/judge.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { iriOfId } from '../../../ontology/iri.ts';
import { domainLabels, provenanceLabels, relationshipTypes } from '../../../ontology/model.ts';
import type { Severity } from '../../../ontology/shape-rules.ts';
import { allShapes } from '../../../ontology/shapes.ts';
import { throwIfAborted } from '../../core/abort.ts';
import { exportedUris, readPage } from '../export-pages.ts';
import { rdfNodeOf } from '../rdf-statements.ts';
import { graphAudits } from './all-rules.ts';
import { audits } from './audits.ts';
import type { Detail } from './detail.ts';
import { lineageCycles } from './lineage-cycles.ts';
import { classesOf, detailOf } from './validate-run.ts';

export interface ValidateGraphOptions {
  readonly signal?: AbortSignal;
  /** Findings of one audit that are given one by one; all are counted. */
  readonly mostDetails: number;
  /** Share of the things a source refers to that nobody has described, above which that is a finding. Default 0.9. */
  readonly mostStubs?: number;
  /** `total`: of how many findings of its rule it is the first; 0 for the ones behind it. */
  readonly onFinding: (detail: Detail, total: number) => void | Promise<void>;
}

export interface GraphValidated {
  readonly audits: number;
  /** Records, runs, descriptions and programs, judged by their shapes. */
  readonly provenance: number;
}

/** Judges the whole graph: its provenance by the shapes, and what only the whole shows by the audits. */
export async function validateGraph(store: GraphStore, options: ValidateGraphOptions): Promise<GraphValidated> {
  const provenance = await validateProvenance(store, options);
  await auditCycles(store, options);
  await auditStubs(store, options);
  for (const { match, ...audit } of audits) {
    throwIfAborted(options.signal);
    const rows = await store.read<{ uri: string; id: string; detail: string | null }>(
      `${match} RETURN n.uri AS uri, n.id AS id, detail AS detail ORDER BY uri, detail LIMIT $most`,
      { most: options.mostDetails },
    );
    const [counted] =
      rows.length < options.mostDetails
        ? [{ total: rows.length }]
        : await store.read<{ total: number }>(`${match} RETURN count(*) AS total`);
    await give(audit, rows, counted?.total ?? 0, options);
  }
  return { provenance, audits: audits.length + 2 };
}

interface AuditRow {
  readonly uri: string;
  readonly id: string;
  readonly detail: string | null;
}

async function give(
  { name, severity, message }: { readonly name: string; readonly severity: Severity; readonly message: string },
  rows: readonly AuditRow[],
  total: number,
  { onFinding }: ValidateGraphOptions,
): Promise<void> {
  for (const [index, { uri, id, detail }] of rows.entries()) {
    const value = detail === null ? {} : { value: { text: detail } };
    await onFinding(
      { rule: name, kind: 'audit', severity, message, focus: uri, id, ...value },
      index === 0 ? total : 0,
    );
  }
}

async function auditCycles(store: GraphStore, options: ValidateGraphOptions): Promise<void> {
  const cycles = await lineageCycles(store);
  const rows = cycles.slice(0, options.mostDetails).map((ids) => {
    const [id = ''] = ids;
    return { uri: iriOfId(id) ?? id, id, detail: ids.join(' ') };
  });
  await give(graphAudits[0], rows, cycles.length, options);
}

async function auditStubs(store: GraphStore, options: ValidateGraphOptions): Promise<void> {
  const rows = await store.read<{ source: string; total: number; stubs: number }>(
    `MATCH (:Resource)-[r]->(t:Resource) WHERE r.method <> 'curated' AND t.resolved IS NOT NULL WITH DISTINCT r.source AS source, t
     RETURN source, count(t) AS total, count(CASE WHEN t.resolved = false THEN 1 END) AS stubs ORDER BY source`,
  );
  const most = options.mostStubs ?? 0.9;
  const high = rows.filter(({ total, stubs }) => stubs / total > most);
  await give(
    graphAudits[1],
    high.map(({ source, total, stubs }) => ({ uri: '', id: source, detail: `${stubs} of ${total}` })),
    high.length,
    options,
  );
}

async function validateProvenance(store: GraphStore, options: ValidateGraphOptions): Promise<number> {
  const judge = new Judge(
    allShapes().filter(({ label }) => provenanceLabels.includes(label)),
    (iri) => classesOf(iri),
  );
  let judged = 0;
  for await (const uris of exportedUris(store, { without: domainLabels, signal: options.signal })) {
    for (const page of await readPage(store, uris, relationshipTypes)) {
      judged += 1;
      for (const focus of focusNodes(nodeStatements(rdfNodeOf(page, { provenance: true, counters: true }))))
        for (const finding of judge.findings(focus)) await options.onFinding(detailOf(finding, undefined), 1);
    }
  }
  return judged;
}
