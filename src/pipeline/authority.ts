import { sources } from '../../extract/index.ts';
import { partKey } from '../../graph/account-part.ts';

/** Parts of sources in the order of the registry, most authoritative first: who wins where accounts of one thing differ. */
export function authorityOfSources(): readonly string[] {
  return sources.flatMap((source) =>
    source.resources.map((resource) => partKey({ source: source.name, resource: resource.name })),
  );
}
