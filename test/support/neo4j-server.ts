import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import neo4j from 'neo4j-driver';

/** A server for one test run, or why there is none. */
export type Neo4jForTests =
  | { readonly uri: string; readonly user?: string; readonly password?: string }
  | { readonly skipped: string };

export interface StartedServer {
  readonly found: Neo4jForTests;
  stop(): Promise<void>;
}

const version = '5.26.28';
const browserVersion = '5.24.0';
const run = promisify(execFile);
const nothingToStop = async (): Promise<void> => undefined;

/** In this order: NEO4J_TEST_URI, a container, a local server from Maven's jars; STEMMA_REQUIRE_NEO4J=1 allows no fourth. */
export async function findNeo4j(env: NodeJS.ProcessEnv): Promise<StartedServer> {
  const given = env['NEO4J_TEST_URI'];
  if (given !== undefined && given !== '') {
    const { NEO4J_TEST_USER: user, NEO4J_TEST_PASSWORD: password } = env;
    return {
      found: { uri: given, ...(user === undefined ? {} : { user }), ...(password === undefined ? {} : { password }) },
      stop: nothingToStop,
    };
  }
  const reasons: string[] = [];
  for (const start of [startContainer, startLocal]) {
    try {
      return await start(env);
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
    }
  }
  const skipped = `no NEO4J_TEST_URI; ${reasons.join('; ')}`;
  if (env['STEMMA_REQUIRE_NEO4J'] === '1') throw new Error(`a Neo4j server is required: ${skipped}`);
  return { found: { skipped }, stop: nothingToStop };
}

async function startContainer(env: NodeJS.ProcessEnv): Promise<StartedServer> {
  if (!(await dockerAnswers(env))) throw new Error('no Docker engine answers');
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer('neo4j:5.26-community')
    .withEnvironment({ NEO4J_AUTH: 'none' })
    .withExposedPorts(7687)
    .withWaitStrategy(Wait.forLogMessage('Started.'))
    .start();
  const uri = `bolt://${container.getHost()}:${container.getMappedPort(7687)}`;
  return { found: { uri }, stop: async () => void (await container.stop()) };
}

