import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from '../../extract/huggingface/extract.ts';
import { createHttpClient } from '../../src/core/http/client.ts';
import type { HttpClient } from '../../src/core/http/types.ts';
import { countingProgress, type CountingProgress } from '../../src/core/progress.ts';
import { extractContext } from './extract-context.ts';
import { FakeClock } from './fake-clock.ts';
import { hubModels } from './hub-models.ts';
import { MemoryRun } from './memory-run.ts';
import { startScriptedHub, type ScriptedHub, type ScriptedHubOptions } from './scripted-hub.ts';

export interface Extracted {
  readonly run: MemoryRun;
  readonly progress: CountingProgress;
}

/** Scripted Hubs, clients and files of one test file; `tidy` after each test, `close` at the end. */
export class HubWorkshop {
  readonly #opened: { close(): Promise<void> }[] = [];
  #folder: string | undefined;
  #files = 0;

  async folder(): Promise<string> {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'stemma-hub-'));
    return this.#folder;
  }

  async hub(options: ScriptedHubOptions = {}): Promise<ScriptedHub> {
    const hub = await startScriptedHub({ prefix: '/hf', ...options });
    this.#opened.push(hub);
    return hub;
  }

  /** Its waits pass at once, so that retries cost no time. */
  http(): HttpClient {
    const http = createHttpClient({ clock: new FakeClock({ start: new Date().toISOString() }), maxRetries: 4 });
    this.#opened.push(http);
    return http;
  }

  async idFile(...lines: readonly string[]): Promise<string> {
    this.#files += 1;
    const path = join(await this.folder(), `ids-${this.#files}.txt`);
    await writeFile(path, lines.join('\n'));
    return path;
  }

  /** Extracts into memory, with pages of seven rows. */
  async extract(
    hub: Pick<ScriptedHub, 'endpoint'>,
    settings: Readonly<Record<string, unknown>>,
    { run = new MemoryRun(), signal = new AbortController().signal }: { run?: MemoryRun; signal?: AbortSignal } = {},
  ): Promise<Extracted> {
    const progress = countingProgress();
    const given = { endpoint: hub.endpoint, pageSize: 7, ...settings };
    await extract(extractContext({ http: this.http(), writer: run, progress, signal, settings: given }));
    return { run, progress };
  }

  async tidy(): Promise<void> {
    for (const each of this.#opened.splice(0)) await each.close();
  }

  async close(): Promise<void> {
    await this.tidy();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Ids of the fixture models in the order in which the list gives them. */
export function newestFirst(key: 'createdAt' | 'lastModified'): string[] {
  const keyOf = (model: (typeof hubModels)[number]): string => `${model[key]}\n${model._id}`;
  return hubModels.toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1)).map((model) => model.id);
}

/** Id and kind of each miss. */
export function missesOf(run: MemoryRun): string[][] {
  return run.missed.map((miss) => [miss.id, miss.kind]);
}
