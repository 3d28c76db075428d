import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** What a model takes and gives, tensor by tensor: the whole as JSON, and what is asked for most beside it. */
export const tensors = {
  modelInputs: {
    iri: term('stemma', 'modelInputs'),
    kind: 'json',
    doc: 'Its inputs: id, axes with size and unit, number type, pre-processing; a list in the order of the source.',
  },
  modelOutputs: { iri: term('stemma', 'modelOutputs'), kind: 'json', doc: 'Its outputs, alike.' },
  inputAxes: {
    iri: term('stemma', 'inputAxes'),
    kind: 'string',
    many: true,
    doc: 'Axes of its inputs by letter, in their order: `bczyx`; b batch, i index, t time, c channel, z y x space.',
  },
  outputAxes: { iri: term('stemma', 'outputAxes'), kind: 'string', many: true, doc: 'Axes of its outputs, alike.' },
  inputShape: {
    iri: term('stemma', 'inputShape'),
    kind: 'string',
    many: true,
    doc: 'Sizes along these axes: `1,1,64+16n,64+16n`; `?` where none is stated.',
  },
  outputShape: { iri: term('stemma', 'outputShape'), kind: 'string', many: true, doc: 'Sizes of its outputs, alike.' },
  inputTensorType: {
    iri: term('stemma', 'inputTensorType'),
    kind: 'string',
    many: true,
    doc: 'Number types of its inputs, as written: `float32`.',
  },
  outputTensorType: {
    iri: term('stemma', 'outputTensorType'),
    kind: 'string',
    many: true,
    doc: 'Number types of its outputs.',
  },
  runMode: { iri: term('stemma', 'runMode'), kind: 'string', doc: 'A way to run it that is not the usual one.' },
  memoryRequirements: {
    iri: term('schema', 'memoryRequirements'),
    kind: 'string',
    doc: 'Memory it needs, as its description states it.',
  },
  trainingDataText: {
    iri: term('stemma', 'trainingDataText'),
    kind: 'string',
    many: true,
    doc: 'What its description names as training data where that is no id: it stands for no node.',
  },
} as const satisfies Record<string, PropertyDefinition>;
