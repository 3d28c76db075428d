import { throwIfAborted } from '../../src/core/abort.ts';
import type { ExtractContext } from '../source.ts';
import { createHubClient } from './client.ts';
import { extractDetails } from './extract-details.ts';
import { extractList } from './extract-list.ts';
import { readIdFile } from './id-file.ts';
import { modelIdsResource, modelsResource } from './resources.ts';
import { selectFromList } from './select.ts';
import { readSettings } from './settings.ts';
import { createTally } from './tally.ts';

/**
 * Takes the models the settings select: first from the list, then those of the id file the list did not hold.
 * Every line of the id file ends as a record or in `missed.ndjson`; a renamed one is in both.
 */
export async function extract(context: ExtractContext): Promise<void> {
  throwIfAborted(context.signal);
  if (context.stages.has('hf_models')) await extractModels(context);
}

async function extractModels(context: ExtractContext): Promise<void> {
  const settings = readSettings(context.settings);
  const selection = selectFromList(settings);
  const file = settings.modelsFile === undefined ? undefined : await readIdFile(settings.modelsFile, settings.endpoint);
  const { http, writer } = context;
  const client = createHubClient({ ...settings, http, writer, resource: modelsResource });
  const idClient = createHubClient({ ...settings, http, writer, resource: modelIdsResource });

  const isCounted = selection === undefined || (selection.most !== undefined && selection.since === undefined);
  const expected = isCounted ? (selection?.most ?? 0) + (file?.models.length ?? 0) : undefined;
  const tally = createTally(context.progress, modelsResource, expected);
  const task = { client, idClient, writer, tally, settings, signal: context.signal, logger: context.logger };

  const wanted = new Set(file?.models.filter((model) => model.revision === undefined).map((model) => model.id));
  const found = selection === undefined ? new Set<string>() : await extractList(task, selection, wanted);
  if (file !== undefined) await extractDetails(task, file, found);
  tally.stop();
}
