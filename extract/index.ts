import { StemmaError } from '../src/core/errors.ts';
import { ai4life } from './ai4life/index.ts';
import { huggingface } from './huggingface/index.ts';
import { openml } from './openml/index.ts';
import type { SourceDefinition } from './source.ts';

export { mappingColumns, type MappingRow, mappingRows } from './mapping-table.ts';
export { mapperBug, mapRecord, type MappedRecord } from './map-record.ts';

/** Every source, one line each. */
export const sources: readonly SourceDefinition[] = Object.freeze([huggingface, openml, ai4life]);

/** @throws StemmaError STEMMA_USAGE listing the names there are */
export function sourceByName(name: string): SourceDefinition {
  const found = sources.find((source) => source.name === name);
  if (found !== undefined) return found;
  throw new StemmaError('STEMMA_USAGE', `no source is called ${JSON.stringify(name.slice(0, 100))}`, {
    hint: `sources: ${sources.map((source) => source.name).join(', ')}`,
    context: { name: name.slice(0, 100) },
  });
}
