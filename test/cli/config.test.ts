import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json, stemma, tempFolder } from '../support/stemma-cli.ts';

function folderWith(config: unknown): string {
  const cwd = tempFolder();
  writeFileSync(join(cwd, 'stemma.config.json'), JSON.stringify(config));
  return cwd;
}

describe('configuration', () => {
  it('is read from the working directory, and says so', async () => {
    const cwd = folderWith({ huggingface: { numModels: 7 }, hugginface: {} });

    const shown = await stemma(['config', 'show', '--json'], { cwd });
    const path = await stemma(['config', 'path'], { cwd });

    expect(json(shown)['items']).toContainEqual({
      key: 'huggingface.numModels',
      value: 7,
      origin: 'config',
      from: 'stemma.config.json',
    });
    expect(shown.stderr).toContain('did you mean huggingface?');
    expect(path.stdout.trim().endsWith(join(cwd, 'stemma.config.json'))).toBe(true);
  });

  it('is another file with --config', async () => {
    const cwd = folderWith({ huggingface: { numModels: 7 } });
    writeFileSync(join(cwd, 'nightly.json'), JSON.stringify({ dataDir: './nightly' }));

    const shown = json(await stemma(['config', 'show', '--config', join(cwd, 'nightly.json'), '--json']));

    expect(shown['items']).toContainEqual(
      expect.objectContaining({ key: 'dataDir', value: join(cwd, 'nightly'), origin: 'config' }),
    );
    expect((await stemma(['config', 'show', '--config', 'nosuch.json'], { cwd })).code).toBe(2);
  });

  it('is checked as a whole: every problem, exit 2', async () => {
    const bad = folderWith({ loglevel: 'info', huggingface: { numModels: 'many', updateRecent: 'perhaps' } });

    const result = await stemma(['config', 'check', '--json'], { cwd: bad, env: { HF_NUM_MODEL: '1' } });
    const good = await stemma(['config', 'check', '--json'], { cwd: folderWith({ huggingface: { numModels: 7 } }) });

    expect(result.code).toBe(2);
    const messages = (json(result)['items'] as { message: string }[]).map(({ message }) => message).join('\n');
    for (const part of ['numModels in', 'updateRecent in', 'did you mean logLevel?', 'did you mean HF_NUM_MODELS?'])
      expect(messages).toContain(part);
    expect({ code: good.code, result: json(good) }).toMatchObject({ code: 0, result: { ok: true, total: 0 } });
  });

  it('never holds or shows a secret', async () => {
    const cwd = folderWith({ huggingface: { token: 'hf_very_secret_word' } });

    const result = await stemma(['config', 'show', '--json', '-vv'], { cwd });

    expect(result.code).toBe(2);
    expect(json(result)).toMatchObject({ error: { code: 'STEMMA_CONFIG', hint: expect.stringContaining('_FILE') } });
    expect(result.stdout + result.stderr).not.toContain('hf_very_secret_word');
    const withPassword = await stemma(['config', 'show', '--graph', 'neo4j://ann:hunter22@h:7687']);
    expect(withPassword.stdout).not.toContain('hunter22');
  });
});

describe('init', () => {
  it('writes both files, says so, and never over others without --force', async () => {
    const cwd = tempFolder();

    const first = await stemma(['init'], { cwd });
    writeFileSync(join(cwd, 'stemma.config.json'), '{"dataDir": "./mine"}');
    const second = await stemma(['init', '--json'], { cwd });

    expect(first.stdout).toMatch(/\.env\.example written\n.*stemma\.config\.json written\n/);
    expect((json(second)['items'] as { state: string }[]).map(({ state }) => state)).toEqual(['unchanged', 'kept']);
    expect(readFileSync(join(cwd, 'stemma.config.json'), 'utf8')).toContain('./mine');
    const forced = await stemma(['init', '--force', '--json'], { cwd });
    expect((json(forced)['items'] as { state: string }[]).map(({ state }) => state)).toEqual(['unchanged', 'replaced']);
    expect((await stemma(['config', 'check'], { cwd })).code).toBe(0);
    expect(existsSync(join(cwd, 'data'))).toBe(false);
  });
});
