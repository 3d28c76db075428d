import { createHash } from 'node:crypto';
import { messageOf } from '../errors.ts';
import { leadOf } from './data-files.ts';
import { ByteCursor, rawBytes } from './raw-file.ts';
import { dataFilePath, type RunPlace } from './run-paths.ts';
import type { LedgerLine, ManifestFile } from './types.ts';

/** Walks one data file from start to end, once: slices are compared with the ledger, what lies between with the format, all of it with the manifest. */
export class DataFileCheck {
  readonly #file: string;
  readonly #cursor: ByteCursor;
  readonly #hash = createHash('sha256');
  #hasElements = false;
  /** False after a damaged ledger line: a slice that is not known may lie in between. */
  #isGapKnown = true;
  #unreadable: string | undefined;

  constructor(place: RunPlace, file: string) {
    this.#file = file;
    this.#cursor = new ByteCursor(rawBytes(dataFilePath(place, file)));
  }

  /** A ledger line could not be read: the next gap may hold its slice. */
  forgetGap(): void {
    this.#isGapKnown = false;
  }

  /** What is wrong with the response's bytes, or with the bytes before them; undefined when nothing is. */
  async checkSlice(line: LedgerLine): Promise<string | undefined> {
    if (this.#unreadable !== undefined) return this.#unreadable;
    try {
      return await this.#checkSlice(line);
    } catch (error) {
      this.#unreadable = messageOf(error);
      return this.#unreadable;
    }
  }

  async #checkSlice(line: LedgerLine): Promise<string | undefined> {
    const start = this.#cursor.position;
    if (line.offset < start) return 'the ledger places it before the end of the response before it';
    const lead = leadOf(this.#file, start, this.#hasElements, line.length);
    const gap = await this.#gap(line.offset - start, lead.length);
    const body = createHash('sha256').update(line.wrap[0]);
    const read = await this.#feed(line.length, (piece) => body.update(piece));
    body.update(line.wrap[1]);
    const isGapGood = !this.#isGapKnown || gap === lead;
    this.#isGapKnown = true;
    this.#hasElements ||= line.length > 0;
    if (read < line.length) return `the file ends ${line.length - read} bytes before the response does`;
    if (body.digest('hex') !== line.sha256)
      return 'the stored bytes are not those that were received: their sha256 differs';
    if (Buffer.byteLength(line.wrap[0]) + line.length + Buffer.byteLength(line.wrap[1]) !== line.bytes)
      return 'its size is not the size received';
    return isGapGood ? undefined : 'the bytes just before it are damaged';
  }

  /** What is wrong behind the last response, or with the file as a whole. */
  async checkEnd(isComplete: boolean, expected: ManifestFile | undefined): Promise<string | undefined> {
    if (this.#unreadable !== undefined) return undefined;
    try {
      const closing = this.#file.endsWith('.json') ? ']' : '';
      const tail = await this.#gap(Number.MAX_SAFE_INTEGER, closing.length);
      if (isComplete && this.#isGapKnown && tail !== closing) return 'the end of the file is damaged';
      if (expected === undefined) return isComplete ? 'the manifest does not list the file' : undefined;
      const isSame = expected.bytes === this.#cursor.position && expected.sha256 === this.#hash.digest('hex');
      return isSame ? undefined : 'the file is not the one the manifest describes: its sha256 differs';
    } catch (error) {
      return messageOf(error);
    } finally {
      await this.#cursor.close();
    }
  }

  async #feed(length: number, sink: (piece: Buffer) => void): Promise<number> {
    return this.#cursor.feed(length, (piece) => {
      this.#hash.update(piece);
      sink(piece);
    });
  }

  /** The next bytes as text when they are no more than `expected`, else a text that equals nothing expected. */
  async #gap(length: number, expected: number): Promise<string> {
    let text = '';
    const read = await this.#feed(length, (piece) => {
      if (text.length <= expected) text += piece.toString('latin1', 0, expected + 1);
    });
    return read > expected ? `${text}…` : text;
  }
}
