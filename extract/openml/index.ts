import { defineSource } from '../source.ts';
import { absence } from './absence.ts';
import { check } from './check.ts';
import { extract } from './extract.ts';
import { map } from './map.ts';
import { openmlResources } from './resources.ts';
import { mannersOf, usualConcurrency } from './settings.ts';
import { openmlSettings } from './settings-table.ts';
import { resolveSince } from './since-last.ts';
import { openmlStages } from './stages.ts';

export const openml = defineSource({
  name: 'openml',
  title: 'OpenML',
  homepage: 'https://www.openml.org',
  settings: openmlSettings,
  resources: openmlResources,
  stages: openmlStages,
  limits: { concurrency: usualConcurrency },
  resolveSettings: resolveSince,
  manners: mannersOf,
  extract,
  map,
  absence,
  check: (context) => check(context),
});
