import { Argument } from 'commander';
import type { CommandSpec } from '../command.ts';

export const schema: CommandSpec = {
  examples: ['stemma schema docs', 'stemma schema vocabulary > stemma.ttl'],
  configure(command) {
    command.addArgument(
      new Argument('[what]', 'what to print')
        .choices(['context', 'constraints', 'docs', 'rules', 'shapes', 'tables', 'vocabulary'])
        .default('docs'),
    );
  },
  async run({ output, general }, [what]) {
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
  if (what === 'tables') return (await import('../../query/tables/docs.ts')).tablesPage();
  if (what === 'shapes') return (await import('../../../ontology/shapes.ts')).shapesTurtle().trimEnd();
  if (what === 'vocabulary') return (await import('../../../ontology/vocabulary.ts')).vocabularyTurtle().trimEnd();
  return (await import('../../../ontology/docs.ts')).schemaPage();
}
