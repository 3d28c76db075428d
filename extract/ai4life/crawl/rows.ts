import type { BioimageioKind } from '../../../ontology/iri-bioimageio.ts';
import type { RawElement } from '../../../src/core/run/types.ts';
import { type Artifact, readArtifact } from '../artifact.ts';
import type { ArtifactName } from '../artifact-urls.ts';
import { recordsResource } from '../resources.ts';
import { parseJson } from '../responses.ts';
import type { Crawl } from './crawl.ts';

/** What the later stages need of an artifact. */
export interface ArtifactRow {
  readonly artifact: Artifact;
  /** Seconds since 1970; null when it is not told. */
  readonly modified: number | null;
  /** Noted with what is asked about it, and read again by the mapper. */
  readonly context: { readonly alias: string; readonly kind: BioimageioKind; readonly modified: number | null };
}

export function rowOf({ bytes }: Pick<RawElement, 'bytes'>): ArtifactRow | undefined {
  const artifact = readArtifact(parseJson(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  if (artifact === undefined) return undefined;
  const { value } = artifact.root.at('last_modified');
  const modified = typeof value === 'number' ? value : null;
  const { alias, kind } = artifact;
  return { artifact, modified, context: { alias, kind, modified } };
}

/** The artifacts of the run, each as it was told last. */
export async function artifactsOf({ context }: Pick<Crawl, 'context'>): Promise<readonly ArtifactRow[]> {
  const rows = new Map<string, ArtifactRow>();
  for await (const element of context.stored.elements(recordsResource)) {
    const row = rowOf(element);
    if (row !== undefined) rows.set(nameText(row.artifact), row);
  }
  return [...rows.values()];
}

export function nameText({ workspace, alias }: ArtifactName): string {
  return `${workspace}/${alias}`;
}
