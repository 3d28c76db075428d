import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';
import { verification } from './verification.ts';

export const propertyValue = defineEntity({
  label: 'PropertyValue',
  iri: term('schema', 'PropertyValue'),
  doc: 'The value of one metric in one evaluation.',
  properties: {
    ...everyEntity('PropertyValue'),
    measurementTechnique: {
      iri: term('schema', 'measurementTechnique'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'The metric.',
    },
    value: { iri: term('schema', 'value'), kind: 'number', doc: 'The number, in the unit of the source.' },
    rawValue: { iri: term('stemma', 'rawValue'), kind: 'string', doc: 'What the source wrote: `20.0 ± 1.2`.' },
    stdev: { iri: term('stemma', 'stdev'), kind: 'number', doc: 'Standard deviation or error, where stated.' },
    confidenceInterval: {
      iri: term('stemma', 'confidenceInterval'),
      kind: 'string',
      doc: 'Interval around the value, as written.',
    },
    unitText: { iri: term('schema', 'unitText'), kind: 'string', doc: 'Unit, where stated: `%`.' },
    minValue: { iri: term('schema', 'minValue'), kind: 'number', doc: 'Least value the metric can have.' },
    maxValue: { iri: term('schema', 'maxValue'), kind: 'number', doc: 'Greatest value the metric can have.' },
    normalizedValue: {
      iri: term('stemma', 'normalizedValue'),
      kind: 'number',
      doc: 'The value from 0 to 1; only where the range of the metric is known.',
    },
    metricConfig: { iri: term('stemma', 'metricConfig'), kind: 'string', doc: 'Configuration of the metric.' },
    foldValues: {
      iri: term('stemma', 'foldValues'),
      kind: 'json',
      doc: 'Values by repeat and fold, as written: objects with `repeat`, `fold`, `value`, or the bare values in the order of the source.',
    },
    classValues: {
      iri: term('stemma', 'classValues'),
      kind: 'json',
      doc: 'Values by class, or a matrix, as written; where it is no JSON, the text.',
    },
    metricArgs: { iri: term('stemma', 'metricArgs'), kind: 'json', doc: 'Arguments of the metric.' },
    verification,
  },
});
