import { loadRun } from '../../graph/load.ts';
import { openForLoad } from '../../graph/open.ts';

/** A load in a process of its own, to be killed: data directory, run. Says `loading` once it holds the graph. */
const [dataDir = '', run = ''] = process.argv.slice(2);
const target = await openForLoad({ dataDir, neo4j: {} });
process.stdout.write('loading\n');
await loadRun({ target, dataDir, run });
process.stdout.write('publishing\n');
await target.publish();
process.stdout.write('published\n');
