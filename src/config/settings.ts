import { defaultBaseIri } from '../../ontology/namespaces.ts';
import type { SettingDefinition } from '../../extract/source.ts';

/** One row of the one settings table: env names, flag, help, `.env.example` and the README table come from it. */
export interface SettingRow extends SettingDefinition {
  /** Unique over the table: `dataDir`, `huggingface.limit`. */
  readonly key: string;
  /** Heading it stands under in help and docs. */
  readonly group: string;
  /** Name of the source it belongs to; none for general settings. */
  readonly source?: string;
}

/** What a source brings to the table. */
export interface SettingsOwner {
  readonly name: string;
  readonly title: string;
  readonly settings: readonly SettingDefinition[];
}

function rows(group: string, settings: readonly SettingDefinition[]): SettingRow[] {
  return settings.map((setting) => ({ ...setting, key: setting.name, group }));
}

const general = rows('General', [
  {
    name: 'dataDir',
    env: ['DATA_DIR'],
    flag: 'data-dir',
    kind: 'path',
    default: './data',
    doc: 'folder of everything stemma keeps: raw/, jsonld/, graph/',
  },
  {
    name: 'logLevel',
    env: ['LOG_LEVEL'],
    kind: 'string',
    default: 'warn',
    doc: 'debug, info, warn, error or silent; -v and -q change it for one command',
  },
  {
    name: 'logFormat',
    env: ['LOG_FORMAT'],
    flag: 'log-format',
    kind: 'string',
    default: 'auto',
    doc: 'auto, pretty or json; auto is pretty on a terminal',
  },
  {
    name: 'baseIri',
    env: ['STEMMA_BASE_IRI'],
    kind: 'url',
    default: defaultBaseIri,
    doc: 'base of the IRIs of nodes; keep one for the life of a graph',
  },
]);

const graph = rows('Graph', [
  {
    name: 'graph',
    env: ['STEMMA_GRAPH'],
    flag: 'graph',
    kind: 'string',
    doc: 'embedded, or a Neo4j URI (neo4j://, neo4j+s://, bolt://); without it NEO4J_URI, then embedded',
  },
  {
    name: 'neo4jUri',
    env: ['NEO4J_URI'],
    kind: 'string',
    doc: 'Neo4j server, when STEMMA_GRAPH and --graph are not given',
  },
  { name: 'neo4jUser', env: ['NEO4J_USER', 'NEO4J_USERNAME'], kind: 'string', default: 'neo4j', doc: 'Neo4j user' },
  { name: 'neo4jPassword', env: ['NEO4J_PASSWORD'], kind: 'string', secret: true, doc: 'Neo4j password' },
  {
    name: 'neo4jAuth',
    env: ['NEO4J_AUTH'],
    kind: 'string',
    secret: true,
    doc: 'user/password in one, as the Neo4j container takes it; NEO4J_USER and NEO4J_PASSWORD win; none = no authentication',
  },
  { name: 'neo4jDatabase', env: ['NEO4J_DATABASE'], kind: 'string', doc: 'Neo4j database; the default one when unset' },
]);

const sparql = rows('SPARQL', [
  {
    name: 'sparqlEndpoint',
    env: ['STEMMA_SPARQL_ENDPOINT'],
    flag: 'sparql-endpoint',
    kind: 'url',
    doc: 'store that stemma sparql asks instead of the graph here, by the SPARQL protocol',
  },
  {
    name: 'graphStore',
    env: ['STEMMA_GRAPH_STORE'],
    flag: 'graph-store',
    kind: 'url',
    doc: 'where stemma push uploads to, by the SPARQL Graph Store HTTP Protocol',
  },
  {
    name: 'sparqlUser',
    env: ['STEMMA_SPARQL_USER'],
    kind: 'string',
    doc: 'user of the endpoint and of the graph store',
  },
  {
    name: 'sparqlPassword',
    env: ['STEMMA_SPARQL_PASSWORD'],
    kind: 'string',
    secret: true,
    doc: 'password of that user (Basic)',
  },
  {
    name: 'sparqlToken',
    env: ['STEMMA_SPARQL_TOKEN'],
    kind: 'string',
    secret: true,
    doc: 'token instead of user and password (Bearer)',
  },
]);

const network = rows('Network', [
  { name: 'httpProxy', env: ['HTTP_PROXY', 'http_proxy'], kind: 'string', doc: 'proxy for http:// addresses' },
  { name: 'httpsProxy', env: ['HTTPS_PROXY', 'https_proxy'], kind: 'string', doc: 'proxy for https:// addresses' },
  {
    name: 'noProxy',
    env: ['NO_PROXY', 'no_proxy'],
    kind: 'string',
    doc: 'hosts reached directly, separated by commas',
  },
  {
    name: 'caFile',
    env: ['STEMMA_CA_FILE', 'NODE_EXTRA_CA_CERTS'],
    kind: 'path',
    doc: 'PEM file with further certificate authorities',
  },
]);

export const generalSettings: readonly SettingRow[] = [...general, ...graph, ...sparql, ...network];

/** General settings, then each source's own, in registry order. */
export function settingsTable(sources: readonly SettingsOwner[]): readonly SettingRow[] {
  return [
    ...generalSettings,
    ...sources.flatMap((source) =>
      source.settings.map((setting) => ({
        ...setting,
        key: `${source.name}.${setting.name}`,
        group: source.title,
        source: source.name,
      })),
    ),
  ];
}

/** The name under which a secret's file is given: `HF_TOKEN` → `HF_TOKEN_FILE`. */
export function fileName(env: string): string {
  return `${env}_FILE`;
}

/**
 * Names that are right but not (or not yet) rows of the table: of sources that are planned, of this package's tests, and of
 * other tools that share a prefix. They are never reported as look-alikes.
 */
export const otherKnownNames: readonly string[] = [
  'HF_THREADS',
  'HF_ENRICHMENT_THREADS',
  'HF_BASE_MODEL_ITERATIONS',
  'HF_OFFSET',
  'ARXIV_BASE_URL',
  'OPENML_API_KEY',
  'OPENML_APIKEY',
  'OPENML_CACHE_DIR',
  'AI4LIFE_NUM_MODELS',
  'AI4LIFE_BASE_URL',
  'AI4LIFE_PARENT_ID',
  'STEMMA_REALDATA',
  'STEMMA_REPLAY',
  'STEMMA_REQUIRE_NEO4J',
  'NEO4J_TEST_URI',
  'NEO4J_TEST_PASSWORD',
  'NEO4J_HOME',
  'NEO4J_CONF',
  'NEO4J_PLUGINS',
  'NEO4J_EDITION',
  'NEO4J_ACCEPT_LICENSE_AGREEMENT',
  'NEO4J_BATCH_SIZE',
  'NEO4J_MAX_CONNECTION_POOL_SIZE',
  'HF_HOME',
  'HF_HUB_CACHE',
  'HF_HUB_OFFLINE',
  'HF_HUB_DISABLE_TELEMETRY',
  'HF_HUB_DOWNLOAD_TIMEOUT',
  'HF_HUB_ETAG_TIMEOUT',
  'HF_TOKEN_PATH',
  'HF_DATASETS_CACHE',
  'HF_DATASETS_OFFLINE',
  'HF_ASSETS_CACHE',
  'HF_XET_CACHE',
  'HF_HUB_ENABLE_HF_TRANSFER',
];
