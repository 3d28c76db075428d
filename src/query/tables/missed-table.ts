import { listRuns } from '../../core/run/list.ts';
import { readMisses } from '../../core/run/ledger.ts';
import type { Table, TableRow } from './table.ts';

const rowsPerPage = 1_000;

/** What could not be had, of all runs in the data directory, oldest run first. */
export const missedTable: Table = {
  name: 'missed',
  doc: 'What was asked for and not obtained, by run: one row for each thing and reason. From the run folders, not from the graph.',
  key: ['run', 'source', 'resource', 'kind', 'id'],
  columns: [
    { name: 'run', kind: 'string', doc: 'Run that asked.' },
    { name: 'source', kind: 'string', doc: 'Source that was asked.' },
    { name: 'resource', kind: 'string', doc: 'Resource the thing was asked for.' },
    {
      name: 'kind',
      kind: 'string',
      doc: 'missing, gated, private-or-missing, disabled, renamed, malformed, throttled or failed.',
    },
    { name: 'id', kind: 'string', doc: 'As it was asked for.' },
    { name: 'url', kind: 'string', doc: 'Address that was asked.' },
    { name: 'status', kind: 'integer', doc: 'HTTP status of the answer.' },
    { name: 'error', kind: 'string', doc: 'What the answer said.' },
    { name: 'attempts', kind: 'integer', doc: 'Requests made for it.' },
    { name: 'at', kind: 'timestamp', doc: 'When it was noted.' },
    { name: 'context', kind: 'json', doc: 'What else is known: line of the id file, depth, who refers to it.' },
  ],
  async *rows({ dataDir }) {
    const runs = (await listRuns(dataDir)).toReversed();
    let page: TableRow[] = [];
    for (const { run, sources } of runs) {
      for (const { source } of sources) {
        for await (const miss of readMisses(dataDir, source, run)) {
          const { resource, kind, id, url, status, error, attempts, at, context } = miss;
          page.push([
            run,
            source,
            resource,
            kind,
            id,
            url ?? null,
            status === undefined ? null : BigInt(status),
            error ?? null,
            attempts === undefined ? null : BigInt(attempts),
            at,
            context === undefined ? null : JSON.stringify(context),
          ]);
          if (page.length < rowsPerPage) continue;
          yield page;
          page = [];
        }
      }
    }
    if (page.length > 0) yield page;
  },
};
