import neo4j from 'neo4j-driver';
import type { Config, Driver } from 'neo4j-driver';
import { StemmaError } from '../../src/core/errors.ts';
import { serverOf, type Neo4jAddress } from './address.ts';
import { neo4jError } from './errors.ts';

/** Oldest version whose Cypher and drivers this program is tested with. */
const versionFloor = [5, 26] as const;

const settings: Config = {
  maxConnectionPoolSize: 10,
  connectionTimeout: 10_000,
  connectionAcquisitionTimeout: 30_000,
  maxTransactionRetryTime: 30_000,
  userAgent: 'stemma',
  telemetryDisabled: true,
  notificationFilter: { minimumSeverityLevel: 'OFF' },
};

/**
 * A driver that has reached its server.
 * @throws StemmaError STEMMA_CONFIG for an unusable URI, STEMMA_STORE_UNREACHABLE, STEMMA_AUTH, STEMMA_STORE below 5.26
 */
export async function connect(address: Neo4jAddress): Promise<Driver> {
  const where = serverOf(address.uri);
  const driver = makeDriver(address, where);
  try {
    const info = await driver.getServerInfo(address.database === undefined ? {} : { database: address.database });
    assertVersion(info.agent ?? '', where);
    return driver;
  } catch (error) {
    await driver.close().catch(() => undefined);
    throw neo4jError(error, where);
  }
}

function makeDriver(address: Neo4jAddress, where: string): Driver {
  try {
    const auth =
      address.password === undefined ? undefined : neo4j.auth.basic(address.user ?? 'neo4j', address.password);
    return neo4j.driver(address.uri, auth, settings);
  } catch (cause) {
    throw new StemmaError('STEMMA_CONFIG', `"${where}" is not usable as the address of a Neo4j server`, {
      hint: 'neo4j://host:7687, neo4j+s://host:7687 or bolt://host:7687',
      cause,
    });
  }
}

/** `Neo4j/5.26.28`, `Neo4j/2026.09.0`. */
export function assertVersion(agent: string, where: string): void {
  const match = /^Neo4j\/(\d+)\.(\d+)/.exec(agent);
  const [major, minor] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  if (major > versionFloor[0] || (major === versionFloor[0] && minor >= versionFloor[1])) return;
  throw new StemmaError(
    'STEMMA_STORE',
    `the server at ${where} is ${agent === '' ? 'unknown' : agent}; Neo4j 5.26 or later is needed`,
    {
      hint: 'upgrade the server, or leave out --graph for the embedded graph',
      context: { server: where, agent },
    },
  );
}
