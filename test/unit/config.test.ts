import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generalOf } from '../../src/config/general.ts';
import { loadSettings } from '../../src/config/load.ts';
import { editDistance, nearest } from '../../src/config/look-alikes.ts';
import { renderEnvironmentHelp, renderEnvExample, renderSettingsTable } from '../../src/config/render.ts';
import { generalSettings, settingsTable } from '../../src/config/settings.ts';
import { terminalHints } from '../../src/config/terminal.ts';
import type { SettingDefinition } from '../../extract/source.ts';

const settings: readonly SettingDefinition[] = [
  {
    name: 'numModels',
    env: ['HF_NUM_MODELS', 'HUGGINGFACE_MAX_MODELS'],
    flag: 'limit',
    kind: 'integer',
    default: 50,
    doc: 'models to take',
  },
  { name: 'updateRecent', env: ['HF_UPDATE_RECENT'], kind: 'boolean', default: true, doc: 'order' },
  { name: 'endpoint', env: ['HF_ENDPOINT'], kind: 'url', default: 'https://hub.test', doc: 'address' },
  { name: 'token', env: ['HF_TOKEN'], kind: 'string', secret: true, doc: 'token' },
  { name: 'since', env: [], flag: 'since', kind: 'date', doc: 'from when' },
  { name: 'tags', env: ['HF_TAGS'], flag: 'tags', kind: 'list', doc: 'tags | words' },
];
const table = settingsTable([{ name: 'hub', title: 'Hub', settings }]);
const hub = (flags: Record<string, string>, env: Record<string, string>) =>
  loadSettings(table, flags, env).ofSource('hub');

describe('settings', () => {
  it('takes a flag before a variable before the default, and remembers where from', () => {
    const origin = (flags: Record<string, string>, env: Record<string, string>) =>
      loadSettings(table, flags, env).settings.find((setting) => setting.row.key === 'hub.numModels');

    expect(origin({ limit: '7' }, { HF_NUM_MODELS: '8' })).toMatchObject({
      value: 7,
      origin: { kind: 'flag', name: '--limit' },
    });
    expect(origin({}, { HF_NUM_MODELS: '8' })).toMatchObject({
      value: 8,
      origin: { kind: 'environment', name: 'HF_NUM_MODELS' },
    });
    expect(origin({}, {})).toMatchObject({ value: 50, origin: { kind: 'default' } });
  });

  it('takes the first variable that is set, and an empty one as unset', () => {
    expect(hub({}, { HF_NUM_MODELS: ' ', HUGGINGFACE_MAX_MODELS: '12' })['numModels']).toBe(12);
    expect(hub({ limit: '' }, {})['numModels']).toBe(50);
  });

  it('parses each kind', () => {
    const values = hub(
      { since: '2026-01-02', tags: 'a, b,,c' },
      { HF_UPDATE_RECENT: 'No', HF_ENDPOINT: 'http://127.0.0.1:1/hf' },
    );

    expect(values).toMatchObject({
      since: '2026-01-02',
      tags: ['a', 'b', 'c'],
      updateRecent: false,
      endpoint: 'http://127.0.0.1:1/hf',
    });
  });

  it.each([
    [{ limit: 'many' }, {}, '--limit is not a whole number: "many"'],
    [{ limit: '-1' }, {}, '--limit is not a whole number: "-1"'],
    [{}, { HF_UPDATE_RECENT: 'perhaps' }, 'HF_UPDATE_RECENT is not true or false: "perhaps"'],
    [{}, { HF_ENDPOINT: 'ftp://x' }, 'HF_ENDPOINT is not an http(s) address: "ftp://x"'],
    [{ since: 'yesterday' }, {}, '--since is not an ISO date: "yesterday"'],
  ])('names what is wrong: %j %j', (flags, env, message) => {
    expect(() => hub(flags as unknown as Record<string, string>, env as unknown as Record<string, string>)).toThrow(
      message,
    );
  });

  it('reads secrets from the environment or a file, never from a flag', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'stemma-config-')), 'token');
    writeFileSync(path, 'hf_from_file\n');

    const loaded = loadSettings(table, { token: 'hf_flag' }, { HF_TOKEN_FILE: path });

    expect(loaded.value('hub.token')).toBe('hf_from_file');
    expect(loaded.secrets).toContain('hf_from_file');
    expect(hub({}, { HF_TOKEN: 'hf_env', HF_TOKEN_FILE: path })['token']).toBe('hf_env');
    expect(() => hub({}, { HF_TOKEN_FILE: '/nonexistent/token' })).toThrow('HF_TOKEN_FILE cannot be read');
  });

  it('is frozen', () => {
    const loaded = loadSettings(table, {}, {});

    expect(Object.isFrozen(loaded.settings[0])).toBe(true);
    expect(Object.isFrozen(loaded.ofSource('hub'))).toBe(true);
  });
});

