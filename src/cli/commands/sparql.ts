import { Argument, Option } from 'commander';
import { graphForms, type ResultForm, rowForms } from '../../../graph/rdf/sparql/result-forms.ts';
import { systemClock } from '../../core/clock.ts';
import { StemmaError } from '../../core/errors.ts';
import type { LocalAnswer } from '../../query/sparql/ask-graph.ts';
import { resultRows } from '../../query/sparql/result-rows.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import type { CliContext } from '../context.ts';
import { assertValueFormat } from '../format.ts';
import { graphOptions } from '../graph-access.ts';
import { storeHttp } from '../http-access.ts';
import { wholeNumber } from '../option-values.ts';
import { printStatement } from '../statement-rows.ts';
import { statementOf } from '../statement-text.ts';
import { grouped } from '../text.ts';

const formNames = ['table', ...rowForms.map(({ name }) => name), ...graphForms.map(({ name }) => name)];
const mostBytes = 1 << 30;
/** Terms that only stand where accounts do. */
const namesAccounts = /\b(?:describedBy|validFrom|validTo|contentHash)\b/;

export const sparql: CommandSpec = {
  examples: [
    "stemma sparql 'SELECT ?type (COUNT(*) AS ?things) { ?thing a ?type } GROUP BY ?type ORDER BY DESC(?things)'",
    'stemma sparql question.rq --as csv > answer.csv',
  ],
  rows: {},
  configure(command) {
    command
      .addArgument(new Argument('<query>', 'SPARQL, a file with it, or - for stdin'))
      .addOption(
        new Option(
          '--as <form>',
          'SELECT and ASK: table, json, xml, csv, tsv (of SPARQL itself); CONSTRUCT and DESCRIBE: turtle, ntriples, nquads, trig, jsonld, rdfxml',
        ).choices(formNames),
      )
      .addOption(
        new Option('--max-rows <n>', 'rows shown at most').argParser(wholeNumber('--max-rows', 1)).default(100_000),
      )
      .addOption(
        new Option('--timeout <s>', 'seconds the query may take').argParser(wholeNumber('--timeout', 1)).default(60),
      )
      .option('--provenance', 'also of accounts and the times they hold, of answers and runs: a fifth more statements')
      .option('--sparql-endpoint <url>', 'ask this store instead (STEMMA_SPARQL_ENDPOINT)');
  },
  async run(context, [text], options) {
    const query = await statementOf(String(text), /\.(rq|sparql)$/);
    if (query.trim() === '')
      throw new StemmaError('STEMMA_USAGE', 'the query is empty', {
        hint: "stemma sparql 'SELECT * { ?thing a ?type } LIMIT 10'",
      });
    const answer = await answerTo(context, query, options);
    if (answer.isCut)
      context.output.say(
        `the first ${grouped(options['maxRows'] as number)} rows; --max-rows shows more, if there are`,
      );
    return print(context, options, query, answer);
  },
};

/** What is asked for, the best first: the kind of query is not known yet. */
function wantedForms(as: string | undefined): readonly ResultForm[] {
  const chosen = [...rowForms, ...graphForms].filter(({ name }) => name === as);
  if (chosen.length > 0) return chosen;
  const [json, turtle, jsonld] = [rowForms[0], graphForms[0], graphForms.find(({ name }) => name === 'jsonld')];
  return [json, as === 'table' ? undefined : turtle, jsonld].filter((form) => form !== undefined);
}

async function answerTo(context: CliContext, query: string, options: OptionValues): Promise<LocalAnswer> {
  const { general, interrupts, output } = context;
  const as = options['as'] as string | undefined;
  const forms = wantedForms(as);
  const limits = { timeoutMs: (options['timeout'] as number) * 1000, maxBytes: mostBytes, signal: interrupts.signal };
  const { endpoint } = general.sparql;
  const provenance = options['provenance'] === true;
  if (endpoint !== undefined) {
    if (provenance)
      throw new StemmaError('STEMMA_USAGE', '--provenance is of the graph here, and another store is asked', {
        hint: 'stemma push --provenance puts it there',
      });
    const { askEndpoint } = await import('../../query/sparql/remote-endpoint.ts');
    const http = storeHttp(context);
    try {
      return { ...(await askEndpoint(http, { endpoint, query, forms, ...limits })), isCut: false };
    } finally {
      await http.close();
    }
  }
  if (!provenance && namesAccounts.test(query))
    output.say('accounts and the times they hold are there with --provenance alone');
  const { askGraph } = await import('../../query/sparql/ask-graph.ts');
  const wantsJson = output.json && as === undefined;
  return askGraph(graphOptions(context), {
    query,
    clock: systemClock,
    rows: forms.find((form) => rowForms.includes(form)),
    graph: wantsJson ? forms.at(-1) : forms.find((form) => graphForms.includes(form)),
    provenance,
    maxRows: options['maxRows'] as number,
    onState: (text) => output.say(text),
    ...limits,
  });
}

async function print(context: CliContext, options: OptionValues, query: string, answer: LocalAnswer): Promise<number> {
  const { output } = context;
  const as = options['as'] as string | undefined;
  if (rowForms.includes(answer.form) && (as === undefined || as === 'table')) {
    const { columns, rows } = resultRows(answer.text);
    const items = rows.slice(0, options['maxRows'] as number);
    const result = { items, total: rows.length, truncated: answer.isCut, sparql: query };
    return printStatement(output, options, result, columns);
  }
  if (as === undefined) assertValueFormat(output.format, 'a query that gives a graph');
  if (output.json && answer.form.name === 'jsonld') await output.result(JSON.parse(answer.text));
  else if (answer.text !== '') await output.line(answer.text);
  return 0;
}
