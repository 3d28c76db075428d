import { createInterface } from 'node:readline/promises';

/** Whether somebody is there to answer: never in a pipe, under a scheduler or in CI. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Asks on stderr; an empty answer is yes, the end of the input is no. */
export async function askYesNo(
  question: string,
  signal: AbortSignal,
  input: NodeJS.ReadableStream = process.stdin,
  output: NodeJS.WritableStream = process.stderr,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('no')));
  try {
    const answer = await Promise.race([lines.question(`${question} [Y/n] `, { signal }), ended]);
    return /^(|y|yes)$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
