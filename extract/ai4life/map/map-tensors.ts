import type { Place } from '../../place.ts';
import { toWellFormed } from '../../well-formed.ts';
import type { ArtifactRecord } from './artifact-record.ts';
import { type Axis, axesOf } from './axes.ts';

const most = 64;
const longest = 16_384;

/** Inputs and outputs: axes, sizes and number types to ask for, and the whole of them as JSON. */
export function mapTensors(record: ArtifactRecord): void {
  mapSide(record, 'input', record.artifact.manifest.at('inputs'));
  mapSide(record, 'output', record.artifact.manifest.at('outputs'));
}

function mapSide(record: ArtifactRecord, side: 'input' | 'output', list: Place): void {
  if (list.isEmpty) return;
  if (!Array.isArray(list.value)) return record.issues.wrongShape('a list of tensors', list.pointer, list.value);
  const told: object[] = [];
  for (const tensor of list.elements().slice(0, most)) told.push(mapTensor(record, side, tensor));
  const whole = JSON.stringify(told);
  if (list.elements().length > most || whole.length > longest)
    return record.issues.inform('too-many-tensors', 'there are too many of them to be kept as a whole', list.pointer);
  if (told.length > 0) record.state(side === 'input' ? 'modelInputs' : 'modelOutputs', whole, list.pointer);
}

function mapTensor(record: ArtifactRecord, side: 'input' | 'output', tensor: Place): object {
  const id = record.text(tensor.at(tensor.at('id').isEmpty ? 'name' : 'id'))?.value;
  const axes = axesOf(tensor);
  const { pointer } = tensor.at('axes');
  if (axes === undefined) record.issues.wrongShape('axes', pointer, tensor.at('axes').value ?? null);
  else {
    record.state(`${side}Axes`, lettersOf(axes), pointer);
    record.state(`${side}Shape`, toWellFormed(axes.map((axis) => axis.size).join(',')), pointer);
    const size = spatialSize(axes);
    if (side === 'input' && size > 0)
      record.state('spatialDimensions', `${size}D`, pointer, { literal: lettersOf(axes) });
  }
  const types = typesOf(record, tensor);
  for (const type of types) record.state(`${side}TensorType`, type.value, type.pointer);
  const steps = stepsOf(tensor, side === 'input' ? 'preprocessing' : 'postprocessing');
  return {
    ...(id === undefined ? {} : { id }),
    ...(axes === undefined ? {} : { axes: axes.map(shown) }),
    ...(types.length === 0 ? {} : { type: types.map((type) => type.value).join(',') }),
    ...(steps.length === 0 ? {} : { [side === 'input' ? 'preprocessing' : 'postprocessing']: steps }),
  };
}

function lettersOf(axes: readonly Axis[]): string {
  return axes.map((axis) => axis.letter).join('');
}

function spatialSize(axes: readonly Axis[]): number {
  return axes.filter((axis) => 'zyx'.includes(axis.letter)).length;
}

function shown({ letter, ...rest }: Axis): object {
  return { axis: letter, ...rest };
}

/** `data.type` in 0.5, of one kind of data or of several; `data_type` in 0.4. */
function typesOf(record: ArtifactRecord, tensor: Place) {
  const data = tensor.at('data');
  const places = Array.isArray(data.value) ? data.elements().map((one) => one.at('type')) : [data.at('type')];
  return [...places, tensor.at('data_type')].flatMap((place) => record.text(place) ?? []);
}

function stepsOf(tensor: Place, key: string): readonly string[] {
  return tensor
    .at(key)
    .elements()
    .map((step) => step.at(step.at('id').isEmpty ? 'name' : 'id').value)
    .filter((step) => typeof step === 'string') as string[];
}
