import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { verifyRun } from '../../../src/core/run/verify.ts';
import { dataOf, inTemporaryFolder, run, source } from '../../support/run-folder.ts';
import { compiled } from '../../support/compiled-program.ts';

const script = compiled('test/support/killed-writer.ts');
const pages = 240;

/** Runs the writer; kills it so many milliseconds after it has opened the run, when given. */
async function write(dataDir: string, killAfterMs?: number): Promise<string> {
  const child = spawn(process.execPath, [script, dataDir, String(pages)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const isOpening = !output.includes('open');
    output += String(chunk);
    if (isOpening && killAfterMs !== undefined) void wait(killAfterMs).then(() => child.kill('SIGKILL'));
  });
  await new Promise((resolve) => child.once('close', resolve));
  return output;
}

describe('a run whose process is killed', () => {
  it(
    'again and again, at any moment, is the same bytes in the end',
    () =>
      inTemporaryFolder(async (folder) => {
        const whole = join(folder, 'whole');
        expect(await write(whole)).toContain('done');
        const killed = join(folder, 'killed');
        let kills = 0;
        for (const delay of [0, 15, 40, 70, 110]) {
          if ((await write(killed, delay)).includes('done')) break;
          kills += 1;
          expect((await verifyRun(killed, source, run)).problems).toEqual([]);
        }
        expect(await write(killed)).toContain('done');
        expect(kills).toBeGreaterThan(1);
        expect(await dataOf(killed)).toEqual(await dataOf(whole));
        expect(await verifyRun(killed, source, run)).toMatchObject({ ok: true, responses: pages, problems: [] });
      }),
    60_000,
  );
});
