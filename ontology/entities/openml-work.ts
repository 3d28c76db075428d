import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';
import { describedWork } from './creative-work.ts';

/** What experiments have in common: who put them online, when, under which words. */
export const experimentWork = {
  datePublished: describedWork.datePublished,
  sharedBy: {
    iri: term('fair4ml', 'sharedBy'),
    kind: 'reference',
    many: true,
    targets: ['Agent', 'Person', 'Organization'],
    doc: 'The account that put it online; not necessarily the author.',
  },
  keywords: { iri: term('schema', 'keywords'), kind: 'string', many: true, doc: 'Tags that say nothing else.' },
} as const satisfies Record<string, PropertyDefinition>;

/** Names that stand for no node. */
export const contributorNames = {
  iri: term('stemma', 'contributorNames'),
  kind: 'string',
  many: true,
  ordered: true,
  doc: 'Who contributed, by name, in the order of the source; a name stands for no node.',
} as const satisfies PropertyDefinition;

export const creativeWorkStatus = {
  iri: term('schema', 'creativeWorkStatus'),
  kind: 'string',
  doc: 'Where it stands with the source, in its words: `active`, `deactivated`; `accepted`, `in-review`, `staged`.',
} as const satisfies PropertyDefinition;

export const targetFeature = {
  iri: term('stemma', 'targetFeature'),
  kind: 'string',
  many: true,
  ordered: true,
  doc: 'Columns to be predicted.',
} as const satisfies PropertyDefinition;

/** Figures that only the website shows: stored, not versioned. */
export const siteCounters = {
  runCount: { iri: term('stemma', 'runCount'), kind: 'integer', volatile: true, doc: 'Runs on it or of it.' },
  downloaders: {
    iri: term('stemma', 'downloaders'),
    kind: 'integer',
    volatile: true,
    doc: 'Accounts that downloaded it. Only those logged in are counted.',
  },
  issueCount: { iri: term('stemma', 'issueCount'), kind: 'integer', volatile: true, doc: 'Problems reported.' },
  reach: { iri: term('stemma', 'reach'), kind: 'integer', volatile: true, doc: "The source's figure of that name." },
  impact: { iri: term('stemma', 'impact'), kind: 'integer', volatile: true, doc: "The source's figure of that name." },
} as const satisfies Record<string, PropertyDefinition>;
