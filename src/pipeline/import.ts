import { openForLoad } from '../../graph/open.ts';
import type { RdfFile } from '../../graph/rdf/read/read-file.ts';
import { importRdf, type ImportProgress, type ImportReport } from '../../graph/rdf/read/import-rdf.ts';
import { StemmaError } from '../core/errors.ts';
import { authorityOfSources } from './authority.ts';
import type { PipelineContext } from './plan.ts';

export interface ImportFiles {
  readonly files: readonly RdfFile[];
  /** In place of what the embedded graph holds, which stays until the import is whole. */
  readonly replace?: boolean;
}

const titles: Readonly<Record<ImportProgress['step'], string>> = {
  statements: 'read statements',
  nodes: 'write nodes',
  relationships: 'write relationships',
  accounts: 'keep evidence',
};

/**
 * Files of our own exports → a graph of nothing else.
 * @throws StemmaError as `importRdf` and `openForLoad`
 */
export async function importFiles(
  { dataDir, graph, progress, signal }: Pick<PipelineContext, 'dataDir' | 'graph' | 'progress' | 'signal'>,
  { files, replace = false }: ImportFiles,
): Promise<ImportReport> {
  if (replace && graph.uri !== undefined)
    throw new StemmaError('STEMMA_USAGE', '--replace is for the embedded graph; a Neo4j database is never emptied', {
      hint: 'import into an empty database',
    });
  const target = await openForLoad({ dataDir, ...graph }, replace ? { rebuild: true } : {});
  let current: string | undefined;
  try {
    const report = await importRdf({
      store: target.store,
      dataDir,
      files,
      authority: authorityOfSources(),
      signal,
      onProgress({ step, done }) {
        const title = titles[step];
        if (title !== current) {
          if (current !== undefined) progress.stop(current);
          progress.start(title);
          current = title;
        }
        progress.update(title, { records: done });
      },
    });
    await target.publish();
    return report;
  } catch (error) {
    await target.abandon().catch(() => undefined);
    throw error;
  } finally {
    if (current !== undefined) progress.stop(current);
  }
}
