import { compactTerm } from '../../ontology/namespaces.ts';
import type { RuleDoc } from '../query/validate/all-rules.ts';
import type { Detail, RuleFindings } from '../query/validate/detail.ts';
import type { OptionValues } from './command.ts';
import type { Output } from './output.ts';
import { fieldsOf, printRows } from './rows.ts';
import { grouped } from './text.ts';

export const ruleFields = fieldsOf<RuleFindings>({
  rule: true,
  kind: true,
  severity: true,
  message: true,
  total: true,
  examples: true,
});

export interface FindingsSummary {
  readonly run: string | null;
  readonly things: number;
  readonly accounts: number;
  readonly statements: number;
  readonly graph: string | null;
  readonly audits: number;
  readonly violations: number;
  readonly warnings: number;
  readonly infos: number;
}

export async function printFindings(
  output: Output,
  found: readonly RuleFindings[],
  { run, things, accounts, statements, graph, audits, violations, warnings, infos }: FindingsSummary,
): Promise<void> {
  const count = (number: number): string => (output.terminal ? grouped(number) : String(number));
  await output.table(
    [
      { title: 'severity' },
      { title: 'findings', align: 'right' },
      { title: 'rule' },
      { title: 'what is wrong' },
      { title: 'such as' },
    ],
    found.map(({ severity, total, rule, message, examples }) => [
      severity,
      count(total),
      rule,
      message,
      examples.map(exampleText).join('; '),
    ]),
  );
  if (run !== null)
    output.say(
      `run ${run}: ${grouped(things)} things told in ${grouped(accounts)} accounts, ${grouped(statements)} statements judged by the shapes`,
    );
  if (graph !== null) output.say(`graph (${graph}): ${audits} audits`);
  output.say(`${grouped(violations)} violations, ${grouped(warnings)} warnings, ${grouped(infos)} infos`);
  if (found.some(({ examples }) => examples.some(({ place }) => place !== undefined)))
    output.say('next: stemma why <id>; every place: stemma validate --as sarif');
}

function exampleText({ id, path, value, focus, place }: Detail): string {
  const text = value === undefined ? '' : 'iri' in value ? value.iri : value.text;
  const said = text === '' || text === focus ? '' : ` ${path === undefined ? '' : `${compactTerm(path)} = `}${text}`;
  const where = place === undefined || place.pointer === '' ? '' : ` at ${place.pointer}`;
  return `${id}${said}${where}`;
}

export function printRules(output: Output, options: OptionValues, rules: readonly RuleDoc[]): Promise<number> {
  const fields = ['rule', 'kind', 'severity', 'message'];
  return printRows(output, options, {
    items: rules.map((item) => ({ ...item })),
    fields,
    id: 'rule',
    value: (pick) => ({ items: rules.map(pick), total: rules.length }),
    human: () =>
      output.table(
        fields.map((title) => ({ title })),
        rules.map(({ rule, kind, severity, message }) => [rule, kind, severity, message]),
      ),
  });
}