function dockerAnswers(env: NodeJS.ProcessEnv): Promise<boolean> {
  const host = env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  const socketPath = host.startsWith('unix://') ? host.slice('unix://'.length) : undefined;
  if (socketPath !== undefined && !existsSync(socketPath)) return Promise.resolve(false);
  const [hostname, port] = host.replace(/^tcp:\/\//, '').split(':');
  const where = socketPath === undefined ? { hostname, port } : { socketPath };
  return new Promise((resolve) => {
    const ping = request({ ...where, path: '/_ping', timeout: 2000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy());
    ping.on('error', () => resolve(false));
    ping.end();
  });
}

/** A local server that also serves Neo4j Browser, the last one that Maven has. */
export async function startWithBrowser(env: NodeJS.ProcessEnv): Promise<LocalServer> {
  return startLocal(env, [
    await jarsOf(`neo4j-browser-${browserVersion}`, [`org.neo4j.client:neo4j-browser:${browserVersion}`]),
  ]);
}

interface LocalServer extends StartedServer {
  /** `http://127.0.0.1:port`; Neo4j Browser, where it is served, at `/browser/`. */
  readonly http: string;
}

async function startLocal(env: NodeJS.ProcessEnv, further: readonly string[] = []): Promise<LocalServer> {
  const java = await findJava(env);
  const folders = [await serverJars(), ...further];
  const home = await mkdtemp(join(tmpdir(), 'stemma-neo4j-'));
  const [bolt, http] = await freePorts();
  await writeHome(home, bolt, http);
  const child = spawn(
    java,
    [
      ...javaOptions,
      '-cp',
      folders.map((lib) => join(lib, '*')).join(delimiter),
      'org.neo4j.server.CommunityEntryPoint',
      ...homeOptions(home),
    ],
    {
      env: { ...env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') },
      stdio: 'ignore',
    },
  );
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    const uri = `bolt://127.0.0.1:${bolt}`;
    await untilReady(uri, child);
    return { found: { uri }, http: `http://127.0.0.1:${http}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For a server that lives some minutes: the quick compiler and the plain collector spare a third of its processor time. */
const javaOptions = [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '-Dlog4j2.disable.jmx=true',
  '-Xmx512m',
];

function homeOptions(home: string): readonly string[] {
  return [`--home-dir=${home}`, `--config-dir=${join(home, 'conf')}`, '--console-mode'];
}

/** This version runs on Java 17 and 21; a machine may hold others too. */
async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const folders = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', 'C:\\Program Files\\Java'];
  const installed = await Promise.all(folders.map((folder) => readdir(folder).catch(() => [])));
  const homes = installed.flatMap((names, index) => names.map((name) => join(folders[index] ?? '', name)));
  const candidates = [
    env['JAVA_HOME'],
    ...(env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, '..')),
    ...homes,
  ];
  for (const home of candidates) {
    const java = home === undefined ? '' : join(home, 'bin', 'java');
    if (!existsSync(java)) continue;
    const { stderr } = await run(java, ['-version']).catch(() => ({ stderr: '' }));
    if (/version "(?:17|21)[."]/.test(stderr)) return java;
  }
  throw new Error('no Java 17 or 21');
}

/** 118 MB from Maven Central, once. */
function serverJars(): Promise<string> {
  return jarsOf(`neo4j-${version}`, [`org.neo4j:neo4j:${version}`, `org.neo4j.app:neo4j-server:${version}`]);
}

/** The folder of the artifacts' jars, kept in `.cache`. */
async function jarsOf(name: string, artifacts: readonly string[]): Promise<string> {
  const cache = fileURLToPath(new URL(`../../.cache/${name}/`, import.meta.url));
  const lib = join(cache, 'lib');
  if (existsSync(lib)) return lib;
  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(join(cache, 'lib-'));
  const pom = join(partial, 'pom.xml');
  await writeFile(pom, projectOf(artifacts));
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(partial, 'lib')}`];
  await run('mvn', ['-q', '-B', '-f', pom, ...goal]).catch((error: unknown) => {
    throw new Error(`the jars of ${name} cannot be had with mvn (${(error as Error).message.split('\n')[0]})`);
  });
  await rename(join(partial, 'lib'), lib).catch((error: unknown) => {
    if (!existsSync(lib)) throw error;
  });
  await rm(partial, { recursive: true, force: true });
  return lib;
}

function projectOf(artifacts: readonly string[]): string {
  const dependencies = artifacts.map((artifact) => {
    const [group, name, itsVersion] = artifact.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${itsVersion}</version></dependency>`;
  });
  return (
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>test</groupId>' +
    `<artifactId>neo4j-jars</artifactId><version>1</version><dependencies>${dependencies.join('')}</dependencies></project>`
  );
}

async function writeHome(home: string, bolt: number, http: number): Promise<void> {
  for (const folder of ['conf', 'data', 'logs', 'run', 'plugins', 'import'])
    await mkdir(join(home, folder), { recursive: true });
  const settings = {
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${bolt}`,
    'server.bolt.advertised_address': `127.0.0.1:${bolt}`,
    'server.http.listen_address': `127.0.0.1:${http}`,
    'server.https.enabled': 'false',
    'dbms.security.auth_enabled': 'false',
    'server.memory.heap.initial_size': '256m',
    'server.memory.heap.max_size': '512m',
    'server.memory.pagecache.size': '128m',
    'dbms.usage_report.enabled': 'false',
    'client.allow_telemetry': 'false',
    'db.tx_log.preallocate': 'false',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(home, 'conf', 'neo4j.conf'), lines.join(''));
}

async function freePorts(): Promise<readonly [number, number]> {
  const servers = await Promise.all(
    [0, 1].map(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [ports[0] ?? 0, ports[1] ?? 0];
}

const startSeconds = 90;

async function untilReady(uri: string, child: ChildProcess): Promise<void> {
  const driver = neo4j.driver(uri);
  try {
    for (let waited = 0; waited < startSeconds * 2; waited += 1) {
      if (child.exitCode !== null) throw new Error(`the Neo4j server ended with exit code ${child.exitCode}`);
      const isUp = await driver.verifyConnectivity().then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error(`the Neo4j server did not answer within ${startSeconds} s`);
  } finally {
    await driver.close();
  }
}
