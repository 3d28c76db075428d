import { Argument, Option } from 'commander';
import { mappingColumns, mappingRows, sourceByName, sources } from '../../../extract/index.ts';
import { StemmaError } from '../../core/errors.ts';
import type { CommandSpec, OptionValues } from '../command.ts';
import { csv } from '../delimited.ts';
import { assertValueFormat } from '../format.ts';
import { cellText, type Output } from '../output.ts';
import { printRows } from '../rows.ts';

const whats = [
  'context',
  'constraints',
  'docs',
  'html',
  'mapping',
  'picture',
  'rules',
  'shapes',
  'tables',
  'terms',
  'vocabulary',
] as const;

export const schema: CommandSpec = {
  examples: ['stemma schema html > schema.html', 'stemma schema mapping --source huggingface --as csv'],
  rows: {},
  configure(command) {
    command
      .addArgument(new Argument('[what]', 'what to print').choices(whats).default('docs'))
      .option('--source <name>', 'mapping: of this source only')
      .addOption(new Option('--as <form>', 'mapping, terms: how').choices(['table', 'csv', 'json']));
  },
  async run({ output, general }, [what], options) {
    if (what === 'mapping')
      return give(output, options, mappingItems(options['source']), ['source', ...mappingColumns]);
    for (const flag of ['source', 'as'])
      if (options[flag] !== undefined && !(flag === 'as' && what === 'terms'))
        throw new StemmaError('STEMMA_USAGE', `--${flag} goes with stemma schema mapping`, {
          hint: `leave --${flag} out`,
        });
    if (what === 'terms') return give(output, options, await termItems(), ['prefix', 'term', 'origin']);
    assertValueFormat(output.format, `stemma schema ${String(what)}`);
    if (what === 'context') {
      const { jsonLdContext } = await import('../../../ontology/context.ts');
      await output.result({ '@context': jsonLdContext() });
      return 0;
    }
    if (what === 'constraints') {
      const { schemaStatements } = await import('../../../ontology/constraints.ts');
      const engine = general.graph.uri === undefined ? 'embedded' : 'neo4j';
      const statements = schemaStatements(engine);
      if (output.json) await output.result({ items: statements, total: statements.length, engine });
      else await output.line(statements.map((statement) => `${statement};`).join('\n'));
      return 0;
    }
    if (what === 'rules') {
      const { mergeRules, rulesPage } = await import('../../query/rules.ts');
      if (output.json) await output.result(mergeRules());
      else await output.line(rulesPage());
      return 0;
    }
    const page = await pageOf(String(what));
    if (output.json) await output.result({ text: page });
    else await output.line(page);
    return 0;
  },
};

async function pageOf(what: string): Promise<string> {
  if (what === 'html') return (await import('../../../ontology/schema-html.ts')).schemaHtml();
  if (what === 'picture') return (await import('../../../ontology/schema-picture.ts')).schemaSvg();
  if (what === 'tables') return (await import('../../query/tables/docs.ts')).tablesPage();
  if (what === 'shapes') return (await import('../../../ontology/shapes.ts')).shapesTurtle().trimEnd();
  if (what === 'vocabulary') return (await import('../../../ontology/vocabulary.ts')).vocabularyTurtle().trimEnd();
  return (await import('../../../ontology/docs.ts')).schemaPage();
}

type Items = readonly Readonly<Record<string, unknown>>[];

function mappingItems(source: unknown): Items {
  const names = typeof source === 'string' ? [sourceByName(source).name] : sources.map(({ name }) => name);
  return names.flatMap((name) => mappingRows(name).map((row) => ({ source: name, ...row })));
}

async function termItems(): Promise<Items> {
  const { termLists } = await import('../../../ontology/vocab/terms.ts');
  return termLists().flatMap(({ prefix, origin, terms }) => terms.map((term) => ({ prefix, term, origin })));
}

async function give(output: Output, options: OptionValues, items: Items, fields: readonly string[]): Promise<number> {
  const rows = (): string[][] => items.map((item) => fields.map((field) => cellText(item[field])));
  const value = { items, total: items.length };
  if (options['as'] === 'json' && !output.json) await output.line(JSON.stringify(value, undefined, 2));
  else if (options['as'] === 'csv' && output.format === 'human') await output.write(csv(fields, rows()));
  else
    return printRows(output, options, {
      items,
      fields,
      id: fields[1] ?? '',
      value: (pick) => ({ items: items.map(pick), total: items.length }),
      human: () =>
        output.table(
          fields.map((title) => ({ title })),
          rows(),
        ),
    });
  return 0;
}
