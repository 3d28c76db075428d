import { sinceLast } from '../since-last.ts';
import { selectFromList } from './select.ts';
import { type HubSettings, readSettings } from './settings.ts';

/** There is an overlap because a change may reach the list late and two clocks never agree. */
export const resolveSince = sinceLast({
  usualOverlapSeconds: 3600,
  readSettings,
  stage: 'hf_models',
  isSame: walkedTheSameList,
  walked: 'list',
  hint: 'begin with --all, --limit N or --since DATE, with the same filters and endpoint',
});

/** Another endpoint, other filters or an id file alone say nothing of what changed here. */
function walkedTheSameList(settings: HubSettings, wanted: HubSettings): boolean {
  return (
    settings.endpoint === wanted.endpoint &&
    settings.until === undefined &&
    // Bounded by a number, it may have ended before it came to its date.
    (settings.since === undefined || settings.numModels === undefined || settings.all) &&
    selectFromList(settings) !== undefined &&
    JSON.stringify(settings.filters) === JSON.stringify(wanted.filters)
  );
}
