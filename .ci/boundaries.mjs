// Who may import whom, and the only-door rules: one table, checked over every import of the product's code.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Layer by folder, the longest prefix wins; a layer imports itself and what it lists. */
const layers = {
  'src/core': [],
  ontology: ['src/core'],
  'extract/source.ts': ['src/core', 'ontology'],
  'extract/index.ts': ['src/core', 'extract', 'extract/source.ts'],
  extract: ['src/core', 'ontology', 'extract/source.ts'],
  graph: ['src/core', 'ontology', 'graph/store.ts'],
  cypher: ['src/core', 'ontology', 'graph/store.ts'],
  'graph/store.ts': [],
  'src/config': ['src/core', 'ontology', 'extract/index.ts', 'extract/source.ts'],
  'src/pipeline': [
    'src/core',
    'ontology',
    'extract/index.ts',
    'extract/source.ts',
    'graph',
    'graph/store.ts',
    'src/config',
  ],
  'src/query': ['src/core', 'ontology', 'extract/index.ts', 'extract/source.ts', 'graph', 'graph/store.ts', 'cypher'],
  'src/server': ['src/core', 'ontology', 'graph', 'graph/store.ts', 'cypher', 'src/config', 'src/query'],
  'src/demo': ['src/core'],
  'src/cli': [
    'src/core',
    'ontology',
    'extract/index.ts',
    'extract/source.ts',
    'graph',
    'graph/store.ts',
    'cypher',
    'src/config',
    'src/pipeline',
    'src/query',
    'src/server',
    'src/demo',
  ],
  'src/index.ts': [
    'src/graph-session.ts',
    'src/run-pipeline.ts',
    'src/core',
    'ontology',
    'cypher',
    'src/pipeline',
    'src/query',
  ],
  'src/graph-session.ts': ['graph', 'graph/store.ts', 'src/query'],
  'src/run-pipeline.ts': ['src/graph-session.ts', 'extract/index.ts', 'src/core', 'src/pipeline'],
};

/** Things that have one door. `pattern` is looked for in the code; `doors` are the files that may hold it. */
const doors = [
  {
    pattern: /from 'neo4j-driver'|import\('neo4j-driver'\)/,
    doors: ['graph/neo4j/'],
    say: 'Neo4j is spoken only in graph/neo4j',
  },
  {
    pattern: /'@grafeo-db\/js'/,
    doors: ['graph/embedded/'],
    say: 'the embedded engine is used only in graph/embedded',
  },
  {
    pattern: /from 'undici'|import\('undici'\)|\bfetch\(/,
    doors: ['src/core/http/'],
    say: 'requests are made only in src/core/http',
  },
  { pattern: /from 'pino'/, doors: ['src/core/logger.ts'], say: 'loggers are made only in src/core/logger.ts' },
  { pattern: /from 'sax'/, doors: ['extract/xml.ts'], say: 'XML is read only through extract/xml.ts' },
  {
    pattern: /from 'yaml'/,
    doors: ['extract/yaml.ts', 'extract/yaml-values.ts'],
    say: 'YAML is read only through extract/yaml.ts',
  },
  { pattern: /from '(?:hono|@hono\/)/, doors: ['src/server/'], say: 'HTTP is served only in src/server' },
  { pattern: /from 'commander'/, doors: ['src/cli/'], say: 'arguments are parsed only in src/cli' },
  {
    pattern: /from '(jsonld|n3|oxigraph|sparqljs)'/,
    doors: ['graph/rdf/', 'ontology/validate.ts'],
    say: 'RDF libraries belong to graph/rdf',
  },
  { pattern: /process\.env\b/, doors: ['src/config/'], say: 'the environment is read only in src/config' },
  {
    pattern: /\bconsole\.|process\.(stdout|stderr|stdin|exit)\b/,
    doors: ['src/cli/'],
    say: 'streams and exit belong to src/cli',
  },
  {
    pattern: /new Date\(\)|Date\.now\(|Math\.random\(|randomUUID|randomBytes/,
    doors: ['src/core/clock.ts'],
    say: 'clocks and randomness come from src/core/clock.ts',
  },
  {
    pattern: /['"`]https:\/\/w3id\.org\//,
    doors: ['ontology/', 'src/core/http/'],
    say: 'IRIs are built only in ontology/',
  },
];

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) =>
      relative(root, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    );
}

function layerOf(file) {
  return Object.keys(layers)
    .filter((layer) => file === layer || file.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Folders below `extract/` that are no sources of their own: what several sources refer to. */
const shared = new Set(['arxiv', 'croissant']);

const problems = [];
for (const file of ['src', 'ontology', 'extract', 'graph', 'cypher'].flatMap(filesBelow)) {
  const text = readFileSync(join(root, file), 'utf8');
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  for (const door of doors) {
    if (!door.doors.some((allowed) => file.startsWith(allowed)) && door.pattern.test(code))
      problems.push(`${file}: ${door.say}`);
  }
  for (const [, specifier] of code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    const from = layerOf(file);
    const to = layerOf(target);
    if (from === undefined || to === undefined) problems.push(`${file}: ${target} belongs to no layer`);
    else if (from !== to && !layers[from].includes(to)) problems.push(`${file}: ${from} must not import ${target}`);
    if (
      /^extract\/[^/]+\//.test(file) &&
      /^extract\/[^/]+\//.test(target) &&
      file.split('/')[1] !== target.split('/')[1] &&
      !shared.has(target.split('/')[1])
    )
      problems.push(`${file}: a source must not import another source (${target})`);
    if (/\/map[^/]*\.ts$/.test(file) && /client|extract\.ts/.test(target))
      problems.push(`${file}: a mapper is pure and must not import ${target}`);
  }
}
for (const problem of problems) console.error(problem);
console.error(problems.length === 0 ? 'imports: as drawn' : `imports: ${problems.length} against the rules`);
process.exitCode = problems.length === 0 ? 0 : 1;
