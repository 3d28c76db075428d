import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** Words of `verification`, least trusted first. */
export const verifications = [
  'self-reported',
  'community-reported',
  'leaderboard',
  'server-computed',
  'platform-verified',
] as const;
export type Verification = (typeof verifications)[number];

export const verification = {
  iri: term('stemma', 'verification'),
  kind: 'string',
  doc: 'Who vouches: `self-reported`, `community-reported`, `leaderboard`, `server-computed`, `platform-verified`.',
} as const satisfies PropertyDefinition;
