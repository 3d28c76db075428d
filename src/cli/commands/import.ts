import { Argument, Option } from 'commander';
import { StemmaError } from '../../core/errors.ts';
import type { ImportReport } from '../../../graph/rdf/read/import-rdf.ts';
import type { RdfFile, ReadFormat } from '../../../graph/rdf/read/read-file.ts';
import type { CommandSpec } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { pipelineContext } from '../pipeline-access.ts';
import { grouped } from '../text.ts';

export const importGraph: CommandSpec = {
  examples: ['stemma import graph.nq.gz --data-dir copy', 'stemma import evidence.trig things.trig --replace'],
  stopsInTime: true,
  configure(command) {
    command
      .addArgument(
        new Argument(
          '<files...>',
          'N-Quads, TriG, Turtle or JSON-LD that stemma export wrote; .gz too; all make one graph',
        ),
      )
      .addOption(
        new Option('--as <format>', 'what the files are (default: by their names)').choices([
          'nquads',
          'turtle',
          'trig',
          'jsonld',
        ]),
      )
      .option('--replace', 'in place of what the embedded graph holds, which stays until the import is whole');
  },
  async run(context, [paths], options) {
    const { formatOfName } = await import('../../../graph/rdf/read/read-file.ts');
    const given = options['as'] as ReadFormat | undefined;
    const files = (paths as readonly string[]).map((path): RdfFile => {
      const format = given ?? formatOfName(path);
      if (format !== undefined) return { path, format };
      throw new StemmaError('STEMMA_USAGE', `the name of ${path} does not tell its format`, {
        hint: 'name it: --as nquads, turtle, trig or jsonld',
      });
    });
    const { importFiles } = await import('../../pipeline/import.ts');
    const pipeline = pipelineContext(context);
    try {
      return await tell(context, await importFiles(pipeline, { files, replace: options['replace'] === true }));
    } finally {
      pipeline.progress.close();
    }
  },
};

/** What of a file no graph can hold is told in full, and makes it no success. */
async function tell({ output }: CliContext, report: ImportReport): Promise<number> {
  const { statements, nodes, relationships, accounts, relationshipsWithoutEvidence, leftOut } = report;
  if (output.json) await output.result(report);
  else {
    output.say(
      `${grouped(statements)} statements read: ${grouped(nodes)} nodes, ${grouped(relationships)} relationships, ${grouped(accounts)} accounts`,
    );
    if (leftOut.length > 0)
      await output.table(
        [{ title: 'left out' }, { title: 'count', align: 'right' }, { title: 'for example' }],
        leftOut.map(({ what, count, example }) => [what, output.terminal ? grouped(count) : String(count), example]),
      );
  }
  if (relationshipsWithoutEvidence > 0)
    output.warn(`${grouped(relationshipsWithoutEvidence)} relationships have no evidence in the file`);
  if (leftOut.length === 0) return exitCodes.done;
  output.warn(`the graph cannot hold ${leftOut.length} kinds of what the file says`);
  return exitCodes.recordsFailed;
}
