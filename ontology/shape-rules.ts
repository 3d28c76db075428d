import { assertion } from './assertion.ts';
import { methodIri, methods } from './evidence.ts';
import { verifications } from './entities/verification.ts';
import { term } from './namespaces.ts';
import { shortIri, textLiteral } from './rdf-terms.ts';

export type Severity = 'Violation' | 'Warning' | 'Info';

/** What a thing of a class should have beyond what its properties declare. */
export interface ShapeRule {
  readonly label: string;
  /** Tells it from the other rules of the class. */
  readonly name: string;
  readonly severity: Severity;
  /** What is wrong where it is broken. */
  readonly message: string;
  /** Constraints in Turtle; of several lists one must hold. */
  readonly anyOf: readonly string[];
  /** Only of what somebody has described: of a thing merely spoken of nothing is asked. */
  readonly described?: boolean;
}

const path = (prefix: Parameters<typeof term>[0], name: string): string => `sh:path ${prefix}:${name}`;
const atLeast = (prefix: Parameters<typeof term>[0], name: string, least = 1): string =>
  `${path(prefix, name)} ; sh:minCount ${least}`;
const oneOf = (texts: readonly string[]): string => `sh:in ( ${texts.map(textLiteral).join(' ')} )`;

/** Classes in which what a source put online is a thing of its own, with a page and a licence. */
const published = ['MLModel', 'Dataset'] as const;
const agents = ['Agent', 'Person', 'Organization'] as const;
const whole = (label: string, prefix: Parameters<typeof term>[0], name: string, message: string): ShapeRule => {
  return {
    label,
    name,
    severity: 'Violation',
    message,
    anyOf: [`${atLeast(prefix, name)} ; sh:maxCount 1`],
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
      anyOf: [`${path('schema', 'dateCreated')} ; sh:lessThanOrEquals schema:dateModified`],
    },
  ]),
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
    anyOf: [`${path('fair4ml', 'fineTunedFrom')} ; sh:disjoint stemma:quantizedFrom`],
  },
  {
    label: 'MLModel',
    name: 'quantised-once',
    severity: 'Warning',
    message: 'quantised from several models',
    anyOf: [`${path('stemma', 'quantizedFrom')} ; sh:maxCount 1`],
  },
  {
    label: 'MLModel',
    name: 'merged',
    severity: 'Warning',
    message: 'a merge of one model alone',
    anyOf: [`${path('stemma', 'mergedFrom')} ; sh:maxCount 0`, atLeast('stemma', 'mergedFrom', 2)],
  },
  {
    label: 'MLModel',
    name: 'parameters',
    severity: 'Violation',
    message: 'a number of parameters that is not above 0',
    anyOf: [`${path('stemma', 'parameterCount')} ; sh:minExclusive 0`],
  },
  {
    label: 'DataDownload',
    name: 'sha256',
    severity: 'Violation',
    message: 'no sha256 in hex',
    anyOf: [`${path('schema', 'sha256')} ; sh:pattern "^[0-9a-f]{64}$"`],
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
      `sh:node [ sh:property [ ${path('fair4ml', 'evaluatedMLModel')} ; sh:minCount 1 ; sh:maxCount 1 ] , [ ${path('stemma', 'evaluatedFlow')} ; sh:maxCount 0 ] ]`,
      `sh:node [ sh:property [ ${path('stemma', 'evaluatedFlow')} ; sh:minCount 1 ; sh:maxCount 1 ] , [ ${path('fair4ml', 'evaluatedMLModel')} ; sh:maxCount 0 ] ]`,
    ],
    described: true,
  },
  {
    label: 'MLModelEvaluation',
    name: 'data',
    severity: 'Warning',
    message: 'not exactly one set of data',
    anyOf: [`${atLeast('fair4ml', 'evaluationDataset')} ; sh:maxCount 1`],
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
      anyOf: [`${path('stemma', 'verification')} ; ${oneOf(verifications)}`],
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
    anyOf: [`${path('schema', 'minValue')} ; sh:lessThanOrEquals schema:maxValue`],
  },
  {
    label: 'PropertyValue',
    name: 'normalised',
    severity: 'Violation',
    message: 'not between 0 and 1',
    anyOf: [`${path('stemma', 'normalizedValue')} ; sh:minInclusive 0.0e0 ; sh:maxInclusive 1.0e0`],
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
    label: 'Language',
    name: 'tag',
    severity: 'Violation',
    message: 'no BCP 47 tag',
    anyOf: [`${path('schema', 'name')} ; sh:pattern "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"`],
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
      anyOf: [`${path('schema', 'email')} ; sh:maxCount 0`],
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
    label: 'RawRecord',
    name: 'received',
    severity: 'Violation',
    message: 'not what was asked, when it came and the hash of what came',
    anyOf: [
      `sh:node [ sh:property [ ${atLeast('schema', 'url')} ] , [ ${atLeast('stemma', 'fetchedAt')} ] , [ ${atLeast('schema', 'sha256')} ; sh:pattern "^[0-9a-f]{64}$" ] , [ ${atLeast('prov', 'wasGeneratedBy')} ] ]`,
    ],
  },
  {
    label: 'ExtractionRun',
    name: 'begun',
    severity: 'Violation',
    message: 'no start, or an end before it',
    anyOf: [`${atLeast('stemma', 'startedAt')} ; sh:lessThanOrEquals stemma:endedAt`],
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
    anyOf: [
      `${path('stemma', 'extractionMethod')} ; sh:in ( ${methods.map((name) => shortIri(methodIri(name))).join(' ')} )`,
    ],
  },
  {
    label: assertion.label,
    name: 'confidence',
    severity: 'Violation',
    message: 'no confidence from 0 to 1',
    anyOf: [
      `${atLeast('stemma', 'confidence')} ; sh:maxCount 1 ; sh:datatype xsd:decimal ; sh:minInclusive 0 ; sh:maxInclusive 1`,
    ],
  },
  {
    label: assertion.label,
    name: 'read',
    severity: 'Violation',
    message: 'no record, run and time, though no shipped table says so',
    anyOf: [
      `${path('stemma', 'extractionMethod')} ; sh:hasValue ${shortIri(methodIri('curated'))}`,
      `sh:node [ sh:property [ ${atLeast('prov', 'wasDerivedFrom')} ; sh:class ${shortIri(term('stemma', 'RawRecord'))} ] , [ ${atLeast('prov', 'wasGeneratedBy')} ; sh:class ${shortIri(term('stemma', 'ExtractionRun'))} ] , [ ${atLeast('prov', 'generatedAtTime')} ] ]`,
    ],
  },
  ...(['readme-regex', 'llm'] as const).map((method): ShapeRule => {
    return {
      label: assertion.label,
      name: `${method}-sure`,
      severity: 'Warning',
      message: 'read from prose, and held to be certain',
      anyOf: [
        `sh:not [ ${path('stemma', 'extractionMethod')} ; sh:hasValue ${shortIri(methodIri(method))} ]`,
        `${path('stemma', 'confidence')} ; sh:maxExclusive 1`,
      ],
    };
  }),
];

/** A thing that is spoken of and that nobody has described. */
export const notDescribed = `${path('stemma', 'resolutionStatus')} ; sh:hasValue stemma:Unresolved`;
