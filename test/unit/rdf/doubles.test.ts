import { expect, it } from 'vitest';
import { objectOf } from '../../../graph/rdf/values.ts';
import { entities } from '../../../ontology/model.ts';

const { co2Equivalent } = entities.MLModel.properties;

it.each([
  [0.41, '4.1E-1'],
  [1, '1.0E0'],
  [1e21, '1.0E21'],
  [-12.5, '-1.25E1'],
  [0.1 + 0.2, '3.0E-1'],
  [-Number.MAX_VALUE, '-1.797693134862315E308'],
])('%d is written as %s, and stays so when it is read back', (value, text) => {
  const object = objectOf(value, co2Equivalent);

  expect(object).toMatchObject({ text });
  expect(objectOf(Number(text), co2Equivalent)).toEqual(object);
});
