import type { RdfTerm } from '../../../graph/rdf/statement.ts';
import type { Severity } from '../../../ontology/shape-rules.ts';

/** Where in the stored bytes the value stands that is wrong; for what is missing, the record that should have it. */
export interface Place {
  readonly source: string;
  readonly run: string;
  /** `raw:{run-id}/{seq}` */
  readonly record: string;
  /** RFC 6901 JSON Pointer into the raw element; empty for the whole element. */
  readonly pointer: string;
  /** Relative to the data directory. */
  readonly file: string;
  /** The element, absolute in the uncompressed file. */
  readonly offset: number;
  readonly length: number;
  /** As the source wrote it, where it differs from the value. */
  readonly literal?: string;
}

/** One finding: a thing that breaks a shape, or that an audit of the whole has found. */
export interface Detail {
  /** Name of a shape (`MLModel-rule-licensed`), or of an audit (`A1-lineage-cycle`). */
  readonly rule: string;
  readonly kind: 'shape' | 'audit';
  readonly severity: Severity;
  readonly message: string;
  /** IRI of the thing. */
  readonly focus: string;
  readonly id: string;
  /** Full IRI of the property it is about. */
  readonly path?: string;
  readonly value?: RdfTerm;
  /** Name of the SHACL constraint component; none for audits. */
  readonly component?: string;
  readonly place?: Place;
}

/** All findings of one rule. */
export interface RuleFindings {
  readonly rule: string;
  readonly kind: Detail['kind'];
  readonly severity: Severity;
  readonly message: string;
  readonly total: number;
  /** The first few. */
  readonly examples: readonly Detail[];
}

export const severities: readonly Severity[] = ['Violation', 'Warning', 'Info'];

/** Findings by rule: true totals, and the first few of each. Memory is bounded by rules and examples. */
export class FindingGroups {
  readonly #most: number;
  readonly #groups = new Map<string, { first: Detail; total: number; examples: Detail[] }>();

  constructor(mostExamples: number) {
    this.#most = mostExamples;
  }

  /** `total`: of how many this is one; examples after the first are added with 0. */
  add(detail: Detail, total = 1): void {
    const group = this.#groups.get(detail.rule) ?? { first: detail, total: 0, examples: [] };
    this.#groups.set(detail.rule, group);
    group.total += total;
    if (group.examples.length < this.#most) group.examples.push(detail);
  }

  /** The gravest first, then the most frequent. */
  rules(): readonly RuleFindings[] {
    const found = [...this.#groups].map(([rule, { first, total, examples }]): RuleFindings => {
      const { kind, severity, message } = first;
      return { rule, kind, severity, message, total, examples };
    });
    const grave = ({ severity }: RuleFindings): number => severities.indexOf(severity);
    return found.sort((a, b) => grave(a) - grave(b) || b.total - a.total || (a.rule < b.rule ? -1 : 1));
  }
}
