import type { EntityLine } from '../ontology/entity.ts';
import { AccountReader } from './account-reader.ts';
import { entityWindows } from './load-context.ts';
import { emptyCounts, type LoadReport } from './load-report.ts';
import { settledAccounts } from './redirects.ts';
import { indexRun } from './run-index.ts';

export interface UnchangedRun {
  readonly dataDir: string;
  readonly run: string;
  readonly signal?: AbortSignal | undefined;
  /** Told once for each account of the run. */
  readonly onAccount: (line: EntityLine, verdict: 'unchanged') => void;
}

/** What loading a run that a graph holds whole comes to, without asking the graph. */
export async function tellUnchanged({ dataDir, run, signal, onAccount }: UnchangedRun): Promise<LoadReport> {
  const reader = new AccountReader(dataDir);
  let unchanged = 0;
  try {
    const context = { dataDir, index: await indexRun(dataDir, run), reader, signal };
    for await (const window of entityWindows(context, () => true)) {
      for (const { line } of window.flatMap(({ accounts }) => settledAccounts(accounts))) {
        unchanged += 1;
        onAccount(line, 'unchanged');
      }
    }
  } finally {
    await reader.close();
  }
  return { ...emptyCounts(), unchanged };
}
