import { defineSource } from '../source.ts';
import { absence } from './absence.ts';
import { check } from './check.ts';
import { extract } from './extract.ts';
import { map } from './map.ts';
import { huggingfaceResources } from './resources.ts';
import { huggingfaceStages } from './stages.ts';
import { mannersOf, usualConcurrency } from './settings.ts';
import { huggingfaceSettings } from './settings-table.ts';
import { resolveSince } from './since-last.ts';

export const huggingface = defineSource({
  name: 'huggingface',
  title: 'Hugging Face',
  homepage: 'https://huggingface.co',
  settings: huggingfaceSettings,
  resources: huggingfaceResources,
  stages: huggingfaceStages,
  limits: { concurrency: usualConcurrency },
  resolveSettings: resolveSince,
  manners: mannersOf,
  extract,
  map,
  absence,
  check: (context) => check(context),
});
