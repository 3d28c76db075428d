import type { Place } from '../../place.ts';

/** An axis of a tensor as 0.4 and 0.5 alike tell it. */
export interface Axis {
  /** b batch, i index, t time, c channel, z y x space; `?` for what is none of these. */
  readonly letter: string;
  /** `256`, `64+16n`, `=other.axis`; `?` where nothing is stated. */
  readonly size: string;
  readonly unit?: string;
  readonly scale?: number;
  readonly channels?: readonly string[];
}

const letterOfType: ReadonlyMap<unknown, string> = new Map([
  ['batch', 'b'],
  ['index', 'i'],
  ['time', 't'],
  ['channel', 'c'],
]);
const known = /^[bitczyx]$/;

/** Undefined when the axes are told in no known way. */
export function axesOf(tensor: Place): readonly Axis[] | undefined {
  const held = tensor.at('axes');
  if (typeof held.value === 'string') return lettered(held.value, tensor.at('shape'));
  if (Array.isArray(held.value)) return held.elements().map(described);
  return undefined;
}

/** 0.4: a letter each, the shape beside it. */
function lettered(letters: string, shape: Place): readonly Axis[] {
  return Array.from(letters.slice(0, 32), (letter, index) => ({
    letter: known.test(letter) ? letter : '?',
    size: sizeInShape(shape, index),
  }));
}

function sizeInShape(shape: Place, index: number): string {
  if (Array.isArray(shape.value)) return numberText(shape.at(index).value);
  const least = shape.at('min').at(index).value;
  if (typeof least === 'number') return stepped(least, shape.at('step').at(index).value);
  const reference = [shape.at('reference_tensor').value, shape.at('reference_input').value].find(isText);
  if (reference === undefined) return '?';
  return `=${reference}${factor(shape.at('scale').at(index).value)}${offset(shape.at('offset').at(index).value, 2)}`;
}

/** 0.5: an object each; a text of old is its letter. */
function described(place: Place): Axis {
  if (typeof place.value === 'string') return { letter: known.test(place.value) ? place.value : '?', size: '?' };
  const { value: type } = place.at('type');
  const { value: id } = place.at('id');
  const own = type === 'space' ? id : undefined;
  const letter = letterOfType.get(type) ?? (typeof own === 'string' && known.test(own) ? own : '?');
  const names = place
    .at('channel_names')
    .elements()
    .map((one) => one.value)
    .filter(isText);
  const { value: unit } = place.at('unit');
  const { value: scale } = place.at('scale');
  const size = sizeOf(place.at('size'));
  return {
    letter,
    size: size === '?' && names.length > 0 ? String(names.length) : size,
    ...(isText(unit) ? { unit } : {}),
    ...(typeof scale === 'number' && scale !== 1 ? { scale } : {}),
    ...(names.length > 0 ? { channels: names.slice(0, 64).map((name) => name.slice(0, 200)) } : {}),
  };
}

function sizeOf(size: Place): string {
  if (typeof size.value === 'number') return numberText(size.value);
  const least = size.at('min').value;
  if (typeof least === 'number') {
    const most = size.at('max').value;
    return size.at('step').isEmpty && typeof most === 'number'
      ? `${least}..${most}`
      : stepped(least, size.at('step').value);
  }
  const [tensor, axis] = [size.at('tensor_id').value, size.at('axis_id').value];
  return isText(tensor) && isText(axis) ? `=${tensor}.${axis}${offset(size.at('offset').value, 1)}` : '?';
}

function numberText(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '?';
}

function stepped(least: number, step: unknown): string {
  return typeof step === 'number' && step !== 0 ? `${least}+${step}n` : String(least);
}

function factor(scale: unknown): string {
  return typeof scale === 'number' && scale !== 1 ? `*${scale}` : '';
}

/** In 0.4 a shape's offset is half of what is added. */
function offset(value: unknown, times: number): string {
  return typeof value === 'number' && value !== 0 ? `${value > 0 ? '+' : ''}${value * times}` : '';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
