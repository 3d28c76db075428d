/**
 * The value as JSON text; undefined when it takes more than `room` characters or is nested deeper than any real document.
 * Total, whatever the value.
 */
export function boundedJson(value: unknown, room: number): string | undefined {
  const writer = new Writer(room);
  return writer.write(value, 0) ? writer.text : undefined;
}

/** Of the values the first ones that fit together into a list of so many characters, each as JSON. */
export function piecesThatFit(values: readonly unknown[], room: number): readonly string[] {
  const kept: string[] = [];
  let left = room - 2;
  for (const value of values) {
    const piece = boundedJson(value, left);
    if (piece === undefined) break;
    kept.push(piece);
    left -= piece.length + 1;
  }
  return kept;
}

const deepest = 64;

class Writer {
  text = '';
  readonly #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  write(value: unknown, depth: number): boolean {
    if (typeof value !== 'object' || value === null) return this.#put(scalar(value));
    if (depth === deepest) return false;
    return Array.isArray(value) ? this.#list(value, depth) : this.#object(value, depth);
  }

  #list(list: readonly unknown[], depth: number): boolean {
    if (!this.#put('[')) return false;
    for (let i = 0; i < list.length; i++) {
      if (i > 0 && !this.#put(',')) return false;
      if (!this.write(list[i], depth + 1)) return false;
    }
    return this.#put(']');
  }

  #object(object: object, depth: number): boolean {
    if (!this.#put('{')) return false;
    let isFirst = true;
    for (const key of Object.keys(object)) {
      const value = Object.getOwnPropertyDescriptor(object, key)?.value as unknown;
      if (value === undefined) continue;
      if (!this.#put(`${isFirst ? '' : ','}${JSON.stringify(key)}:`) || !this.write(value, depth + 1)) return false;
      isFirst = false;
    }
    return this.#put('}');
  }

  #put(piece: string): boolean {
    this.text += piece;
    return this.text.length <= this.#room;
  }
}

/** What JSON cannot say is null. */
function scalar(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) ? JSON.stringify(value) : 'null';
}
