import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNights, world, type Nights } from '../support/nights/index.ts';
import { stemma, tempFolder } from '../support/stemma-cli.ts';

/** Ours, given by the environment. */
const own = `hf_${'Own'.repeat(11)}A`;
/** One that its owner left in a card, in front matter, prose, a tag and a description of an adapter. */
const strangers = `hf_${'Str'.repeat(11)}B`;
const base64 = Buffer.from(own).toString('base64').replace(/=+$/, '');

const script = world()
  .model({ id: 'fern/bracken', front: { license: 'mit' } })
  .model({
    id: 'leak/in-card',
    front: { license: 'mit', hub_token: strangers, tags: [`token:${strangers}`], datasets: [strangers] },
    body: `Run it with \`HF_TOKEN=${strangers}\`.\n\n## Intended use\n\nlogin(token="${strangers}")\n`,
    files: { 'adapter_config.json': JSON.stringify({ base_model_name_or_path: 'fern/bracken', hub_token: strangers }) },
  })
  .model({ id: 'leak/echoed' })
  .model({ id: 'leak/redirected' });

/** Every byte below a folder that holds one of these. */
async function filesWith(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))) found.push(path);
  }
  return found;
}

describe('a token', () => {
  const dataDir = join(tempFolder(), 'data');
  const said: string[] = [];
  let hub: Nights;
  const env = (): Record<string, string> => ({
    HF_ENDPOINT: hub.urls.hf,
    ARXIV_BASE_URL: hub.urls.arxiv,
    ARXIV_SPACING: '0s',
    HF_TOKEN: own,
    LOG_LEVEL: 'debug',
  });

  async function program(...args: string[]): Promise<void> {
    const { stdout, stderr } = await stemma([...args, '--data-dir', dataDir], { env: env() });
    said.push(stdout, stderr);
  }

  beforeAll(async () => {
    hub = await startNights({
      script,
      instead: (url, headers) => {
        const { authorization = '' } = headers;
        if (url.pathname.startsWith('/api/models/leak/echoed'))
          return {
            status: 403,
            body: { error: `the token in "${authorization}" may not see this` },
            headers: { 'x-error-message': `no access with ${authorization}`, 'x-request-id': authorization },
          };
        if (url.pathname.startsWith('/api/models/leak/redirected'))
          return { status: 307, body: '', headers: { location: `${hub.urls.cdn}/api/models/x?token=${own}` } };
        return undefined;
      },
    });
    const file = join(tempFolder(), 'ids.txt');
    await writeFile(file, 'leak/echoed@main\nleak/redirected@main\nleak/in-card@main\n');
    await program('run', 'huggingface', '--all', '--models-file', file, '-vv', '--log-format', 'json');
    await program('run', 'huggingface', '--all', '-vv', '--fresh');
    await program('runs', 'show', '--json');
    await program('config', '--json');
    await program('export', '--provenance', '--counters');
    await program('show', 'leak/in-card', '--json');
    await program('why', 'leak/in-card', '--json');
    await program('status', '--json');
    await program('doctor', 'huggingface', '--json');
    // A token the Hub refuses, and an endpoint that is none.
    const wrong = await stemma(['run', 'huggingface', '--limit', '1', '-vv', '--data-dir', dataDir], {
      env: { ...env(), HF_ENDPOINT: `${hub.urls.hf}/nothing`, HF_TOKEN: own },
    });
    said.push(wrong.stdout, wrong.stderr);
  }, 120_000);
  afterAll(() => hub.close());

  it('was there to be leaked: it went to the Hub, and the Hub echoed it', () => {
    const { urls, tokens } = hub.stats();

    expect(tokens.hf).toEqual([`Bearer ${own}`]);
    expect(Object.keys(urls).filter((url) => url.includes('leak/echoed'))).not.toEqual([]);
    expect(Object.keys(urls).filter((url) => url.startsWith('cdn '))).not.toEqual([]);
  });

  it('goes to no other host, whoever redirects there', () => {
    const { tokens } = hub.stats();

    expect([tokens.cdn, tokens.arxiv, tokens.datasetsServer]).toEqual([[], [], []]);
  });

  it('of ours is in no file: not in what was received, the ledger, the entities, the graph or the reports', async () => {
    expect((await readdir(dataDir)).toSorted()).toEqual(expect.arrayContaining(['graph', 'jsonld', 'raw']));
    // The search sees into all three: what is no secret is found in each.
    for (const part of ['graph', 'jsonld', 'raw']) {
      expect(await filesWith(join(dataDir, part), ['leak/in-card']), part).not.toEqual([]);
    }
    expect(await filesWith(dataDir, [own, base64])).toEqual([]);
  });

  it('of a stranger, left in a card, is in no file either', async () => {
    expect(await filesWith(dataDir, [strangers])).toEqual([]);
  });

  it('is in nothing the program says, in logs and errors neither', () => {
    expect(said.join('').length).toBeGreaterThan(1000);
    for (const text of said) {
      expect(text.includes(own) || text.includes(base64)).toBe(false);
      expect(text.includes(strangers)).toBe(false);
    }
  });

  it('is masked where it stood, so that it can be seen that something stood there', { timeout: 60_000 }, async () => {
    const missed = await readdir(join(dataDir, 'raw', 'huggingface'));
    const text = await readFile(join(dataDir, 'raw', 'huggingface', missed[0] ?? '', 'missed.ndjson'), 'utf8');

    expect(text).toMatch(/leak\/echoed/);
    expect(text).toMatch(/no access with Bearer (?:hf_)?\*+"/);
    expect((await stemma(['verify', '--data-dir', dataDir])).code).toBe(0);
  });
});
