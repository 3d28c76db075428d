/** Milliseconds of processor time that `work` takes, the best of three: other processes do not lengthen it. */
export function cpuMs(work: () => unknown): number {
  const once = (): number => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}
