import { createHash } from 'node:crypto';
import type { CanonicalSum } from '../../graph/rdf/canonical-sum.ts';
import { baseIri } from '../../ontology/iri.ts';

/** What was written, byte by byte. */
export interface FileSum {
  readonly bytes: number;
  readonly sha256: string;
}

/** Passes bytes on, and at their end tells their sum. */
export async function* fileSummed(
  parts: AsyncIterable<string | Uint8Array>,
  tell: (sum: FileSum) => void,
): AsyncGenerator<string | Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of parts) {
    hash.update(part);
    bytes += Buffer.byteLength(part);
    yield part;
  }
  tell({ bytes, sha256: hash.digest('hex') });
}

export interface ExportFacts {
  readonly tool: string;
  /** Name of the file, without folders. */
  readonly file: string;
  readonly sum: FileSum;
  readonly nodes: number;
  readonly canonical?: CanonicalSum | undefined;
  /** As the export was asked for. */
  readonly settings: Readonly<Record<string, string | boolean>>;
}

/**
 * What stands beside an export: its files with their hashes, how it was made, and for RDF the hash that every export of an
 * equal graph with the same settings has, whatever the format and compression. No time: equal exports have equal manifests.
 */
export function exportManifest({ tool, file, sum, nodes, canonical, settings }: ExportFacts): object {
  return {
    formatVersion: 1,
    tool: { name: 'stemma', version: tool },
    settings: { ...settings, base: baseIri() },
    files: [{ file, ...sum }],
    nodes,
    ...(canonical === undefined
      ? {}
      : {
          statements: canonical.statements,
          canonical: { algorithm: 'RDFC-1.0', form: 'N-Quads', hash: 'sha256', value: canonical.sha256 },
        }),
  };
}
