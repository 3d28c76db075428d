import type { Place } from '../place.ts';

/** A version of an artifact, as its envelope tells of it. */
export interface Version {
  readonly label: string;
  readonly place: Place;
}

const label = /^[\w.-]{1,64}$/;

/** In the order of the source, the newest last. */
export function versionsOf(root: Place): readonly Version[] {
  return root
    .at('versions')
    .elements()
    .flatMap((place) => {
      const { value } = place.at('version');
      return typeof value === 'string' && label.test(value) ? [{ label: value, place }] : [];
    });
}

/** All but the newest. */
export function earlierVersions(root: Place): readonly Version[] {
  return versionsOf(root).slice(0, -1);
}
