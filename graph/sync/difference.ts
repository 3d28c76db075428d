import { countersOf } from '../rows.ts';
import { sameProperties } from '../property-values.ts';
import { emptyCounts, type LoadCounts, type LoadReport } from '../load-report.ts';
import { provenanceLabels } from '../../ontology/model.ts';
import type { StoredEdge, StoredNode } from './stored.ts';

/** What is done to a graph to bring it to another, in numbers and examples. */
export interface GraphDifference extends LoadReport {
  /** Short ids of the first things of the domain that are created, updated and deleted, in the order of their IRIs. */
  readonly examples: { readonly [K in ChangeKind]: readonly string[] };
}

export const changeKinds = ['created', 'updated', 'deleted'] as const;
export type ChangeKind = (typeof changeKinds)[number];

const counterOf = { created: 'nodesCreated', updated: 'nodesUpdated', deleted: 'nodesDeleted' } as const;
const provenance: ReadonlySet<string> = new Set(provenanceLabels);
/** They count as runs, not as nodes. */
const ofRuns: ReadonlySet<string> = new Set(['ExtractionRun', 'SoftwareAgent']);

/** Counts a difference as a load counts what it writes. */
export class DifferenceCounts {
  readonly #counts: LoadCounts = emptyCounts();
  readonly #examples: Record<ChangeKind, string[]> = { created: [], updated: [], deleted: [] };
  readonly #most: number;

  constructor(mostExamples: number) {
    this.#most = mostExamples;
  }

  node(wanted: StoredNode | undefined, held: StoredNode | undefined): void {
    const node = wanted ?? held;
    if (node === undefined) return;
    if (node.labels.some((label) => ofRuns.has(label))) {
      if (node.labels.includes('ExtractionRun')) this.#counts.runsRecorded += 1;
      return;
    }
    if (wanted !== undefined && held !== undefined && onlyCountersDiffer(wanted, held)) {
      this.#counts.countersUpdated += 1;
      return;
    }
    const kind: ChangeKind = held === undefined ? 'created' : wanted === undefined ? 'deleted' : 'updated';
    this.#counts[counterOf[kind]] += 1;
    const examples = this.#examples[kind];
    if (examples.length < this.#most && !node.labels.some((label) => provenance.has(label)))
      examples.push(String(node.properties['id'] ?? node.uri));
  }

  edge(wanted: StoredEdge | undefined, held: StoredEdge | undefined): void {
    if ((wanted ?? held)?.type === 'WAS_ASSOCIATED_WITH') return;
    if (held === undefined) this.#counts.relationshipsCreated += 1;
    else if (wanted === undefined) this.#counts.relationshipsDeleted += 1;
    else this.#counts.relationshipsUpdated += 1;
  }

  get(): GraphDifference {
    return { ...this.#counts, examples: this.#examples };
  }
}

function onlyCountersDiffer(wanted: StoredNode, held: StoredNode): boolean {
  if (!sameLabels(wanted, held)) return false;
  const counters = new Set(wanted.labels.flatMap(countersOf));
  const stable = ({ properties }: StoredNode): Record<string, unknown> =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => !counters.has(name)));
  return sameProperties(stable(wanted), stable(held));
}

export function sameLabels(a: StoredNode, b: StoredNode): boolean {
  return a.labels.length === b.labels.length && a.labels.every((label, index) => label === b.labels[index]);
}

export function sameNode(a: StoredNode, b: StoredNode): boolean {
  return sameLabels(a, b) && sameProperties(a.properties, b.properties);
}
