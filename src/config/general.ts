import { StemmaError } from '../core/errors.ts';
import type { LoadedSettings } from './load.ts';

/** The general settings, typed. */
export interface General {
  readonly dataDir: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly logFormat: 'auto' | 'pretty' | 'json';
  readonly baseIri: string;
  readonly graph: GraphChoice;
  readonly sparql: SparqlChoice;
  readonly proxy: {
    readonly http: string | undefined;
    readonly https: string | undefined;
    readonly no: string | undefined;
  };
  readonly caFile: string | undefined;
}

export interface GraphChoice {
  /** Neo4j URI; undefined is the embedded graph of the data directory. */
  readonly uri: string | undefined;
  readonly user: string;
  readonly password: string;
  readonly database: string | undefined;
}

/** Stores of others. */
export interface SparqlChoice {
  readonly endpoint: string | undefined;
  readonly graphStore: string | undefined;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly token: string | undefined;
}

const graphSchemes = /^(neo4j|bolt)(\+s|\+ssc)?:\/\//;

function oneOf<const T extends string>(settings: LoadedSettings, key: string, allowed: readonly T[]): T {
  const setting = settings.settings.find((candidate) => candidate.row.key === key);
  const found = allowed.find((word) => word === setting?.value);
  if (found !== undefined) return found;
  throw new StemmaError(
    'STEMMA_CONFIG',
    `${setting?.origin.name ?? key} is not one of ${allowed.join(', ')}: ${JSON.stringify(setting?.value)}`,
  );
}

function text(settings: LoadedSettings, key: string): string | undefined {
  const value = settings.value(key);
  return typeof value === 'string' ? value : undefined;
}

function graphChoice(settings: LoadedSettings): GraphChoice {
  const wanted = text(settings, 'graph') ?? text(settings, 'neo4jUri');
  const uri = wanted === undefined || wanted === 'embedded' ? undefined : wanted;
  if (uri !== undefined && !graphSchemes.test(uri)) {
    throw new StemmaError('STEMMA_CONFIG', `not a graph: ${JSON.stringify(uri.replace(/\/\/[^@/]*@/, '//…@'))}`, {
      hint: 'use embedded, or a URI like neo4j://localhost:7687',
    });
  }
  const auth = text(settings, 'neo4jAuth');
  const slash = auth?.indexOf('/') ?? -1;
  const userGiven = settings.settings.some(
    (setting) => setting.row.key === 'neo4jUser' && setting.origin.kind !== 'default',
  );
  const authUser = auth !== undefined && slash > 0 && !userGiven ? auth.slice(0, slash) : undefined;
  return {
    uri,
    user: authUser ?? text(settings, 'neo4jUser') ?? 'neo4j',
    password: text(settings, 'neo4jPassword') ?? (auth !== undefined && slash > 0 ? auth.slice(slash + 1) : ''),
    database: text(settings, 'neo4jDatabase'),
  };
}

/** @throws StemmaError STEMMA_CONFIG for a word or URI that is not allowed */
export function generalOf(settings: LoadedSettings): General {
  return Object.freeze({
    dataDir: text(settings, 'dataDir') ?? './data',
    logLevel: oneOf(settings, 'logLevel', ['debug', 'info', 'warn', 'error', 'silent']),
    logFormat: oneOf(settings, 'logFormat', ['auto', 'pretty', 'json']),
    baseIri: text(settings, 'baseIri') ?? '',
    graph: graphChoice(settings),
    sparql: {
      endpoint: text(settings, 'sparqlEndpoint'),
      graphStore: text(settings, 'graphStore'),
      user: text(settings, 'sparqlUser'),
      password: text(settings, 'sparqlPassword'),
      token: text(settings, 'sparqlToken'),
    },
    proxy: { http: text(settings, 'httpProxy'), https: text(settings, 'httpsProxy'), no: text(settings, 'noProxy') },
    caFile: text(settings, 'caFile'),
  });
}
