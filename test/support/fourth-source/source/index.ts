import { defineSource } from '../../../../extract/source.ts';
import { absence } from './absence.ts';
import { check } from './check.ts';
import { extract } from './extract.ts';
import { map } from './map.ts';
import { fourthResources } from './resources.ts';
import { fourthSettings } from './settings.ts';
import { fourthStages } from './stages.ts';

export const fourth = defineSource({
  name: 'fourth',
  title: 'Fourth',
  homepage: 'https://fourth.example',
  settings: fourthSettings,
  resources: fourthResources,
  stages: fourthStages,
  limits: { concurrency: 2 },
  extract,
  map,
  absence,
  check,
});
