import { Option } from 'commander';
import { StemmaError } from '../core/errors.ts';
import type { CypherResult } from '../query/cypher-run.ts';
import { markdownTable } from '../query/graph-forms/markdown.ts';
import { statementGraph } from '../query/statement-graph.ts';
import type { OptionValues } from './command.ts';
import { graphForms, printGraph } from './graph-forms.ts';
import { cellText, type Output } from './output.ts';
import { grouped, safe } from './text.ts';

/** `--as` of commands that run a statement. */
export function statementFormOption(): Option {
  return new Option('--as <format>', 'table or md; where rows hold nodes and relationships or paths, also as a graph')
    .choices(['table', 'md', ...graphForms])
    .default('table');
}

/**
 * Writes the answer when `--as` is another form than a table; false when it is not.
 * @throws StemmaError STEMMA_USAGE when it is to be a graph and holds none
 */
export async function printStatementForm(
  output: Output,
  { as: form }: OptionValues,
  result: CypherResult,
  { title, columns }: { readonly title: string; readonly columns: readonly string[] },
): Promise<boolean> {
  if (form === undefined || form === 'table') return false;
  if (form === 'md') {
    const rows = result.items.map((row) => columns.map((column) => cellText(row[column])));
    await output.line(
      safe(
        markdownTable(
          columns.map((name) => ({ title: name })),
          rows,
        ),
      ),
    );
    return true;
  }
  const found = statementGraph(result, title);
  if (found === undefined)
    throw new StemmaError('STEMMA_USAGE', 'the answer holds no nodes, so it is no graph', {
      hint: 'return nodes and relationships, or a path: MATCH p = (a)-[]->(b) RETURN p',
    });
  await printGraph(output, String(form), () => found.graph);
  if (found.loose > 0)
    output.say(`${grouped(found.loose)} relationships are left out: return their ends too, as in RETURN a, r, b`);
  return true;
}
