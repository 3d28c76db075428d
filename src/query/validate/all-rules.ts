import type { Severity } from '../../../ontology/shape-rules.ts';
import { allShapes } from '../../../ontology/shapes.ts';
import { accountAudits } from './account-audits.ts';
import { audits } from './audits.ts';

export interface RuleDoc {
  readonly rule: string;
  readonly kind: 'shape' | 'audit';
  readonly severity: Severity;
  /** What is wrong where it is broken. */
  readonly message: string;
}

/** Every rule by which `validate` judges: shapes, then audits. */
export function allRules(): readonly RuleDoc[] {
  const shapes = allShapes().map(({ name, severity, message }): RuleDoc => {
    return {
      rule: name,
      kind: 'shape',
      severity,
      message: message ?? 'not as declared: number, kind or class of values',
    };
  });
  const ofAccounts = Object.entries(accountAudits).map(([rule, message]): RuleDoc => {
    return { rule, kind: 'audit', severity: 'Violation', message };
  });
  const ofGraph = [...graphAudits, ...audits].map(({ name, severity, message }): RuleDoc => {
    return { rule: name, kind: 'audit', severity, message };
  });
  return [...shapes, ...ofAccounts, ...ofGraph];
}

/** Audits that are more than a statement to the graph. */
export const graphAudits = [
  { name: 'A1-lineage-cycle', severity: 'Violation', message: 'derives from itself' },
  {
    name: 'A8-undescribed-references',
    severity: 'Warning',
    message: 'a source most of whose references nobody has described',
  },
] as const;
