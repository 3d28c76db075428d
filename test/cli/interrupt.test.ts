import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubModels } from '../support/hub-models.ts';
import { startScriptedHub, type ScriptedHub } from '../support/scripted-hub.ts';
import { json, slowDoor, startStemma, stemma, tempFolder } from '../support/stemma-cli.ts';

describe('interruption', { timeout: 60_000 }, () => {
  const ids = hubModels.map((model) => model.id).filter((id) => !/--|\.\./.test(id));
  let hub: ScriptedHub;
  let door: Awaited<ReturnType<typeof slowDoor>>;
  let undisturbed = '';

  const args = (folder: string): string[] => [
    'run',
    'huggingface',
    '--select',
    'hf_models',
    '--limit',
    '0',
    '--models-file',
    join(folder, 'ids.txt'),
    '--data-dir',
    folder,
  ];
  const env = (): Record<string, string> => ({ HF_ENDPOINT: door.url, HF_THREADS: '1' });
  const answered = (): number => [...hub.requests.values()].reduce((sum, count) => sum + count, 0);

  function prepared(): string {
    const folder = tempFolder();
    writeFileSync(join(folder, 'ids.txt'), `${ids.join('\n')}\n`);
    return folder;
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  beforeAll(async () => {
    hub = await startScriptedHub();
    door = await slowDoor(hub.endpoint, 120);
    const folder = prepared();
    expect((await stemma(args(folder), { env: env() })).code).toBe(0);
    undisturbed = (await stemma(['export', '--data-dir', folder])).stdout;
  });
  afterAll(async () => {
    await door.close();
    await hub.close();
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s finishes the page, says how to go on, and resume gives the same graph', async (signal, code) => {
    const folder = prepared();
    const before = answered();
    const running = startStemma([...args(folder), '--json'], { env: env() });
    await until(() => answered() >= before + 5);
    running.child.kill(signal);
    const stopped = await running.done;

    expect(stopped.code, stopped.stderr).toBe(code);
    expect(stopped.stderr).toContain('finishing the current page');
    const report = json(stopped);
    expect(report).toMatchObject({ state: 'interrupted', error: { code: 'STEMMA_CANCELLED' } });
    expect(stopped.stderr).toContain(`stemma resume ${String(report['run'])}`);

    const resumed = await stemma(['resume', '--data-dir', folder, '--json'], { env: env() });
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(json(resumed)).toMatchObject({ run: report['run'], state: 'complete' });
    expect(answered() - before).toBe(ids.length);
    expect((await stemma(['export', '--data-dir', folder])).stdout).toBe(undisturbed);
    expect((await stemma(['verify', '--data-dir', folder])).code).toBe(0);
  });

  it('a killed run is resumed to the same graph, at most one request twice', async () => {
    const folder = prepared();
    const before = answered();
    const running = startStemma(args(folder), { env: env() });
    await until(() => answered() >= before + 8);
    running.child.kill('SIGKILL');
    await running.done;

    const status = json(await stemma(['status', '--data-dir', folder, '--json']));
    const resumed = await stemma(['resume', '--data-dir', folder], { env: env() });

    expect(status['resumable']).toMatchObject([{ stage: 'extract' }]);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(answered() - before).toBeLessThanOrEqual(ids.length + 1);
    expect((await stemma(['export', '--data-dir', folder])).stdout).toBe(undisturbed);
  });

  it('a second Ctrl-C ends it at once', async () => {
    const folder = prepared();
    const before = answered();
    const running = startStemma(args(folder), { env: env() });
    await until(() => answered() >= before + 2);
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    await running.said('press again');
    running.child.kill('SIGINT');

    expect((await running.done).code).toBe(130);
    expect((await stemma(['resume', '--data-dir', folder], { env: env() })).code).toBe(0);
    expect((await stemma(['export', '--data-dir', folder])).stdout).toBe(undisturbed);
  });
});
