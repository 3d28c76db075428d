import { isUtf8 } from 'node:buffer';
import { bytesPointer } from '../../../src/core/locate.ts';

/** The text of a card, and the byte at which each of its characters stands. Places are UTF-16 units of `text`. */
export class CardText {
  readonly text: string;
  /** Place of the first U+FFFD that stands for a byte which is no UTF-8. */
  readonly firstBad: number | undefined;
  readonly #size: number;
  /** Byte of each place; none when each character is one byte. */
  #starts: Uint32Array | undefined;

  constructor(bytes: Buffer) {
    this.#size = bytes.length;
    if (isUtf8(bytes)) {
      this.text = bytes.toString('utf8');
    } else {
      const { text, starts, firstBad } = decodeBroken(bytes);
      this.text = text;
      this.#starts = starts;
      this.firstBad = firstBad;
    }
  }

  /** The bytes of a stretch of text. An empty one is given by the character behind it, else the one before it. */
  pointer(start: number, end: number): string {
    const from = end > start || start < this.text.length ? start : Math.max(0, start - 1);
    const offset = this.#byteOf(from);
    const length = Math.max(this.#byteOf(Math.max(end, from + 1)) - offset, 1);
    return this.#size === 0 ? '' : bytesPointer({ offset: Math.min(offset, this.#size - 1), length });
  }

  /** From 1. */
  line(at: number): number {
    let line = 1;
    for (let i = this.text.indexOf('\n'); i !== -1 && i < at; i = this.text.indexOf('\n', i + 1)) line += 1;
    return line;
  }

  #byteOf(at: number): number {
    if (this.text.length === this.#size) return at;
    this.#starts ??= startsOf(this.text);
    return this.#starts[at] ?? this.#size;
  }
}

/** Of well-formed text. Both halves of a pair start where the character starts. */
function startsOf(text: string): Uint32Array {
  const starts = new Uint32Array(text.length + 1);
  let byte = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isSecondHalf = unit >= 0xdc00 && unit <= 0xdfff;
    starts[i] = isSecondHalf ? byte - 4 : byte;
    byte += isSecondHalf ? 0 : widthOf(unit);
  }
  starts[text.length] = byte;
  return starts;
}

function widthOf(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit <= 0xdbff ? 4 : 3;
}

/** Every byte that is no UTF-8 becomes one U+FFFD, so that all that stands around it keeps its place. */
function decodeBroken(bytes: Buffer): { text: string; starts: Uint32Array; firstBad: number } {
  const parts: string[] = [];
  const starts: number[] = [];
  let firstBad = -1;
  for (let at = 0, good = 0; at <= bytes.length;) {
    const length = at === bytes.length ? 0 : sequenceAt(bytes, at);
    if (length > 0) {
      starts.push(at);
      if (length === 4) starts.push(at);
      at += length;
      continue;
    }
    if (at > good) parts.push(bytes.toString('utf8', good, at));
    if (at === bytes.length) break;
    if (firstBad === -1) firstBad = starts.length;
    starts.push(at);
    parts.push('\uFFFD');
    at += 1;
    good = at;
  }
  starts.push(bytes.length);
  return { text: parts.join(''), starts: Uint32Array.from(starts), firstBad };
}

/** Bytes of the well-formed character at `at`; 0 when there is none (RFC 3629 §4). */
function sequenceAt(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  return isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}
