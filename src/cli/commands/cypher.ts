import { Argument, Option } from 'commander';
import { StemmaError } from '../../core/errors.ts';
import { parseParameter, runCypher, runWrite, type CypherOptions, type CypherResult } from '../../query/cypher-run.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { graphOptions, withGraph } from '../graph-access.ts';
import { collected, wholeNumber } from '../option-values.ts';
import { exitCodes } from '../exit-codes.ts';
import { printStatementForm, statementFormOption } from '../statement-forms.ts';
import { printStatement } from '../statement-rows.ts';
import { statementOf } from '../statement-text.ts';

async function write(
  context: CliContext,
  statement: string,
  params: Record<string, unknown>,
  options: CypherOptions,
): Promise<CypherResult> {
  const { openForLoad } = await import('../../../graph/open.ts');
  const target = await openForLoad(graphOptions(context));
  try {
    const result = await runWrite(target.store, statement, params, options);
    await target.publish();
    return result;
  } catch (error) {
    await target.abandon();
    throw error;
  }
}

export const cypher: CommandSpec = {
  examples: [
    'stemma cypher question.cypher --param id=hf:Qwen/Qwen3-8B --json',
    'stemma cypher "MATCH p = (:MLModel)-[:MERGED_FROM]->(:MLModel) RETURN p" --as graphml',
  ],
  rows: {},
  configure(command) {
    command
      .addArgument(new Argument('<statement>', 'Cypher, a file with it, or - for stdin'))
      .addOption(new Option('--param <name=value>', 'a parameter, JSON or text; may be repeated').argParser(collected))
      .addOption(statementFormOption())
      .option('--write', 'allow writing; without it the engine refuses')
      .addOption(new Option('--limit <n>', 'rows shown at most').argParser(wholeNumber('--limit', 1)).default(1000))
      .addOption(new Option('--timeout <s>', 'seconds at most').argParser(wholeNumber('--timeout', 1)).default(30));
  },
  async run(context, [text], options) {
    const statement = (await statementOf(String(text), /\.(cypher|cql)$/)).trim();
    if (statement === '')
      throw new StemmaError('STEMMA_USAGE', 'the statement is empty', {
        hint: 'stemma cypher "MATCH (n) RETURN count(n) AS n"',
      });
    const params = Object.fromEntries(((options['param'] as readonly string[] | undefined) ?? []).map(parseParameter));
    const limits: CypherOptions = {
      maxRows: options['limit'] as number,
      timeoutMs: (options['timeout'] as number) * 1000,
      signal: context.interrupts.signal,
    };
    const result =
      options['write'] === true
        ? await write(context, statement, params, limits)
        : await withGraph(context, (store) => runCypher(store, statement, params, limits));
    const columns = Object.keys(result.items[0] ?? {});
    if (await printStatementForm(context.output, options, result, { title: statement, columns })) return exitCodes.done;
    return printStatement(context.output, options, result);
  },
};
