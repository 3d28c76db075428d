import { defineSource } from '../source.ts';
import { absence } from './absence.ts';
import { check } from './check.ts';
import { extract } from './extract.ts';
import { map } from './map.ts';
import { huggingfaceResources } from './resources.ts';
import { huggingfaceStages } from './stages.ts';
import { huggingfaceSettings } from './settings.ts';

export const huggingface = defineSource({
  name: 'huggingface',
  title: 'Hugging Face',
  homepage: 'https://huggingface.co',
  settings: huggingfaceSettings,
  resources: huggingfaceResources,
  stages: huggingfaceStages,
  limits: { concurrency: 8 },
  extract,
  map,
  absence,
  check: (context) => check(context),
});
