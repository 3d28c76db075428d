import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sources } from '../../extract/index.ts';
import { readConfigFile, type ConfigFile } from '../../src/config/file.ts';
import { loadSettings } from '../../src/config/load.ts';
import { generalSettings, settingsTable } from '../../src/config/settings.ts';
import { renderConfigFile } from '../../src/config/starter-file.ts';

const table = settingsTable(sources);

function written(content: unknown): string {
  const path = join(mkdtempSync(join(tmpdir(), 'stemma-config-file-')), 'stemma.config.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const read = async (content: unknown): Promise<ConfigFile> =>
  (await readConfigFile(written(content))) ?? { path: '', values: {} };

describe('the configuration file', () => {
  it('stands below flags and variables and above defaults, and is named as the origin', async () => {
    const file = await read({ logLevel: 'info', huggingface: { numModels: 7, updateRecent: false, threads: '3' } });

    const loaded = loadSettings(table, { limit: '9' }, { HF_THREADS: '2' }, file);

    expect(loaded.ofSource('huggingface')).toMatchObject({ numModels: 9, updateRecent: false, threads: 2 });
    const origin = (key: string) => loaded.settings.find(({ row }) => row.key === key)?.origin;
    expect(origin('logLevel')).toEqual({ kind: 'config', name: file.path });
    expect(origin('huggingface.numModels')?.kind).toBe('flag');
    expect(origin('huggingface.threads')?.kind).toBe('environment');
    expect(origin('huggingface.endpoint')?.kind).toBe('default');
    expect(loaded.warnings).toEqual([]);
  });

  it('takes relative paths from where it stands, and empty values as unset', async () => {
    const file = await read({ dataDir: './kept', logLevel: '', huggingface: { modelsFile: '/ids.txt', since: null } });

    const loaded = loadSettings(table, {}, {}, file);

    expect(loaded.value('dataDir')).toBe(join(file.path, '..', 'kept'));
    expect(loaded.value('huggingface.modelsFile')).toBe('/ids.txt');
    expect(loaded.value('logLevel')).toBe('warn');
    expect(loaded.value('huggingface.since')).toBeUndefined();
  });

  it('reports names that are none, with the nearest', async () => {
    const file = await read({
      $schema: 'x',
      datadir: 'x',
      hugingface: {},
      HF_NUM_MODELS: 5,
      huggingface: { numModel: 5, HF_THREADS: 2 },
    });

    const sentences = loadSettings(table, {}, {}, file).warnings.join('\n');

    expect(sentences).toContain(`datadir in ${file.path} is not a setting; did you mean dataDir?`);
    expect(sentences).toContain('is not a source; did you mean huggingface?');
    expect(sentences).toContain(
      `huggingface.numModel in ${file.path} is not a setting; did you mean huggingface.numModels?`,
    );
    expect(sentences).toContain(`HF_NUM_MODELS in ${file.path} is not a setting; it is written huggingface.numModels`);
    expect(sentences).toContain('it is written huggingface.threads');
    expect(sentences).not.toContain('$schema');
    expect(loadSettings(generalSettings, {}, {}, file).warnings).toHaveLength(2);
  });

  it.each([
    [{ huggingface: { token: 'hf_a_real_secret' } }, 'huggingface.token'],
    [{ neo4jPassword: 'hf_a_real_secret' }, 'neo4jPassword'],
    [{ huggingface: { apiKey: 'hf_a_real_secret' } }, 'huggingface.apiKey'],
  ])('refuses a secret without showing it: %j', async (content, key) => {
    const refused = read(content);

    await expect(refused).rejects.toMatchObject({
      code: 'STEMMA_CONFIG',
      message: expect.stringContaining(`${key} is a secret`),
    });
    await refused.catch((error: unknown) => expect(JSON.stringify(error)).not.toContain('a_real_secret'));
  });

  it.each([
    ['{"dataDir": ', 'is not JSON'],
    ['[]', 'is not a JSON object of settings'],
    [{ huggingface: { numModels: { most: 5 } } }, 'huggingface.numModels'],
  ])('is refused when it is no object of settings: %j', async (content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'STEMMA_CONFIG',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [{ huggingface: { numModels: 'many' } }, 'huggingface.numModels in'],
    [{ huggingface: { numModels: [1, 2] } }, 'is a list'],
    [{ huggingface: { updateRecent: 'perhaps' } }, 'is not true or false'],
  ])('names what cannot be used: %j', async (content, message) => {
    const file = await read(content);

    expect(() => loadSettings(table, {}, {}, file)).toThrow(message);
  });

  it('must be there when it is named, and need not be otherwise', async () => {
    await expect(readConfigFile('/nonexistent/stemma.json')).rejects.toMatchObject({ code: 'STEMMA_CONFIG' });
    const folder = mkdtempSync(join(tmpdir(), 'stemma-config-file-'));
    mkdirSync(join(folder, 'directory.json'));
    await expect(readConfigFile(join(folder, 'directory.json'))).rejects.toMatchObject({ code: 'STEMMA_CONFIG' });
  });

  it('begins as the defaults, without a secret', async () => {
    const file = await read(renderConfigFile(table));

    const loaded = loadSettings(table, {}, {}, file);

    expect(loaded.warnings).toEqual([]);
    const relevant = table.filter((row) => row.default !== undefined && row.kind !== 'path');
    const standard = loadSettings(table, {}, {});
    expect(relevant.length).toBeGreaterThan(5);
    for (const { key } of relevant) expect(loaded.value(key), key).toEqual(standard.value(key));
    expect(renderConfigFile(table)).not.toMatch(/token|password/i);
  });
});
