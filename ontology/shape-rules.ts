import { assertion, resolutionStatuses } from './assertion.ts';
import { methodIri, methods } from './evidence.ts';
import { verifications } from './entities/verification.ts';
import { type Prefix, term } from './namespaces.ts';
import type { Condition, PathConstraints } from './shape-constraints.ts';

export type Severity = 'Violation' | 'Warning' | 'Info';

/** What a thing of a class should have beyond what its properties declare. */
export interface ShapeRule {
  readonly label: string;
  /** Tells it from the other rules of the class. */
  readonly name: string;
  readonly severity: Severity;
  /** What is wrong where it is broken. */
  readonly message: string;
  /** Of several one must hold. */
  readonly anyOf: readonly [Condition, ...Condition[]];
  /** Only of what somebody has described: of a thing merely spoken of nothing is asked. */
  readonly described?: boolean;
}

type More = Omit<PathConstraints, 'path'>;
const values = (prefix: Prefix, name: string, more: More): PathConstraints => ({ path: term(prefix, name), ...more });
const atLeast = (prefix: Prefix, name: string, minCount = 1): PathConstraints => values(prefix, name, { minCount });
const one = { minCount: 1, maxCount: 1 };
const none = { maxCount: 0 };
const sha256 = { pattern: '^[0-9a-f]{64}$' };

/** Classes in which what a source put online is a thing of its own, with a page and a licence. */
const published = ['MLModel', 'Dataset'] as const;
const agents = ['Agent', 'Person', 'Organization'] as const;
const whole = (label: string, prefix: Prefix, name: string, message: string): ShapeRule => {
  return {
    label,
    name,
    severity: 'Violation',
    message,
    anyOf: [values(prefix, name, { minCount: 1, maxCount: 1 })],
    described: true,
  };
};

