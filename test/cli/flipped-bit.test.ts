import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScriptedHub, type ScriptedHub } from '../support/scripted-hub.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { json, stemma, tempFolder, type CliResult } from '../support/stemma-cli.ts';

interface Problem {
  readonly record?: string;
  readonly file?: string;
}

describe('one flipped bit', () => {
  const folder = tempFolder();
  const random = seededRandom(1);
  let hub: ScriptedHub;
  let run = '';

  const verify = (): Promise<CliResult> => stemma(['verify', '--data-dir', folder, '--json']);

  beforeAll(async () => {
    hub = await startScriptedHub({ absent: { 'gone/lost-parent': 'private' } });
    writeFileSync(join(folder, 'ids.txt'), 'gone/lost-parent\nstone/oak-7b\n');
    const args = [
      'run',
      'huggingface',
      '--select',
      'hf_models',
      '--limit',
      '100',
      '--models-file',
      join(folder, 'ids.txt'),
      '--data-dir',
      folder,
      '--json',
    ];
    const result = await stemma(args, { env: { HF_ENDPOINT: hub.endpoint } });
    expect(result.code, result.stderr).toBe(0);
    run = String(json(result)['run']);
    expect((await verify()).code).toBe(0);
  });
  afterAll(() => hub.close());

  it('in any raw file, anywhere, makes verify fail and name the file and, in a response, the record', async () => {
    const raw = join(folder, 'raw', 'huggingface', run);
    const names = readdirSync(raw).filter((name) => !name.startsWith('.'));
    expect(names).toEqual(expect.arrayContaining(['hf_models.json', 'manifest.json', 'requests.ndjson']));
    for (const name of names) {
      const whole = readFileSync(join(raw, name));
      for (let time = 0; time < 3; time += 1) {
        const damaged = Buffer.from(whole);
        const place = Math.floor(random() * whole.length);
        damaged.writeUInt8(damaged.readUInt8(place) ^ (1 << Math.floor(random() * 8)), place);
        writeFileSync(join(raw, name), damaged);

        const result = await verify();

        expect(result.code, `${name}, byte ${place}`).toBe(1);
        const problems = problemsOf(result);
        expect(result.stdout, `${name}, byte ${place}`).toContain(name);
        if (name === 'hf_models.json')
          expect(problems.map((problem) => problem.record).join(), `byte ${place}`).toContain(`raw:${run}/`);
      }
      writeFileSync(join(raw, name), whole);
    }
    expect((await verify()).code).toBe(0);
  }, 60_000);

  function problemsOf(result: CliResult): readonly Problem[] {
    const { items = [] } = json(result) as { items?: readonly { problems: readonly Problem[] }[] };
    return items.flatMap((item) => item.problems);
  }
});
