import { readLines } from '../core/ndjson.ts';
import { issuesPath } from '../core/run/run-paths.ts';

const mostSamples = 10;
/** Enough to meet what is frequent; a run may have millions. */
const mostLines = 50_000;

/**
 * By code, the first few things a run has an issue with. Of a code that turns up late there may be none; a file that is
 * damaged or gone gives none.
 */
export async function issueSamples(
  dataDir: string,
  run: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const samples = new Map<string, Set<string>>(codes.map((code) => [code, new Set()]));
  let lines = 0;
  try {
    for await (const { line } of readLines(issuesPath(dataDir, run))) {
      const { code, key } = JSON.parse(line.toString()) as { readonly code?: string; readonly key?: string };
      const found = samples.get(code ?? '');
      if (found !== undefined && key !== undefined && found.size < mostSamples) found.add(key);
      lines += 1;
      if (lines >= mostLines || [...samples.values()].every(({ size }) => size === mostSamples)) break;
    }
  } catch {
    // The counts are right without examples.
  }
  return new Map([...samples].map(([code, found]) => [code, [...found]]));
}
