import { sinceLast } from '../since-last.ts';
import { type Ai4lifeSettings, readSettings } from './settings.ts';

export const resolveSince = sinceLast({
  usualOverlapSeconds: 3600,
  readSettings,
  stage: 'ai4life_records',
  isSame: walkedTheSameCollection,
  walked: 'collection',
  hint: 'begin without --since, or with --since DATE',
});

function walkedTheSameCollection(
  { baseUrl, workspace, collection, most, staged }: Ai4lifeSettings,
  wanted: Ai4lifeSettings,
): boolean {
  const isSame = baseUrl === wanted.baseUrl && workspace === wanted.workspace && collection === wanted.collection;
  return isSame && most === undefined && (staged || !wanted.staged);
}
