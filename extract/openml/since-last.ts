import { sinceLast } from '../since-last.ts';
import { type OpenmlSettings, readSettings } from './settings.ts';

/** The overlap is long because runs are evaluated after they were uploaded. */
export const resolveSince = sinceLast({
  usualOverlapSeconds: 86_400,
  readSettings,
  stage: 'openml_runs',
  isSame: walkedTheSameList,
  walked: 'runs of OpenML',
  hint: 'begin with --since DATE or --all, with the same filters and address',
});

/** One that came to the end of the list: the list begins with the oldest, so that a number of rows says nothing of the newest. */
function walkedTheSameList(settings: OpenmlSettings, wanted: OpenmlSettings): boolean {
  return (
    settings.baseUrl === wanted.baseUrl &&
    settings.numInstances === undefined &&
    (settings.all || settings.since !== undefined) &&
    JSON.stringify(settings.filters) === JSON.stringify(wanted.filters)
  );
}