describe('look-alikes', () => {
  const warnings = (env: Record<string, string>) => loadSettings(table, {}, env).warnings;

  it('reports a slip with the right name', () => {
    expect(warnings({ HF_NUM_MODEL: '1' })).toEqual(['HF_NUM_MODEL is not a setting; did you mean HF_NUM_MODELS?']);
    expect(warnings({ NEO4J_PASWORD: 'x' })).toEqual(['NEO4J_PASWORD is not a setting; did you mean NEO4J_PASSWORD?']);
    expect(warnings({ STEMMA_QUITE_ELSE: 'x' })[0]).toContain('stemma help environment');
    expect(warnings({ AI4LIFE_NUM_MODEL: '1' })[0]).toContain('AI4LIFE_NUM_MODELS');
  });

  it('is silent about names that are right, planned or of other tools', () => {
    const env = {
      HF_NUM_MODELS: '1',
      HF_TOKEN_FILE: '',
      OPENML_BASE_URL: 'x',
      AI4LIFE_PARENT_ID: 'x',
      HF_HOME: '/x',
      NEO4J_server_memory_heap_max__size: '1g',
      PATH: '/',
    };

    expect(warnings(env)).toEqual([]);
  });

  it('leaves source names alone when no source is loaded', () => {
    expect(loadSettings(generalSettings, {}, { HF_NUM_MODEL: '1' }).warnings).toEqual([]);
  });

  it('measures edits', () => {
    expect(editDistance('lineage', 'linaege')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(nearest('serch', ['search', 'show'])).toBe('search');
    expect(nearest('zzzzzz', ['search', 'show'])).toBeUndefined();
  });
});

describe('general settings', () => {
  const general = (env: Record<string, string>, flags: Record<string, string> = {}) =>
    generalOf(loadSettings(generalSettings, flags, env));

  it('chooses the graph by flag, STEMMA_GRAPH, NEO4J_URI, then embedded', () => {
    expect(general({}).graph.uri).toBeUndefined();
    expect(general({ NEO4J_URI: 'bolt://a:7687' }).graph.uri).toBe('bolt://a:7687');
    expect(general({ NEO4J_URI: 'bolt://a:7687', STEMMA_GRAPH: 'neo4j://b' }).graph.uri).toBe('neo4j://b');
    expect(general({ NEO4J_URI: 'bolt://a:7687' }, { graph: 'embedded' }).graph.uri).toBeUndefined();
    expect(() => general({ STEMMA_GRAPH: 'http://user:secret@host' })).toThrow('"http://…@host"');
  });

  it('reads NEO4J_AUTH, with NEO4J_USER and NEO4J_PASSWORD winning', () => {
    expect(general({ NEO4J_AUTH: 'ann/p/w' }).graph).toMatchObject({ user: 'ann', password: 'p/w' });
    expect(general({ NEO4J_AUTH: 'ann/pw', NEO4J_USER: 'bob', NEO4J_PASSWORD: 'x' }).graph).toMatchObject({
      user: 'bob',
      password: 'x',
    });
    expect(general({}).graph).toMatchObject({ user: 'neo4j', password: '' });
  });

  it('takes proxies and the CA file under the names other tools use', () => {
    const { proxy, caFile } = general({
      https_proxy: 'http://p:1',
      NO_PROXY: 'localhost',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
    });

    expect(proxy).toEqual({ http: undefined, https: 'http://p:1', no: 'localhost' });
    expect(caFile).toBe('/ca.pem');
  });

  it('refuses an unknown log level', () => {
    expect(() => general({ LOG_LEVEL: 'loud' })).toThrow('LOG_LEVEL is not one of debug');
  });
});

describe('renderings of the table', () => {
  it('has each setting in each, and nothing else', () => {
    const example = renderEnvExample(table);

    const named = [...example.matchAll(/^#([A-Z0-9_]+)=/gm)].map((match) => match[1]);
    expect(named).toEqual(table.filter((row) => row.env.length > 0).map((row) => row.env[0]));
    for (const row of table) {
      expect(renderSettingsTable(table)).toContain(row.env[0] ?? `--${row.flag}`);
      expect(renderEnvironmentHelp(table)).toContain(row.doc);
    }
    expect(renderSettingsTable(table)).toContain('tags \\| words');
    expect(example).toContain('# also: HF_TOKEN_FILE');
  });
});

describe('terminal hints', () => {
  it('follows NO_COLOR, FORCE_COLOR, TERM and the locale', () => {
    expect(terminalHints({})).toMatchObject({ noColor: false, forceColor: false, dumb: false, utf8: true });
    expect(terminalHints({ NO_COLOR: '1', TERM: 'dumb', LC_ALL: 'C', COLUMNS: '40' })).toMatchObject({
      noColor: true,
      dumb: true,
      utf8: false,
      columns: 40,
    });
    expect(terminalHints({ FORCE_COLOR: '1', LANG: 'en_US.UTF-8' })).toMatchObject({ forceColor: true, utf8: true });
  });
});
