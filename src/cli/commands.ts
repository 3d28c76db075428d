import type { CommandEntry } from './command.ts';

const start = 'Start:';
const stages = 'Stages:';
const ask = 'Ask:';
const look = 'Look after:';

/** Every command, in the order of help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'demo',
    summary: 'the whole pipeline over bundled replies: no account, server or network',
    group: start,
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'init',
    summary: 'write .env.example and stemma.config.json to begin with',
    group: start,
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'run',
    summary: 'extract → map → load → report',
    group: start,
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'extract',
    summary: 'fetch a source into a run folder, bytes as received',
    group: stages,
    load: async () => (await import('./commands/extract.ts')).extract,
  },
  {
    name: 'map',
    summary: 'run folder → entities with evidence; offline',
    group: stages,
    load: async () => (await import('./commands/map.ts')).map,
  },
  {
    name: 'load',
    summary: 'entities → graph; loading again changes nothing',
    group: stages,
    load: async () => (await import('./commands/load.ts')).load,
  },
  {
    name: 'import',
    summary: 'an export as RDF back into an empty graph',
    group: stages,
    load: async () => (await import('./commands/import.ts')).importGraph,
  },
  {
    name: 'resume',
    summary: 'continue an interrupted or rate-limited run',
    group: stages,
    load: async () => (await import('./commands/resume.ts')).resume,
  },
  {
    name: 'search',
    summary: 'find things by name or id',
    group: ask,
    load: async () => (await import('./commands/search.ts')).search,
  },
  {
    name: 'show',
    summary: 'one thing, as JSON-LD or for reading',
    group: ask,
    load: async () => (await import('./commands/show.ts')).show,
  },
  {
    name: 'lineage',
    summary: 'what a model comes from, and what comes from it',
    group: ask,
    load: async () => (await import('./commands/lineage.ts')).lineage,
  },
  {
    name: 'license',
    alias: 'licence',
    summary: 'whether a derivative may be used as stated: each step up, by which clause',
    group: ask,
    load: async () => (await import('./commands/license.ts')).license,
  },
  {
    name: 'contamination',
    summary: "whether a model was evaluated on data of its training, or of an ancestor's",
    group: ask,
    load: async () => (await import('./commands/contamination.ts')).contamination,
  },
  {
    name: 'findings',
    summary: 'claims and names to look at before they are trusted',
    group: ask,
    load: async () => (await import('./commands/findings.ts')).findings,
  },
  {
    name: 'impact',
    summary: 'who inherits it when a model or dataset is withdrawn, relicensed or poisoned',
    group: ask,
    load: async () => (await import('./commands/impact.ts')).impact,
  },
  {
    name: 'family',
    summary: 'the whole family of a model: size, depth, licences, owners, growth',
    group: ask,
    load: async () => (await import('./commands/family.ts')).family,
  },
  {
    name: 'siblings',
    summary: 'models that share a parent',
    group: ask,
    load: async () => (await import('./commands/siblings.ts')).siblings,
  },
  {
    name: 'ancestors-common',
    summary: 'what models have in common upwards',
    group: ask,
    load: async () => (await import('./commands/ancestors-common.ts')).ancestorsCommon,
  },
  {
    name: 'compare',
    summary: 'models or datasets side by side',
    group: ask,
    load: async () => (await import('./commands/compare.ts')).compare,
  },
  {
    name: 'timeline',
    summary: 'what happened to one thing, by date',
    group: ask,
    load: async () => (await import('./commands/timeline.ts')).timeline,
  },
  {
    name: 'why',
    summary: 'where each value was read, checked against the stored bytes',
    group: ask,
    load: async () => (await import('./commands/why.ts')).why,
  },
  {
    name: 'history',
    summary: 'all accounts of one thing over time: what changed, when, said by whom',
    group: ask,
    load: async () => (await import('./commands/history.ts')).history,
  },
  {
    name: 'query',
    summary: 'named queries of the catalogue; without a name, the list',
    group: ask,
    load: async () => (await import('./commands/query.ts')).query,
  },
  {
    name: 'cypher',
    summary: 'a Cypher statement; read-only unless --write',
    group: ask,
    load: async () => (await import('./commands/cypher.ts')).cypher,
  },
  {
    name: 'sparql',
    summary: 'a SPARQL query over the graph as RDF, read-only, or over a store elsewhere',
    group: ask,
    load: async () => (await import('./commands/sparql.ts')).sparql,
  },
  {
    name: 'serve',
    summary: 'SPARQL endpoint, and each thing at an address of its own, over HTTP',
    group: ask,
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'export',
    summary: 'the whole graph, the same bytes from either engine',
    group: ask,
    load: async () => (await import('./commands/export.ts')).exportGraph,
  },
  {
    name: 'push',
    summary: 'the whole graph as RDF into a SPARQL store, resumable',
    group: ask,
    load: async () => (await import('./commands/push.ts')).push,
  },
  {
    name: 'suggest',
    summary: 'what cards could state better, as patches; nothing is applied',
    group: ask,
    load: async () => (await import('./commands/suggest.ts')).suggest,
  },
  {
    name: 'browser',
    summary: 'a guide, colours and favourites for Neo4j Browser',
    group: look,
    load: async () => (await import('./commands/browser.ts')).browser,
  },
  {
    name: 'status',
    summary: 'what runs, what can be resumed, what the graph holds',
    group: look,
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'runs',
    summary: 'list the runs, show one, or what one tells otherwise than another',
    group: look,
    load: async () => (await import('./commands/runs.ts')).runs,
  },
  {
    name: 'verify',
    summary: 'rebuild and re-hash every stored response',
    group: look,
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'validate',
    summary: 'what breaks a rule: a run by SHACL shapes, the graph by audits',
    group: look,
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    name: 'quality',
    summary: 'how much is stated, by source, author and month; what is of no use, and what could stand there',
    group: look,
    load: async () => (await import('./commands/quality.ts')).quality,
  },
  {
    name: 'forget',
    summary: 'remove what was stored of one thing from all runs and the graph',
    group: look,
    load: async () => (await import('./commands/forget.ts')).forget,
  },
  {
    name: 'sources',
    summary: 'what can be extracted, and with which settings',
    group: look,
    load: async () => (await import('./commands/sources.ts')).sources,
  },
  {
    name: 'stages',
    summary: 'the stages of a source, what each reads and writes',
    group: look,
    load: async () => (await import('./commands/stages.ts')).stages,
  },
  {
    name: 'schema',
    summary: 'context, vocabulary, shapes, constraints, mapping and pages of the graph',
    group: look,
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    name: 'config',
    summary: 'effective settings and where each comes from',
    group: look,
    load: async () => (await import('./commands/config.ts')).config,
  },
  {
    name: 'doctor',
    summary: 'check this installation; each failure says how to fix it',
    group: look,
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'completion',
    summary: 'completion script for bash, zsh or fish',
    group: look,
    load: async () => (await import('./commands/completion.ts')).completion,
  },
  {
    name: 'help',
    summary: 'help on a command or a topic: exit-codes, environment, formats, concepts',
    group: look,
    load: async () => (await import('./commands/help.ts')).help,
  },
];
