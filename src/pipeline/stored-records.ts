import { StemmaError } from '../core/errors.ts';
import { readElements } from '../core/run/run-reader.ts';
import type { SourceDefinition, StoredRecords } from '../../extract/source.ts';
import { readRun, runNames } from './runs.ts';
import { beginsFromNothing, usualStages } from './source-stages.ts';

/**
 * The records the chosen stages work on. A run that takes models works on those; one of which only later stages were chosen
 * works on the newest complete run before it that has any.
 */
export function storedRecords(
  dataDir: string,
  source: SourceDefinition,
  run: string,
  stages: readonly string[],
): StoredRecords {
  const isOwn = beginsFromNothing(source, stages);
  let found: Promise<string> | undefined;
  return {
    async *elements(resource) {
      found ??= isOwn ? Promise.resolve(run) : runBefore(dataDir, source, run);
      yield* readElements(dataDir, source.name, await found, { resources: [resource] });
    },
  };
}

/** By name, so that a resumed run finds the same one. */
async function runBefore(dataDir: string, source: SourceDefinition, run: string): Promise<string> {
  for (const name of await runNames(dataDir)) {
    if (name >= run) continue;
    const manifest = (await readRun(dataDir, name)).parts.find((part) => part.source === source.name)?.manifest;
    if (manifest?.state === 'complete' && beginsFromNothing(source, manifest.stages ?? usualStages(source)))
      return name;
  }
  throw new StemmaError('STEMMA_USAGE', 'the stages chosen work on records, and there are none yet', {
    hint: `choose the stages before them too, such as --select '+name', or run them first: stemma stages ${source.name}`,
  });
}
