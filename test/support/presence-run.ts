import { writeFile } from 'node:fs/promises';
import { mintModel } from '../../ontology/iri.ts';
import { presencePath } from '../../src/core/run/run-paths.ts';
import { readManifest, writeManifest } from '../../src/core/run/manifest.ts';
import { writeRun, type RunFixture } from '../store/run-fixture.ts';

export interface PresenceFixture extends RunFixture {
  /** Hub ids that a list of ids shows, with the immutable id where it is told. */
  readonly listed?: readonly (string | readonly [hubId: string, sourceId: string])[];
  /** Hub ids of models that an answer says are gone, and of those of which one resource tells no more. */
  readonly gone?: readonly string[];
  readonly silent?: readonly (readonly [hubId: string, resource: string])[];
  /** The list was walked to its end. */
  readonly isComplete?: boolean;
}

/** Writes a mapped run that also says what it saw to be there and to be gone. */
export async function writePresenceRun(fixture: PresenceFixture): Promise<void> {
  const { dataDir, run, source = 'huggingface', listed = [], gone = [], silent = [], isComplete = false } = fixture;
  await writeRun(fixture);
  const at = `${run.slice(0, 10)}T${run.slice(11, 19).replaceAll('-', ':')}.000Z`;
  const seen = listed.map((one) => {
    const [hubId, sourceId] = typeof one === 'string' ? [one, undefined] : one;
    const id = sourceId === undefined ? {} : { sourceId, pointer: '/_id' };
    return { '@id': mintModel(hubId), seen: true, source, resource: 'hf_model_ids', at, record: `raw:${run}/1`, ...id };
  });
  const absent = [
    ...gone.map((hubId) => ({ hubId, resource: 'hf_models', whole: true })),
    ...silent.map(([hubId, resource]) => ({ hubId, resource, whole: false })),
  ].map(({ hubId, resource, whole }) => ({ '@id': mintModel(hubId), seen: false, source, resource, at, whole }));
  const lines = [...seen, ...absent].map((line) => `${JSON.stringify(line)}\n`);
  await writeFile(presencePath(dataDir, run), lines.join(''));
  if (!isComplete) return;
  const manifest = await readManifest(dataDir, source, run);
  await writeManifest(dataDir, { ...manifest, complete: [{ of: 'MLModel', resource: 'hf_model_ids' }] });
}
