import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { describedWork } from './creative-work.ts';
import { everyEntity } from './every-entity.ts';

export const leaderboard = defineEntity({
  label: 'Leaderboard',
  iri: term('stemma', 'Leaderboard'),
  subClassOf: [term('schema', 'CreativeWork')],
  doc: 'A table of evaluations that somebody other than the authors keeps.',
  properties: { ...everyEntity('Leaderboard'), ...describedWork },
});
