import { StemmaError } from '../core/errors.ts';
import type { EarlierRun } from '../core/run/earlier-runs.ts';
import { readElements } from '../core/run/run-reader.ts';
import type { SourceDefinition, StoredRecords } from '../../extract/source.ts';
import { beginsFromNothing, usualStages } from './source-stages.ts';

/**
 * The records the chosen stages work on. A run that takes models works on those; one of which only later stages were chosen
 * works on the newest complete run before it that took some.
 */
export function storedRecords(
  dataDir: string,
  source: SourceDefinition,
  run: string,
  stages: readonly string[],
  earlier: readonly EarlierRun[],
): StoredRecords {
  const own: StoredRecords['own'] = (resource, isWanted) =>
    readElements(dataDir, source.name, run, { resources: [resource], ...(isWanted === undefined ? {} : { isWanted }) });
  if (beginsFromNothing(source, stages)) return { elements: own, own, isOwn: true };
  const found = earlier.find(({ manifest }) => beginsFromNothing(source, manifest.stages ?? usualStages(source)));
  return {
    isOwn: false,
    own,
    elements(resource, isWanted) {
      if (found !== undefined) return found.elements(resource, isWanted);
      throw new StemmaError('STEMMA_USAGE', 'the stages chosen work on records, and there are none yet', {
        hint: `choose the stages before them too, such as --select '+name', or run them first: stemma stages ${source.name}`,
      });
    },
  };
}
