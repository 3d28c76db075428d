import { mintModelFile } from '../../../ontology/iri.ts';
import { EntityBuilder, type Witness } from '../../entity-builder.ts';
import { fileUrl } from '../file-url.ts';
import { hubOrigin } from '../hub-urls.ts';
import { quantizationOfName, type WeightFormat, weightFormatOf } from './weight-files.ts';

/** A file of weights, begun with what its name and its repository say. */
export interface DescribedFile {
  readonly entity: EntityBuilder;
  readonly format: WeightFormat;
  readonly quantization: string | undefined;
}

/** A commit names bytes for ever; a branch does not. */
const commit = /^[0-9a-f]{40}$/;

/**
 * The file at `path` as an entity, when its name says that it holds weights. `listed`: who says that it is there. `revision`:
 * commit or branch at which it was seen; `revisionPointer`: where that stands, when it stands in the record.
 */
export function describeFile(
  modelId: string,
  path: string,
  seen: { readonly revision: string; readonly revisionPointer?: string },
  listed: Witness,
): DescribedFile | undefined {
  const format = weightFormatOf(path);
  if (format === undefined) return undefined;
  const { revision, revisionPointer } = seen;
  const entity = new EntityBuilder('DataDownload', mintModelFile(modelId, path));
  const byName = { method: 'file-listing', pointer: listed.pointer, literal: path } as const;
  entity.add('name', path.slice(path.lastIndexOf('/') + 1), path.includes('/') ? { ...listed, literal: path } : listed);
  entity.add('path', path, listed);
  const url = fileUrl(hubOrigin, { kind: 'model', id: modelId, revision, path });
  entity.add('contentUrl', url, { ...listed, literal: path });
  if (commit.test(revision)) {
    entity.add('version', revision, { method: 'hub-api', pointer: revisionPointer ?? listed.pointer });
  }
  entity.add('fileKind', 'weights', byName);
  entity.add('weightFormat', format, byName);
  const quantization = quantizationOfName(path);
  if (quantization !== undefined) entity.add('quantization', quantization, byName);
  return { entity, format, quantization };
}

/** Size in bytes, and sha256 in hex, as a listing states them. */
export function sayContent(
  entity: EntityBuilder,
  size: { readonly value: unknown; readonly pointer: string },
  sha256: { readonly value: unknown; readonly pointer: string },
): void {
  if (typeof size.value === 'number' && Number.isSafeInteger(size.value) && size.value >= 0) {
    entity.add('contentSize', size.value + 0, { method: 'hub-api', pointer: size.pointer });
  }
  if (typeof sha256.value === 'string' && /^[0-9a-f]{64}$/.test(sha256.value)) {
    entity.add('sha256', sha256.value, { method: 'hub-api', pointer: sha256.pointer });
  }
}
