import { createHash } from 'node:crypto';
import { mapRecord, sourceByName } from '../../extract/index.ts';
import type { MapResult } from '../../extract/source.ts';
import type { Evidence } from '../../ontology/entity.ts';
import { messageOf } from '../core/errors.ts';
import { isBytesPointer, rangeAt } from '../core/locate.ts';
import { readLedger } from '../core/run/ledger.ts';
import { readBody, readDataRange } from '../core/run/run-reader.ts';
import type { LedgerLine } from '../core/run/types.ts';
import type { JsonValue } from './stored-node.ts';

/** A raw element as the graph names it. */
export interface ElementPlace {
  readonly source: string;
  readonly run: string;
  /** `raw:{run}/{seq}` */
  readonly record: string;
  /** Of the whole body, hex: what the graph says it is. */
  readonly sha256: string;
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** An element read and mapped again just now. */
export interface CheckedElement {
  readonly bytes: Buffer;
  readonly mapped: MapResult | undefined;
  /** Why nothing here can be verified, when it cannot. */
  readonly problem?: string;
}

/**
 * Reads raw elements back and checks the responses they stand in. A response is hashed once for the life of the checker, a
 * ledger is read once; nothing of their size is kept.
 */
export class RawChecker {
  readonly #dataDir: string;
  readonly #ledgers = new Map<string, Promise<ReadonlyMap<number, LedgerLine>>>();
  readonly #bodies = new Map<string, Promise<string | undefined>>();

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  /** Never throws for damage or loss on disk: it is what `problem` says. */
  async check(place: ElementPlace): Promise<CheckedElement> {
    let bytes: Buffer = Buffer.alloc(0);
    try {
      bytes = await readDataRange(this.#dataDir, place.file, place.offset, place.length);
      const line = await this.#line(place);
      const problem = (await this.#bodyProblem(place, line)) ?? outsideProblem(place, line);
      if (line === undefined || problem !== undefined)
        return { bytes, mapped: undefined, problem: problem ?? 'not in the ledger' };
      return { bytes, mapped: mapRecord(sourceByName(place.source), { resource: line.resource, bytes, line }) };
    } catch (error) {
      return { bytes, mapped: undefined, problem: messageOf(error) };
    }
  }

  async #line(place: ElementPlace): Promise<LedgerLine | undefined> {
    const key = `${place.source}/${place.run}`;
    let ledger = this.#ledgers.get(key);
    if (ledger === undefined) {
      ledger = linesBySeq(this.#dataDir, place.source, place.run);
      this.#ledgers.set(key, ledger);
    }
    return (await ledger).get(Number(place.record.slice(place.record.lastIndexOf('/') + 1)));
  }

  async #bodyProblem(place: ElementPlace, line: LedgerLine | undefined): Promise<string | undefined> {
    if (line === undefined) return `${place.record} is not in the ledger of its run`;
    const key = `${place.record} ${place.sha256}`;
    let problem = this.#bodies.get(key);
    if (problem === undefined) {
      problem = hashProblem(this.#dataDir, place, line);
      this.#bodies.set(key, problem);
    }
    return problem;
  }
}

async function linesBySeq(dataDir: string, source: string, run: string): Promise<ReadonlyMap<number, LedgerLine>> {
  const lines = new Map<number, LedgerLine>();
  for await (const line of readLedger(dataDir, source, run)) lines.set(line.seq, line);
  return lines;
}

async function hashProblem(dataDir: string, place: ElementPlace, line: LedgerLine): Promise<string | undefined> {
  const body = await readBody(dataDir, place.source, place.run, line);
  const hash = createHash('sha256').update(body).digest('hex');
  return hash === place.sha256 ? undefined : `the bytes of ${place.record} are not those that were received`;
}

function outsideProblem(place: ElementPlace, line: LedgerLine | undefined): string | undefined {
  if (line === undefined) return undefined;
  const isInside =
    place.file.endsWith(`/${line.file}`) &&
    place.offset >= line.offset &&
    place.offset + place.length <= line.offset + line.length;
  return isInside ? undefined : `the element does not stand in ${place.record}`;
}

/**
 * What stands at a pointer of an element; numbers that JavaScript cannot hold, and everything outside JSON, as text;
 * undefined when nothing does.
 */
export function valueInElement(bytes: Buffer, pointer: string): JsonValue | undefined {
  const range = rangeAt(bytes, pointer);
  if (range === undefined) return undefined;
  const text = bytes.toString('utf8', range.offset, range.offset + range.length);
  if (isBytesPointer(pointer)) return text;
  const value: JsonValue = JSON.parse(text);
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
}

/** Whether mapping the element again gives this very statement about this thing. */
export function isMappedAgain(mapped: MapResult | undefined, uri: string, evidence: Evidence): boolean {
  return (mapped?.entities ?? []).some(
    (entity) =>
      entity['@id'] === uri &&
      entity.evidence.some(
        (again) =>
          again.property === evidence.property &&
          again.value === evidence.value &&
          again.method === evidence.method &&
          again.pointer === evidence.pointer,
      ),
  );
}

/** What stands at a place in an element, or why nothing can be read there. */
export function rawAt(element: CheckedElement, pointer: string): { value: JsonValue; problem?: string } {
  try {
    const value = valueInElement(element.bytes, pointer);
    return value === undefined ? { value: null, problem: 'nothing stands at the pointer' } : { value };
  } catch (error) {
    return { value: null, problem: messageOf(error) };
  }
}
