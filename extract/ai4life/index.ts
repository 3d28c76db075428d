import { defineSource } from '../source.ts';
import { absence } from './absence.ts';
import { check } from './check.ts';
import { extract } from './extract.ts';
import { map } from './map.ts';
import { ai4lifeResources } from './resources.ts';
import { mannersOf } from './settings.ts';
import { ai4lifeSettings } from './settings-table.ts';
import { resolveSince } from './since-last.ts';
import { ai4lifeStages } from './stages.ts';

export const ai4life = defineSource({
  name: 'ai4life',
  title: 'AI4Life',
  homepage: 'https://bioimage.io',
  settings: ai4lifeSettings,
  resources: ai4lifeResources,
  stages: ai4lifeStages,
  limits: { concurrency: 2 },
  resolveSettings: resolveSince,
  manners: mannersOf,
  extract,
  map,
  absence,
  check: (context) => check(context),
});
