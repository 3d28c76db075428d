import { sources } from '../../../extract/index.ts';
import { partKey } from '../../../graph/account-part.ts';

/** Who wins where accounts differ, as when they are loaded: sources and their resources, most authoritative first. */
export const authority: readonly string[] = sources.flatMap((source) =>
  source.resources.map((resource) => partKey({ source: source.name, resource: resource.name })),
);
