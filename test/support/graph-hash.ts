import { createHash } from 'node:crypto';
import type { Graph } from '../../src/index.ts';
import { stemma } from './stemma-cli.ts';

type ExportOptions = Parameters<Graph['exportJsonld']>[0];

/** sha256 of the bytes `stemma export` writes. */
export async function exportHash(graph: Graph, options: ExportOptions = {}): Promise<string> {
  const hash = createHash('sha256');
  for await (const line of graph.exportJsonld(options)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** The same by the program. */
export async function exportHashByCli(
  dataDir: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { code, stdout, stderr } = await stemma(['export', '--data-dir', dataDir, ...args], { env });
  if (code !== 0) throw new Error(`export ended with ${code}: ${stderr}`);
  return createHash('sha256').update(stdout).digest('hex');
}
