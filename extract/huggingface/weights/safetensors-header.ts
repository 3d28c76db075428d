import { isObject, type JsonObject } from '../model-record.ts';
import { bitsOf } from './tensor-types.ts';

/** What the header of a safetensors file says. Elements are elements: packed weights are not unpacked here. */
export interface SafetensorsHeader {
  /** Bytes of the JSON, which begins at byte 8. */
  readonly length: number;
  readonly tensors: number;
  readonly elements: number;
  /** Elements by number format, and a tensor that has it. */
  readonly formats: ReadonlyMap<string, { readonly elements: number; readonly example: string }>;
  /** Bytes of the tensors: the file without its header. */
  readonly dataBytes: number;
  /** Whether names and formats are those of weights packed several to an element (GPTQ, AWQ, bitsandbytes, MXFP4). */
  readonly packed: boolean;
}

export type HeaderReading<T> =
  | { readonly header: T }
  /** The range ends before the header does. */
  | { readonly cut: true }
  | { readonly fault: string };

/** The format itself allows 100 MB; more than this is read of no file. */
export const longestHeader = 16 * 1024 * 1024;
const mostTensors = 1_000_000;

/** Bytes of the header and the eight before it; undefined where it is not stated or too long. */
export function safetensorsHeaderEnd(bytes: Buffer): number | undefined {
  if (bytes.length < 8) return undefined;
  const length = bytes.readBigUInt64LE(0);
  return length >= 2n && length <= longestHeader ? Number(length) + 8 : undefined;
}

/** Reads the header of a safetensors file from its first bytes. Total. */
export function readSafetensorsHeader(bytes: Buffer): HeaderReading<SafetensorsHeader> {
  if (bytes.length < 8) return { cut: true };
  const end = safetensorsHeaderEnd(bytes);
  if (end === undefined) return { fault: `a header of ${bytes.readBigUInt64LE(0)} bytes` };
  if (bytes.length > 8 && bytes[8] !== 0x7b) return { fault: 'a header that is no JSON object' };
  if (bytes.length < end) return { cut: true };
  const parsed = parseObject(bytes.toString('utf8', 8, end));
  return parsed === undefined ? { fault: 'a header that is no JSON object' } : readTensors(parsed, end - 8);
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readTensors(parsed: JsonObject, length: number): HeaderReading<SafetensorsHeader> {
  const names = Object.keys(parsed).filter((name) => name !== '__metadata__');
  if (names.length > mostTensors) return { fault: `${names.length} tensors` };
  const formats = new Map<string, { elements: number; example: string }>();
  const ranges: (readonly [number, number])[] = [];
  let elements = 0;
  let packed = false;
  for (const name of names) {
    const tensor = readTensor(parsed[name]);
    if (typeof tensor === 'string') return { fault: `tensor ${JSON.stringify(name.slice(0, 80))}: ${tensor}` };
    const known = formats.get(tensor.format);
    if (known === undefined) formats.set(tensor.format, { elements: tensor.elements, example: name });
    else known.elements += tensor.elements;
    elements += tensor.elements;
    packed ||= isPackedTensor(name) && packedFormats.has(tensor.format);
    ranges.push(tensor.range);
  }
  if (!Number.isSafeInteger(elements)) return { fault: 'more elements than can be' };
  const dataBytes = lengthOfRanges(ranges);
  if (dataBytes === undefined) return { fault: 'tensors that overlap or leave gaps' };
  return { header: { length, tensors: names.length, elements, formats, dataBytes, packed } };
}

/** Names under which packers store several weights in one element. */
const packedName = /(?:^|\.)(?:qweight|weight_packed|qzeros|.*_blocks)$|quant_state|absmax/;
export function isPackedTensor(name: string): boolean {
  return packedName.test(name);
}

const packedFormats: ReadonlySet<string> = new Set(['I32', 'U32', 'U8', 'I8', 'I64']);

interface Tensor {
  readonly format: string;
  readonly elements: number;
  readonly range: readonly [number, number];
}

/** A tensor, or what is wrong with it. */
function readTensor(stated: unknown): Tensor | string {
  if (!isObject(stated)) return 'no object';
  const { dtype, shape, data_offsets: offsets } = stated;
  if (typeof dtype !== 'string' || !/^[A-Za-z]\w{0,31}$/.test(dtype)) return 'no number format';
  if (!Array.isArray(shape) || shape.length > 64) return 'no shape';
  let elements = 1;
  for (const size of shape as readonly unknown[]) {
    if (!isCount(size)) return 'a shape that is none';
    elements *= size;
  }
  if (!Number.isSafeInteger(elements)) return 'more elements than can be';
  if (!Array.isArray(offsets) || offsets.length !== 2) return 'no place';
  const [first, end] = offsets as readonly unknown[];
  if (!isCount(first) || !isCount(end) || first > end) return 'a place that is none';
  const bits = bitsOf(dtype);
  if (bits !== undefined && end - first !== Math.ceil((elements * bits) / 8)) return 'not as long as its shape';
  return { format: dtype, elements, range: [first, end] };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Tensors stand end to end; undefined where they do not. */
function lengthOfRanges(ranges: (readonly [number, number])[]): number | undefined {
  let at = 0;
  for (const [first, end] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (first !== at) return undefined;
    at = end;
  }
  return at;
}
