import { Option } from 'commander';
import type { DrawnGraph } from '../query/graph-forms/drawn-graph.ts';
import { markdownTable, markdownText } from '../query/graph-forms/markdown.ts';
import type { OptionValues } from './command.ts';
import { csv } from './delimited.ts';
import { graphForms, printGraph } from './graph-forms.ts';
import { cellText, type Output } from './output.ts';
import { printRows, type RowSet } from './rows.ts';
import type { Column } from './table.ts';
import { plainSigns, safe } from './text.ts';

/** A heading with figures or a table below it. */
export interface Section {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Said below it, where the table does not show all. */
  readonly more?: string;
}

export interface Answer extends Omit<RowSet, 'human'> {
  readonly title: string;
  /** One sentence; the whole answer where there are no sections. */
  readonly summary: string;
  readonly sections: readonly Section[];
  readonly graph?: () => DrawnGraph;
}

/** `--as`, for answers that are more than one table; with the forms of graphs where they are graphs. */
export function asOption(...more: readonly string[]): Option {
  return new Option('--as <format>', 'output').choices(['text', 'json', 'csv', 'md', ...more]).default('text');
}

/** The same for answers that are graphs. */
export function asGraphOption(): Option {
  return asOption(...graphForms);
}

/** Writes an answer in the form asked for; `--json` and `--format` go before `--as`. */
export function printAnswer(output: Output, options: OptionValues, answer: Answer): Promise<number> {
  return printRows(output, options, { ...answer, human: () => printForm(output, String(options['as']), answer) });
}

async function printForm(output: Output, form: string, answer: Answer): Promise<void> {
  const { graph, items, fields, value } = answer;
  if (graph !== undefined && (await printGraph(output, form, graph))) return;
  if (form === 'json') return output.result(value((item) => item));
  if (form === 'csv')
    return output.write(
      csv(
        fields,
        items.map((item) => fields.map((name) => cellText(item[name]))),
      ),
    );
  if (form === 'md') return output.line(safe(markdown(answer)));
  await output.text(safe(answer.summary));
  for (const section of answer.sections.filter(({ rows }) => rows.length > 0)) {
    await output.line();
    await output.text(output.style('bold', safe(section.title)));
    await output.table(section.columns, output.unicode ? section.rows : section.rows.map((row) => row.map(plainSigns)));
    if (section.more !== undefined) output.say(section.more);
  }
}

function markdown({ title, summary, sections }: Answer): string {
  const parts = sections
    .filter(({ rows }) => rows.length > 0)
    .flatMap((section) => [
      `### ${markdownText(section.title)}`,
      markdownTable(section.columns, section.rows),
      ...(section.more === undefined ? [] : [markdownText(section.more)]),
    ]);
  return [`## ${markdownText(title)}`, markdownText(summary), ...parts].join('\n\n');
}
