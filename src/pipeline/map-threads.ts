import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { sources as registry } from '../../extract/index.ts';
import type { SourceDefinition } from '../../extract/source.ts';
import { baseIri } from '../../ontology/iri.ts';
import type { RawElement } from '../core/run/types.ts';
import { mapRecords, type MappedRecords } from './map-records.ts';
import type { MapRequest, MapWorkerData } from './map-worker.ts';

/** Maps batches of one source, several at a time; each promise gives its own batch. */
export interface RecordMapper {
  /** Batches worth having under way. */
  readonly width: number;
  map(elements: readonly RawElement[]): Promise<MappedRecords>;
  close(): Promise<void>;
}

/** Below this many records starting threads costs more than it saves. */
const worthThreads = 4_000;
const mostThreads = 4;

const script = new URL(import.meta.url.endsWith('.ts') ? './map-worker.ts' : './map-worker.js', import.meta.url);

export function recordMapper(
  source: SourceDefinition,
  run: string,
  expectedRecords: number,
  forgotten: ReadonlySet<string>,
): RecordMapper {
  const threads = Math.min(availableParallelism(), mostThreads);
  if (threads < 2 || expectedRecords < worthThreads || !registry.includes(source)) {
    return { width: 1, map: async (elements) => mapRecords(source, run, elements, forgotten), close: async () => {} };
  }
  return new MapThreads({ run, source: source.name, baseIri: baseIri(), forgotten: [...forgotten] }, threads);
}

interface Waiting {
  readonly resolve: (mapped: MappedRecords) => void;
  readonly reject: (error: unknown) => void;
}

class MapThreads implements RecordMapper {
  readonly width: number;
  readonly #workers: readonly Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #sent = 0;

  constructor(data: MapWorkerData, threads: number) {
    // One more than there are threads keeps each of them busy while its last answer is written.
    this.width = threads + 1;
    this.#workers = Array.from({ length: threads }, () => {
      const worker = startWorker(data);
      worker.on('message', ({ id, mapped }: { id: number; mapped: MappedRecords }) => {
        this.#waiting.get(id)?.resolve(mapped);
        this.#waiting.delete(id);
      });
      worker.on('error', (error) => this.#fail(error));
      return worker;
    });
  }

  map(elements: readonly RawElement[]): Promise<MappedRecords> {
    const id = this.#sent++;
    const request: MapRequest = { id, elements };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#workers[id % this.#workers.length]?.postMessage(request);
    });
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

function startWorker(workerData: MapWorkerData): Worker {
  if (!script.pathname.endsWith('.ts')) return new Worker(script, { workerData, execArgv: [] });
  // In a source checkout Node needs the development loader, and a thread of Node 20 does not take it from `--import`.
  const loader = import.meta.resolve('tsx/esm/api');
  const code = `import('${loader}').then(({ register }) => { register(); return import('${script.href}'); });`;
  return new Worker(code, { eval: true, workerData, execArgv: [] });
}
