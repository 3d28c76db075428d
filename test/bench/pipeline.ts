/**
 * Each stage as a user runs it, over the replay server: seconds, rates and peak memory, at --multiply 1 and 10.
 * `STEMMA_REPLAY=<replay.mjs> npx tsx test/bench/pipeline.ts [multiply …]`, after `npm run build`. Linux: reads VmHWM.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

interface Replay {
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}
interface Stage {
  readonly seconds: number;
  readonly peakMb: number;
  readonly report: { readonly run: string; readonly resources: Readonly<Record<string, { readonly fetched: number }>> };
}

const cli = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const replayFile = process.env['STEMMA_REPLAY'];
if (replayFile === undefined) throw new Error('set STEMMA_REPLAY to the replay server’s replay.mjs');

/** Runs one command to its end and watches its high-water mark. */
async function stage(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Stage> {
  const started = performance.now();
  const child = spawn(process.execPath, [cli, ...args, '--json', '--no-progress'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peakMb = 0;
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    } catch {
      // it has just ended
    }
  }, 50);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`stemma ${args.join(' ')} exited ${code}\n${out}`);
  return { seconds: (performance.now() - started) / 1000, peakMb, report: JSON.parse(out) as Stage['report'] };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

async function measure(multiply: number): Promise<void> {
  const { startReplay } = (await import(pathToFileURL(replayFile ?? '').href)) as {
    startReplay(options: object): Promise<Replay>;
  };
  const replay = await startReplay({ port: 0, snapshot: 'day1', multiply });
  const dataDir = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
  const env = { DATA_DIR: dataDir, HF_ENDPOINT: replay.urls['hf'] ?? '' };
  try {
    const extract = await stage(['extract', 'huggingface', '--select', 'hf_models', '--all'], env);
    const models = extract.report.resources['hf_models']?.fetched ?? 0;
    const mb = sizeOf(join(dataDir, 'raw')) / 1e6;
    const map = await stage(['map', extract.report.run], env);
    const load = await stage(['load', extract.report.run], env);
    const again = await stage(['load', extract.report.run], env);
    console.log(`multiply ${multiply}: ${models.toLocaleString('en')} models, ${mb.toFixed(0)} MB raw`);
    for (const [name, { seconds, peakMb }] of Object.entries({ extract, map, load, 'load again': again })) {
      console.log(
        `  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s  ${Math.round(models / seconds)
          .toLocaleString('en')
          .padStart(7)} models/s  ${(mb / seconds).toFixed(1).padStart(5)} MB/s  peak ${Math.round(peakMb)} MB`,
      );
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
    await replay.close();
  }
}

const factors = process.argv.slice(2).map(Number);
for (const multiply of factors.length > 0 ? factors : [1, 10]) await measure(multiply);
