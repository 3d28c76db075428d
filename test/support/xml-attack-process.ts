/** Reads every attack three times by each reader and prints what each cost (time: of the processor, the best), one JSON line each: a process of its own, so that memory can be told. */
import { readFeed } from '../../extract/arxiv/atom.ts';
import { openDocument } from '../../extract/openml/document.ts';
import { xmlAttacks } from './xml-attacks.ts';

const readers: Readonly<Record<string, (bytes: Buffer) => object>> = {
  arxiv: readFeed,
  openml: (bytes) => openDocument('', bytes, 'feed'),
};
for (const read of Object.values(readers)) read(Buffer.from('<feed><entry><id>warm</id></entry></feed>'));
for (const [reader, read] of Object.entries(readers)) {
  for (const { name, build } of xmlAttacks) {
    const bytes = Buffer.from(build());
    const before = process.resourceUsage().maxRSS;
    const times: number[] = [];
    let found: object = {};
    for (let i = 0; i < 3; i += 1) {
      const start = process.cpuUsage();
      found = read(bytes);
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1000);
    }
    const milliseconds = Math.min(...times);
    const megabytes = (process.resourceUsage().maxRSS - before) / 1024;
    const polluted = 'isAdmin' in {} || Object.keys(Object.prototype).length > 0;
    const problem = 'problem' in found ? found.problem : undefined;
    process.stdout.write(`${JSON.stringify({ reader, name, milliseconds, megabytes, polluted, problem })}\n`);
  }
}
