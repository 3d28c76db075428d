import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';

/** What a model card says under headings of its own, and in its front matter about cost. */
export const modelCard = {
  intendedUse: { iri: term('fair4ml', 'intendedUse'), kind: 'string', doc: 'What it is meant for.' },
  usageInstructions: { iri: term('fair4ml', 'usageInstructions'), kind: 'string', doc: 'How to run it.' },
  codeSampleSnippet: { iri: term('fair4ml', 'codeSampleSnippet'), kind: 'string', doc: 'Example code.' },
  modelRisksBiasLimitations: {
    iri: term('fair4ml', 'modelRisksBiasLimitations'),
    kind: 'string',
    doc: 'Risks, biases, limits.',
  },
  ethicalSocial: { iri: term('fair4ml', 'ethicalSocial'), kind: 'string', doc: 'Ethical and social remarks.' },
  legal: { iri: term('fair4ml', 'legal'), kind: 'string', doc: 'Legal remarks.' },
  codeRepository: {
    iri: term('schema', 'codeRepository'),
    kind: 'url',
    many: true,
    doc: 'Source code it links to.',
  },
  readme: { iri: term('codemeta', 'readme'), kind: 'url', doc: 'The card, pinned to its revision where it is known.' },
  hasCO2eEmissions: {
    iri: term('fair4ml', 'hasCO2eEmissions'),
    kind: 'string',
    doc: 'CO2 equivalent of its training, with the unit: `12.5 g CO2eq`.',
  },
  co2Equivalent: {
    iri: term('stemma', 'co2Equivalent'),
    kind: 'number',
    doc: 'The same in grams.',
  },
  co2Source: { iri: term('stemma', 'co2Source'), kind: 'string', doc: 'Where that figure is from.' },
  trainingType: { iri: term('stemma', 'trainingType'), kind: 'string', doc: '`pre-training` or `fine-tuning`.' },
  trainingLocation: { iri: term('stemma', 'trainingLocation'), kind: 'string', doc: 'Where it was trained.' },
  trainingHardware: { iri: term('stemma', 'trainingHardware'), kind: 'string', doc: 'On what it was trained.' },
} as const satisfies Record<string, PropertyDefinition>;
