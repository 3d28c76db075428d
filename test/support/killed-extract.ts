// A process to be killed: takes the model list and an id file of a Hub into a run, resuming it when it exists.
// Arguments: data folder, endpoint, id file.
import { extract } from '../../extract/huggingface/extract.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import { openRunForWriting } from '../../src/core/run/open-run.ts';
import { extractContext } from './extract-context.ts';
import { run, source, stillClock } from './run-folder.ts';

const [dataDir = '', endpoint = '', modelsFile = ''] = process.argv.slice(2);
const settings = { endpoint, modelsFile, all: true, pageSize: 3, threads: 1 };
const writer = await openRunForWriting({ dataDir, source, run, settings: {}, clock: stillClock, force: true });
const http = createHttpClient();
await extract(extractContext({ http, writer, settings }));
await writer.finish();
await http.close();
