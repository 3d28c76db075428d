import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startScriptedHub, type ScriptedHub, type ScriptedHubOptions } from '../support/scripted-hub.ts';
import { json, stemma, tempFolder, type CliResult } from '../support/stemma-cli.ts';

describe('exit codes', () => {
  let hub: ScriptedHub | undefined;
  afterEach(async () => {
    await hub?.close();
    hub = undefined;
  });

  async function runAgainst(
    options: ScriptedHubOptions,
    args: readonly string[],
    env: Record<string, string> = {},
  ): Promise<CliResult> {
    hub = await startScriptedHub(options);
    return stemma([...args, '--data-dir', tempFolder(), '--json'], { env: { HF_ENDPOINT: hub.endpoint, ...env } });
  }

  it('1: failed, with the error in the report', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'raw'), 'a file where a folder should be');

    const result = await stemma(['run', 'huggingface', '--data-dir', folder, '--json'], {
      env: { HF_ENDPOINT: 'http://127.0.0.1:1' },
    });

    expect(result.code).toBe(1);
    expect(json(result)).toMatchObject({ state: 'failed', error: { code: 'STEMMA_DISK' } });
  });

  it.each([
    [['run', '--limit', 'many'], 'STEMMA_CONFIG'],
    [['run', 'nosuchsource'], 'STEMMA_USAGE'],
    [['frobnicate'], 'STEMMA_USAGE'],
    [['lineage'], 'STEMMA_USAGE'],
    [['lineage', 'a/b', '--depth', 'deep'], 'STEMMA_USAGE'],
    [['query', 'nosuchquery'], 'STEMMA_USAGE'],
    [['map', 'nosuchrun'], 'STEMMA_USAGE'],
    [['help', 'nosuchtopic'], 'STEMMA_USAGE'],
    [['status', '--graph', 'http://x'], 'STEMMA_CONFIG'],
    [['cypher', ' '], 'STEMMA_USAGE'],
  ])('2: wrong usage: %j', async (args, code) => {
    const result = await stemma([...args, '--data-dir', tempFolder(), '--json']);

    expect(result.code, result.stderr).toBe(2);
    expect(json(result)).toMatchObject({ error: { code } });
    expect(result.stderr).toContain(`code ${code}`);
  });

  it('3: records failed beyond --max-failures, or issues under --strict', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'ids.txt'), 'no/such-model\nstone/oak-7b\n');
    const args = [
      'extract',
      'huggingface',
      '--select',
      'hf_models',
      '--limit',
      '0',
      '--models-file',
      join(folder, 'ids.txt'),
    ];

    const beyond = await runAgainst({}, [...args, '--max-failures', '0']);
    await hub?.close();
    const within = await runAgainst({}, [...args, '--max-failures', '1']);
    await hub?.close();
    const strict = await runAgainst({}, [...args, '--strict']);

    expect([beyond.code, within.code, strict.code]).toEqual([3, 0, 3]);
    expect(json(beyond)).toMatchObject({ state: 'complete', resources: { hf_models: { fetched: 1, failed: 1 } } });
  });

  it('4: the token is refused, and is not shown', async () => {
    const result = await runAgainst({ token: 'hf_the_right_one' }, ['run', 'huggingface', '-vv'], {
      HF_TOKEN: 'hf_the_wrong_one',
    });

    expect(result.code, result.stderr).toBe(4);
    expect(json(result)).toMatchObject({ state: 'failed', error: { code: 'STEMMA_AUTH' } });
    expect(result.stdout + result.stderr).not.toContain('hf_the_wrong_one');
  });

  it('5: the graph cannot be reached', async () => {
    const result = await stemma(['status', '--graph', 'bolt://127.0.0.1:1', '--data-dir', tempFolder()]);
    const lineage = await stemma(['lineage', 'a/b', '--graph', 'bolt://127.0.0.1:1', '--json']);
    const doctor = await stemma(
      ['doctor', 'huggingface', '--graph', 'bolt://127.0.0.1:1', '--data-dir', tempFolder(), '--json'],
      {
        env: { HF_ENDPOINT: (hub = await startScriptedHub()).endpoint },
      },
    );

    expect(result.code).toBe(5);
    expect(lineage.code, lineage.stderr).toBe(5);
    expect(json(lineage)).toMatchObject({ error: { code: 'STEMMA_STORE_UNREACHABLE' } });
    expect(doctor.code, doctor.stdout).toBe(5);
  });

  it('6: a rate limit that does not end; what is there is kept', async () => {
    // Windows are counted from 1970: this one ends in two hours, whenever that is asked.
    const windowMs = Date.now() + 7_200_000;
    const result = await runAgainst({ quota: { requests: 0, windowMs } }, ['run']);

    expect(result.code, result.stderr).toBe(6);
    expect(json(result)).toMatchObject({ state: 'interrupted', error: { code: 'STEMMA_RATE_LIMIT' } });
    expect(result.stderr).toContain(`stemma resume ${String(json(result)['run'])}`);
  });

  it('doctor: 0 when all is well, 2 when something but the graph is not', async () => {
    const good = await runAgainst({}, ['doctor', 'huggingface']);
    const bad = await stemma(['doctor', 'huggingface', '--data-dir', tempFolder(), '--json'], {
      env: { HF_ENDPOINT: 'http://127.0.0.1:1' },
    });

    expect(good.code, good.stdout).toBe(0);
    expect(bad.code, bad.stdout).toBe(2);
    expect(json(bad)).toMatchObject({ ok: false });
  });

  it('warns of a variable that is nearly one of ours, once', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'data'));

    const { stderr, code } = await stemma(['sources', '--data-dir', folder], { env: { HF_NUM_MODEL: '5' } });

    expect(code).toBe(0);
    expect(stderr.match(/did you mean HF_NUM_MODELS\?/g)).toHaveLength(1);
  });

  it('says where each setting comes from, and never a secret', async () => {
    const result = await stemma(['config', 'show', '--json'], {
      env: { HF_TOKEN: 'hf_secret_secret', HF_NUM_MODELS: '7', NEO4J_AUTH: 'neo4j/topsecret' },
    });

    expect(result.stdout + result.stderr).not.toMatch(/hf_secret_secret|topsecret/);
    const items = json(result)['items'] as { key: string }[];
    expect(items).toContainEqual({
      key: 'huggingface.numModels',
      value: 7,
      origin: 'environment',
      from: 'HF_NUM_MODELS',
    });
    expect(items).toContainEqual({ key: 'huggingface.token', value: '***', origin: 'environment', from: 'HF_TOKEN' });
  });
});
