/** Reads every attack three times and prints what each cost (time: of the processor, the best), one JSON line each: a process of its own, so that memory can be told. */
import { readFeed } from '../../extract/arxiv/atom.ts';
import { xmlAttacks } from './xml-attacks.ts';

readFeed(Buffer.from('<feed><entry><id>warm</id></entry></feed>'));
for (const { name, build } of xmlAttacks) {
  const bytes = Buffer.from(build());
  const before = process.resourceUsage().maxRSS;
  const times: number[] = [];
  let read = readFeed(Buffer.of());
  for (let i = 0; i < 3; i += 1) {
    const start = process.cpuUsage();
    read = readFeed(bytes);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  const milliseconds = Math.min(...times);
  const megabytes = (process.resourceUsage().maxRSS - before) / 1024;
  const polluted = 'isAdmin' in {} || Object.keys(Object.prototype).length > 0;
  const problem = 'problem' in read ? read.problem : undefined;
  process.stdout.write(`${JSON.stringify({ name, milliseconds, megabytes, polluted, problem })}\n`);
}
