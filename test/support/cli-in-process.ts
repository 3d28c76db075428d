import { runCli } from '../../src/cli/program.ts';
import type { CliResult } from './stemma-cli.ts';

const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG'];

/**
 * The command line in this process, with the environment of a spawned one: for many calls whose streams and exit code matter
 * and whose process does not. One at a time. With `columns` the streams are a terminal of that width.
 */
export async function stemmaHere(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { columns }: { readonly columns?: number } = {},
): Promise<CliResult> {
  const before = process.env;
  const written = { stdout: '', stderr: '' };
  const originals = { stdout: process.stdout.write, stderr: process.stderr.write };
  const capture =
    (name: 'stdout' | 'stderr') =>
    (text: string | Uint8Array, ...rest: unknown[]): boolean => {
      written[name] += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
      for (const done of rest) if (typeof done === 'function') (done as () => void)();
      return true;
    };
  process.env = { ...Object.fromEntries(kept.map((name) => [name, before[name]])), LANG: 'C.UTF-8', ...env };
  const terminal = (isTTY: boolean | undefined, width: number | undefined): void => {
    for (const stream of [process.stdout, process.stderr]) Object.assign(stream, { isTTY, columns: width });
  };
  const [wasTerminal, width] = [process.stdout.isTTY, process.stdout.columns];
  terminal(columns !== undefined, columns);
  process.stdout.write = capture('stdout');
  process.stderr.write = capture('stderr');
  try {
    return { code: await runCli(args), signal: null, ...written };
  } finally {
    process.stdout.write = originals.stdout;
    process.stderr.write = originals.stderr;
    process.env = before;
    terminal(wasTerminal, width);
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.removeAllListeners(name);
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  }
}
