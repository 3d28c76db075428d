import { reportEnd, reportHead, resultTurtle } from '../../graph/shacl/report-turtle.ts';
import { iriOfId } from '../../ontology/iri.ts';
import { shapesUrl } from '../../ontology/namespaces.ts';
import type { RuleDoc } from '../query/validate/all-rules.ts';
import { type Detail, FindingGroups } from '../query/validate/detail.ts';
import type { OptionValues } from './command.ts';
import type { Output } from './output.ts';
import { sarifEnd, sarifHead, sarifResult } from './validate-sarif.ts';
import { toolVersion } from './version.ts';

export const reportForms = ['table', 'json', 'sarif', 'shacl-report'] as const;
export type ReportForm = (typeof reportForms)[number];

/** Takes findings as they come: groups them, and writes each where the form lists all. */
export interface FindingsWriter {
  readonly groups: FindingGroups;
  /** Findings of one audit that are wanted one by one. */
  readonly mostDetails: number;
  begin(): Promise<void>;
  readonly add: (detail: Detail, total?: number) => Promise<void>;
  end(): Promise<void>;
}

interface WriterOptions {
  readonly output: Output;
  readonly rules: readonly RuleDoc[];
  readonly options: OptionValues;
  /** Only these rules; none: all. */
  readonly chosen: ReadonlySet<string>;
}

const mostListed = 100_000;

export function findingsWriter(form: ReportForm, { output, rules, options, chosen }: WriterOptions): FindingsWriter {
  const given = options['examples'] as number | undefined;
  const listsAll = form === 'sarif' || form === 'shacl-report';
  const groups = new FindingGroups(listsAll ? 0 : (given ?? 3));
  const most = given ?? Number.POSITIVE_INFINITY;
  const written = new Map<string, number>();
  const indexes = new Map(rules.map(({ rule }, index) => [rule, index]));
  let count = 0;
  const write = async (detail: Detail): Promise<void> => {
    const held = written.get(detail.rule) ?? 0;
    if (!listsAll || held >= most || (form === 'shacl-report' && detail.kind === 'audit')) return;
    written.set(detail.rule, held + 1);
    count += 1;
    if (form === 'sarif') await output.write(`${count === 1 ? '' : ','}\n${sarifResult(detail, indexes)}`);
    else await output.write(shaclResult(detail, count));
  };
  return {
    groups,
    mostDetails: Math.min(most, listsAll ? mostListed : (given ?? 3)),
    async begin() {
      if (form === 'sarif') await output.write(sarifHead(rules, toolVersion));
      if (form === 'shacl-report') await output.write(reportHead());
    },
    async add(detail, total) {
      if (chosen.size > 0 && !chosen.has(detail.rule)) return;
      groups.add(detail, total);
      await write(detail);
    },
    async end() {
      if (form === 'sarif') await output.line(`\n${sarifEnd}`);
      if (form !== 'shacl-report') return;
      await output.write(reportEnd(count));
      const audits = groups.rules().filter(({ kind }) => kind === 'audit');
      if (audits.length > 0) output.say('what audits found is no matter of shapes: stemma validate --as table');
    },
  };
}

function shaclResult(
  { rule, severity, component = '', focus, path, value, message, place }: Detail,
  n: number,
): string {
  const record = place === undefined ? undefined : iriOfId(place.record);
  const shape = `${shapesUrl}#${rule}`;
  return resultTurtle({ shape, severity, component, focus, path, value, message, record, pointer: place?.pointer }, n);
}
