// A process to be killed: stores made-up pages into a run, resuming it when it exists. Arguments: data folder, number of pages.
import { openRunForWriting } from '../../src/core/run/open-run.ts';
import { run, source, stillClock, storeAll } from './run-folder.ts';

const dataDir = process.argv[2] ?? '';
const pages = Number(process.argv[3]);

const writer = await openRunForWriting({ dataDir, source, run, settings: {}, clock: stillClock });
process.stdout.write('open\n');
for (let page = 0; page < pages; page += 4) {
  const answers = Array.from({ length: 4 }, (_, i) => ({
    resource: `hf_part_${(page + i) % 3}`,
    path: `page/${page + i}`,
    body: JSON.stringify(
      Array.from({ length: 20 }, (_item, n) => ({
        id: `a/${page + i}-${n}`,
        text: 'x'.repeat(((page + i) * 37) % 400),
      })),
    ),
  }));
  await storeAll(writer, answers);
}
await writer.finish();
process.stdout.write('done\n');