/** Severities are judgement: a Violation is an error of ours or of a source, a Warning a gap that somebody could fill. */
export const shapeRules: readonly ShapeRule[] = [
  ...published.flatMap((label): readonly ShapeRule[] => [
    {
      label,
      name: 'page',
      severity: 'Violation',
      message: 'no page for people',
      anyOf: [atLeast('schema', 'url')],
      described: true,
    },
    {
      label,
      name: 'identified',
      severity: 'Violation',
      message: 'no identifier of its source',
      anyOf: [atLeast('schema', 'identifier')],
      described: true,
    },
    {
      label,
      name: 'told',
      severity: 'Warning',
      message: 'no description',
      anyOf: [atLeast('schema', 'description')],
      described: true,
    },
    {
      label,
      name: 'licensed',
      severity: 'Warning',
      message: 'no licence',
      anyOf: [atLeast('schema', 'license')],
      described: true,
    },
    {
      label,
      name: 'dates',
      severity: 'Warning',
      message: 'created after it was last changed',
      anyOf: [values('schema', 'dateCreated', { lessThanOrEquals: term('schema', 'dateModified') })],
    },
  ]),
  {
    label: 'Dataset',
    name: 'croissant',
    severity: 'Warning',
    message: 'a Croissant document that names no file',
    anyOf: [
      { not: values('dct', 'conformsTo', { pattern: 'croissant', minCount: 1 }) },
      atLeast('schema', 'distribution'),
    ],
    described: true,
  },
  {
    label: 'MLModel',
    name: 'shared',
    severity: 'Warning',
    message: 'nobody known who put it online',
    anyOf: [atLeast('fair4ml', 'sharedBy'), atLeast('stemma', 'uploaderName')],
    described: true,
  },
  {
    label: 'MLModel',
    name: 'one-step',
    severity: 'Warning',
    message: 'fine-tuned and quantised from one and the same model',
    anyOf: [values('fair4ml', 'fineTunedFrom', { disjoint: term('stemma', 'quantizedFrom') })],
  },
  {
    label: 'MLModel',
    name: 'quantised-once',
    severity: 'Warning',
    message: 'quantised from several models',
    anyOf: [values('stemma', 'quantizedFrom', { maxCount: 1 })],
  },
  {
    label: 'MLModel',
    name: 'merged',
    severity: 'Warning',
    message: 'a merge of one model alone',
    anyOf: [values('stemma', 'mergedFrom', { maxCount: 0 }), atLeast('stemma', 'mergedFrom', 2)],
  },
  {
    label: 'MLModel',
    name: 'parameters',
    severity: 'Violation',
    message: 'a number of parameters that is not above 0',
    anyOf: [values('stemma', 'parameterCount', { minExclusive: 0 })],
  },
  {
    label: 'DataDownload',
    name: 'sha256',
    severity: 'Violation',
    message: 'no sha256 in hex',
    anyOf: [values('schema', 'sha256', sha256)],
  },
  {
    label: 'DataDownload',
    name: 'hashed',
    severity: 'Info',
    message: 'no hash of its content',
    anyOf: [atLeast('schema', 'sha256'), atLeast('cr', 'md5')],
    described: true,
  },
  {
    label: 'DataDownload',
    name: 'found',
    severity: 'Warning',
    message: 'no address, and no archive it is in',
    anyOf: [atLeast('schema', 'contentUrl'), atLeast('cr', 'containedIn'), atLeast('cr', 'includes')],
    described: true,
  },
  {
    label: 'MLModelEvaluation',
    name: 'subject',
    severity: 'Violation',
    message: 'evaluates not exactly one model or flow',
    anyOf: [
      { all: [values('fair4ml', 'evaluatedMLModel', one), values('stemma', 'evaluatedFlow', none)] },
      { all: [values('stemma', 'evaluatedFlow', one), values('fair4ml', 'evaluatedMLModel', none)] },
    ],
    described: true,
  },
  {
    label: 'MLModelEvaluation',
    name: 'data',
    severity: 'Warning',
    message: 'not exactly one set of data',
    anyOf: [values('fair4ml', 'evaluationDataset', { minCount: 1, maxCount: 1 })],
    described: true,
  },
  {
    label: 'MLModelEvaluation',
    name: 'metrics',
    severity: 'Violation',
    message: 'no value',
    anyOf: [atLeast('fair4ml', 'evaluationMetrics')],
    described: true,
  },
  {
    label: 'MLModelEvaluation',
    name: 'verification',
    severity: 'Violation',
    message: 'nobody vouches for it',
    anyOf: [atLeast('stemma', 'verification')],
    described: true,
  },
  ...(['MLModelEvaluation', 'PropertyValue'] as const).map((label): ShapeRule => {
    return {
      label,
      name: 'vouching',
      severity: 'Violation',
      message: 'no word we know for who vouches',
      anyOf: [values('stemma', 'verification', { in: verifications })],
    };
  }),
  whole('PropertyValue', 'schema', 'measurementTechnique', 'not exactly one metric'),
  {
    label: 'PropertyValue',
    name: 'value',
    severity: 'Violation',
    message: 'no value, as a number or as written',
    anyOf: [
      atLeast('schema', 'value'),
      atLeast('stemma', 'rawValue'),
      atLeast('stemma', 'foldValues'),
      atLeast('stemma', 'classValues'),
    ],
    described: true,
  },
  {
    label: 'PropertyValue',
    name: 'number',
    severity: 'Warning',
    message: 'no value as a number',
    anyOf: [atLeast('schema', 'value')],
    described: true,
  },
  {
    label: 'PropertyValue',
    name: 'range',
    severity: 'Violation',
    message: 'least value above the greatest',
    anyOf: [values('schema', 'minValue', { lessThanOrEquals: term('schema', 'maxValue') })],
  },
  {
    label: 'PropertyValue',
    name: 'normalised',
    severity: 'Violation',
    message: 'not between 0 and 1',
    anyOf: [values('stemma', 'normalizedValue', { minInclusive: 0, maxInclusive: 1 })],
  },
  {
    label: 'ScholarlyArticle',
    name: 'identified',
    severity: 'Warning',
    message: 'no DOI and no arXiv id',
    anyOf: [atLeast('schema', 'identifier')],
    described: true,
  },
  {
    label: 'ScholarlyArticle',
    name: 'authors',
    severity: 'Info',
    message: 'no authors',
    anyOf: [atLeast('schema', 'author'), atLeast('stemma', 'authorNames')],
    described: true,
  },
  {
    label: 'License',
    name: 'spdx',
    severity: 'Warning',
    message: 'no identifier as the SPDX list has them',
    anyOf: [values('stemma', 'spdxId', { pattern: '^[A-Za-z0-9][A-Za-z0-9.+-]*$' })],
  },
  {
    label: 'Language',
    name: 'tag',
    severity: 'Violation',
    message: 'no BCP 47 tag',
    anyOf: [values('schema', 'name', { pattern: '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$' })],
  },
  {
    label: 'DefinedTerm',
    name: 'set',
    severity: 'Info',
    message: 'of no set of terms',
    anyOf: [atLeast('schema', 'inDefinedTermSet')],
    described: true,
  },
  ...agents.map((label): ShapeRule => {
    return {
      label,
      name: 'no-address',
      severity: 'Violation',
      message: 'an e-mail address, which is never stored',
      anyOf: [values('schema', 'email', { maxCount: 0 })],
    };
  }),
  whole('Flow', 'schema', 'version', 'not exactly one version'),
  {
    label: 'Task',
    name: 'data',
    severity: 'Violation',
    message: 'defined on no data',
    anyOf: [atLeast('mls', 'definedOn')],
    described: true,
  },
  whole('Run', 'mls', 'executes', 'executes not exactly one flow'),
  whole('Run', 'mls', 'achieves', 'achieves not exactly one task'),
  {
    label: 'Run',
    name: 'output',
    severity: 'Warning',
    message: 'no evaluation',
    anyOf: [atLeast('mls', 'hasOutput')],
    described: true,
  },
  whole('Setting', 'mls', 'specifiedBy', 'not exactly one hyper-parameter'),
  whole('Setting', 'mls', 'hasValue', 'not exactly one value'),
  {
    label: 'Description',
    name: 'interval',
    severity: 'Violation',
    message: 'an account that ended before it began',
    anyOf: [values('stemma', 'validFrom', { lessThanOrEquals: term('stemma', 'validTo') })],
  },
  {
    label: 'RawRecord',
    name: 'received',
    severity: 'Violation',
    message: 'not what was asked, when it came and the hash of what came',
    anyOf: [
      {
        all: [
          atLeast('schema', 'url'),
          atLeast('stemma', 'fetchedAt'),
          values('schema', 'sha256', { minCount: 1, ...sha256 }),
          atLeast('prov', 'wasGeneratedBy'),
        ],
      },
    ],
  },
  {
    label: 'ExtractionRun',
    name: 'begun',
    severity: 'Violation',
    message: 'no start, or an end before it',
    anyOf: [values('stemma', 'startedAt', { minCount: 1, lessThanOrEquals: term('stemma', 'endedAt') })],
  },
  {
    label: 'ExtractionRun',
    name: 'software',
    severity: 'Violation',
    message: 'no software that ran',
    anyOf: [atLeast('prov', 'wasAssociatedWith')],
  },
  {
    label: 'ExtractionRun',
    name: 'ended',
    severity: 'Warning',
    message: 'no end',
    anyOf: [atLeast('stemma', 'endedAt')],
  },
  {
    label: 'SoftwareAgent',
    name: 'version',
    severity: 'Violation',
    message: 'no version',
    anyOf: [atLeast('schema', 'softwareVersion')],
  },
  {
    label: assertion.label,
    name: 'method',
    severity: 'Violation',
    message: 'a method that there is not',
    anyOf: [values('stemma', 'extractionMethod', { in: methods.map((name) => ({ iri: methodIri(name) })) })],
  },
  {
    label: assertion.label,
    name: 'confidence',
    severity: 'Violation',
    message: 'no confidence from 0 to 1',
    anyOf: [
      values('stemma', 'confidence', { ...one, datatype: term('xsd', 'decimal'), minInclusive: 0, maxInclusive: 1 }),
    ],
  },
  {
    label: assertion.label,
    name: 'read',
    severity: 'Violation',
    message: 'no record, run and time, though no shipped table says so',
    anyOf: [
      values('stemma', 'extractionMethod', { hasValue: methodIri('curated') }),
      {
        all: [
          values('prov', 'wasDerivedFrom', { minCount: 1, classes: [term('stemma', 'RawRecord')] }),
          values('prov', 'wasGeneratedBy', { minCount: 1, classes: [term('stemma', 'ExtractionRun')] }),
          atLeast('prov', 'generatedAtTime'),
        ],
      },
    ],
  },
  ...(['readme-regex', 'llm'] as const).map((method): ShapeRule => {
    return {
      label: assertion.label,
      name: `${method}-sure`,
      severity: 'Warning',
      message: 'read from prose, and held to be certain',
      anyOf: [
        { not: values('stemma', 'extractionMethod', { hasValue: methodIri(method) }) },
        values('stemma', 'confidence', { maxExclusive: 1 }),
      ],
    };
  }),
];

/** A thing that is spoken of and that nobody has described. */
export const notDescribed: Condition = values('stemma', 'resolutionStatus', {
  hasValue: resolutionStatuses.Unresolved.iri,
});
