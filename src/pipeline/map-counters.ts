import { rm } from 'node:fs/promises';
import { countersOf } from '../../graph/rows.ts';
import type { MappedEntity, Origin } from '../../ontology/entity.ts';
import { readLineBatches } from '../core/ndjson.ts';
import { type CountedPart, counterKey, type CountersTable } from '../core/run/counters-file.ts';
import { sortedLines } from '../core/sorted-lines.ts';
import { ByteWriter, type WrittenFile } from './byte-writer.ts';

const namesByType = new Map<string, readonly string[]>();

function namesOf(type: string): readonly string[] {
  let names = namesByType.get(type);
  if (names === undefined) {
    names = countersOf(type);
    namesByType.set(type, names);
  }
  return names;
}

/** What an account counts, before the table of parts is known; nothing for most accounts. */
export function counterLine(entity: MappedEntity, { source, resource, record, fetchedAt }: Origin): string | undefined {
  const type = entity['@type'];
  const values = namesOf(type).map((name) => {
    const value = entity[name];
    return typeof value === 'number' || typeof value === 'string' || typeof value === 'bigint' ? String(value) : '';
  });
  if (values.every((value) => value === '')) return undefined;
  const seq = record.slice(record.lastIndexOf('/') + 1);
  return [counterKey(entity.id), source, resource, type, fetchedAt, seq, ...values].join('\t');
}

/** Counters in the order in which they were mapped, put aside until they can be sorted. */
export class CounterSpool {
  readonly #path: string;
  readonly #writer: ByteWriter;

  private constructor(path: string, writer: ByteWriter) {
    this.#path = path;
    this.#writer = writer;
  }

  static async create(path: string): Promise<CounterSpool> {
    return new CounterSpool(path, await ByteWriter.create(path));
  }

  write(lines: Uint8Array): Promise<void> {
    return this.#writer.write(lines);
  }

  /** Writes the file of the run; memory is bounded. The spool is removed. */
  async finish(file: ByteWriter): Promise<{ readonly written: WrittenFile; readonly table: CountersTable }> {
    await this.#writer.finish();
    const seen = new SeenParts();
    let table: CountersTable | undefined;
    for await (const chunk of sortedLines(this.#lines(seen))) {
      // All lines were read when the first sorted one comes.
      table ??= seen.table();
      await file.write(compact(chunk, table));
    }
    await rm(this.#path, { force: true });
    return { written: await file.finish(), table: table ?? seen.table() };
  }

  async *#lines(seen: SeenParts): AsyncGenerator<readonly string[]> {
    for await (const batch of readLineBatches(this.#path)) {
      const lines = batch.map(({ line }) => line.toString());
      for (const line of lines) seen.add(line);
      yield lines;
    }
  }

  async abandon(): Promise<void> {
    await this.#writer.abandon();
    await rm(this.#path, { force: true });
  }
}

class SeenParts {
  readonly #parts = new Map<string, CountedPart>();
  #since = '';

  add(line: string): void {
    const [, source = '', resource = '', type = '', at = ''] = line.split('\t', 5);
    if (this.#since === '' || Date.parse(at) < Date.parse(this.#since)) this.#since = at;
    const key = `${source} ${resource} ${type}`;
    if (!this.#parts.has(key)) this.#parts.set(key, { source, resource, type, names: namesOf(type) });
  }

  table(): CountersTable {
    const parts = [...this.#parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
    return { since: this.#since, parts };
  }
}

function compact(chunk: Buffer, { since, parts }: CountersTable): Buffer {
  const numbers = new Map(parts.map(({ source, resource, type }, index) => [`${source} ${resource} ${type}`, index]));
  const start = Date.parse(since);
  const lines = chunk
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [key, source, resource, type, at = '', ...rest] = line.split('\t');
      return [key, numbers.get(`${source} ${resource} ${type}`), Date.parse(at) - start, ...rest].join('\t').trimEnd();
    });
  return Buffer.from(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
}
