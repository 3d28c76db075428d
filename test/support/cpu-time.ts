/** What `yardstick` takes where the limits of the tests were set: two cores of a small server, otherwise idle. */
const yardstickMs = 5;

/**
 * Milliseconds of processor time that `work` takes, the best of three. Other processes do not lengthen it: neither the time they take,
 * nor that a shared or slow core gets less done meanwhile, which a yardstick of fixed work beside it tells.
 */
export function cpuMs(work: () => unknown): number {
  return Math.min(once(work), once(work), once(work));
}

function once(work: () => unknown): number {
  const taken = spent(work);
  return taken / Math.max(1, spent(yardstick) / yardstickMs);
}

function spent(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const lines = 'a line of text\n'.repeat(80_000);
const word = /^[a-z]+ (?:line|page) of (\w+)$/;

/** Texts cut, searched and counted, as most of the work measured here does. */
function yardstick(): number {
  let count = 0;
  for (let at = 0; at < lines.length;) {
    const end = lines.indexOf('\n', at);
    count += word.exec(lines.slice(at, end))?.[1]?.length ?? 0;
    at = end + 1;
  }
  return count;
}

// Compiled before it measures.
for (let round = 0; round < 4; round++) yardstick();
