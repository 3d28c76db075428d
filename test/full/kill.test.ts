import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportHashByCli } from '../support/graph-hash.ts';
import { killAfter, killAfterWord, killDuring, timeStages, type KilledStage } from '../support/killed-run.ts';
import { emptyNeo4j, neo4jSkipped } from '../support/neo4j.ts';
import { idsAtTheEnd, replayPath, startReplay, type ReplayServer } from '../support/replay-server.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { json, startStemma, stemma, tempFolder, type RunningCli } from '../support/stemma-cli.ts';

const isMissing = replayPath === '';
if (isMissing) console.info('skipped: kill -9 over the recorded Hub (STEMMA_REPLAY is not set)');

/** Three kills each; a few come too late when the machine gets faster meanwhile. */
const rounds = 12;
const killsWanted = 30;
const killsOnServer = 5;
const fromList = 6000;
const oneByOne = 120;

describe.skipIf(isMissing)('kill -9 over the recorded Hub', () => {
  const random = seededRandom(30);
  const kills = { extract: 0, map: 0, load: 0 };
  const kept = tempFolder();
  let replay: ReplayServer;
  let stages: Record<KilledStage, number>;
  let undisturbed = '';
  let answersNeeded = 0;

  const env = (): Record<string, string> => ({ HF_ENDPOINT: replay.urls.hf, HF_THREADS: '1' });
  const runArgs = (folder: string): string[] => [
    'run',
    'huggingface',
    '--select',
    'hf_models',
    '--limit',
    String(fromList),
    '--models-file',
    join(kept, 'ids.txt'),
    '--data-dir',
    folder,
  ];
  const start = (args: readonly string[]): RunningCli => startStemma(args, { env: env() });

  beforeAll(async () => {
    replay = await startReplay({ latency: '20-60' });
    writeFileSync(join(kept, 'ids.txt'), `${(await idsAtTheEnd(replay, oneByOne)).join('\n')}\n`);
    stages = { ...(await timeStages(start(runArgs(kept)))) };
    answersNeeded = replay.stats().requests;
    undisturbed = await exportHashByCli(kept);
    console.info('stages take, in ms:', stages);
  });
  afterAll(async () => {
    console.info('killed while in', kills);
    await replay.close();
    await rm(kept, { recursive: true, force: true });
  });

  /** At a random moment of a stage; in a few rounds at one that is known to be delicate. */
  async function killOnce(stage: KilledStage, round: number, folder: string): Promise<void> {
    const running = start(stage === 'extract' ? runArgs(folder) : ['resume', '--data-dir', folder]);
    const wasKilled =
      stage === 'extract' && round < 2
        ? await killWhenLedgerBegins(running, folder)
        : stage === 'load' && round < 2
          ? await killAfterWord(running, 'load relationships: started', random() * 0.2 * stages.load)
          : await killDuring(running, stage, random() * 0.95 * stages[stage]);
    if (wasKilled) kills[stage] += 1;
    else stages[stage] *= 0.6;
  }

  async function killWhenLedgerBegins(running: RunningCli, folder: string): Promise<boolean> {
    const raw = join(folder, 'raw', 'huggingface');
    while (!hasLedgerLine(raw)) await new Promise((resolve) => setTimeout(resolve, 5));
    return killAfter(running, 0);
  }

  it.each(Array.from({ length: rounds }, (_, round) => round))(
    'at 3 moments, then resume: the same graph (%i)',
    async (round) => {
      const folder = tempFolder();
      replay.reset();
      for (const stage of ['extract', 'map', 'load'] as const) await killOnce(stage, round, folder);

      const resumed = await stemma(['resume', '--data-dir', folder, '--json'], { env: env() });

      expect(resumed.code, resumed.stderr).toBe(0);
      const stats = replay.stats();
      expect(stats.duplicatePageFetches.total).toBeLessThanOrEqual(1);
      expect(stats.requests).toBeLessThanOrEqual(answersNeeded + 1);
      expect(await exportHashByCli(folder)).toBe(undisturbed);
      const verified = await stemma(['verify', '--data-dir', folder]);
      expect(verified.code, verified.stdout).toBe(0);
      await rm(folder, { recursive: true, force: true });
    },
  );

  it(`was killed ${killsWanted} times at least`, () => {
    expect(kills.extract + kills.map + kills.load).toBeGreaterThanOrEqual(killsWanted);
  });

  describe.skipIf(neo4jSkipped() !== undefined)('loading into Neo4j', () => {
    it('killed at 5 moments, then done again: the same graph', async () => {
      const folder = tempFolder();
      for (const part of ['raw', 'jsonld']) await cp(join(kept, part), join(folder, part), { recursive: true });
      const { uri = '', neo4j } = await emptyNeo4j(folder);
      const { user, password } = neo4j;
      const credentials = {
        ...(user === undefined ? {} : { NEO4J_USER: user }),
        ...(password === undefined ? {} : { NEO4J_PASSWORD: password }),
      };
      const place = ['--data-dir', folder, '--graph', uri];
      let killed = 0;
      let longest = stages.load;
      for (let attempt = 0; killed < killsOnServer && attempt < 3 * killsOnServer; attempt += 1) {
        const running = startStemma(['load', ...place], { env: credentials });
        if (await killDuring(running, 'load', random() * longest)) killed += 1;
        else {
          // It came to its end before: once more from nothing, and sooner.
          longest *= 0.6;
          await emptyNeo4j(folder);
        }
      }
      expect(killed).toBe(killsOnServer);

      const resumed = await stemma(['load', ...place, '--json'], { env: credentials });

      expect(resumed.code, resumed.stderr).toBe(0);
      expect(await exportHashByCli(folder, ['--graph', uri], credentials)).toBe(undisturbed);
      const again = json(await stemma(['load', ...place, '--json'], { env: credentials }));
      for (const name of [
        'nodesCreated',
        'nodesUpdated',
        'relationshipsCreated',
        'relationshipsUpdated',
        'runsRecorded',
      ])
        expect(again[name], name).toBe(0);
      await rm(folder, { recursive: true, force: true });
    });
  });
});

function hasLedgerLine(raw: string): boolean {
  const [run] = existsSync(raw) ? readdirSync(raw) : [];
  const ledger = join(raw, run ?? '', 'requests.ndjson');
  return run !== undefined && existsSync(ledger) && statSync(ledger).size > 0;
}
