import { assertion, resolutionStatuses } from '../../ontology/assertion.ts';
import { methodIri } from '../../ontology/evidence.ts';
import { mintRawRecord, mintRun } from '../../ontology/iri.ts';
import { entityOf } from '../../ontology/model.ts';
import { namespaces, type Prefix, term } from '../../ontology/namespaces.ts';
import type { RdfTerm, Statement } from '../../graph/rdf/statement.ts';

/** Values by property: an IRI in angle brackets, `text` or `text^^xsd:type`. */
export type Said = Readonly<Record<string, readonly string[]>>;
/** What breaks a rule, and what does not; each is one thing. */
export interface RuleCases {
  readonly wrong: readonly Said[];
  readonly right: readonly Said[];
}

const thing = (name: string): string => `<https://example.org/${name}>`;
const date = (day: number): string => `2026-01-0${day}T00:00:00Z^^xsd:dateTime`;
const unresolved = { 'stemma:resolutionStatus': [`<${resolutionStatuses.Unresolved.iri}>`] };
const method = (name: Parameters<typeof methodIri>[0]): string => `<${methodIri(name)}>`;
const runId = '2026-11-20_15-30-00_a1b2c3d4';
const read = {
  'prov:wasDerivedFrom': [`<${mintRawRecord(runId, 1)}>`],
  'prov:wasGeneratedBy': [`<${mintRun(runId)}>`],
  'prov:generatedAtTime': [date(1)],
};
const hash = 'ab'.repeat(32);
/** Nothing is asked of a thing that is merely spoken of. */
const needs = (property: string, ...right: readonly string[]): RuleCases => {
  return { wrong: [{}], right: [{ [property]: right }, unresolved] };
};
const exactlyOne = (property: string, one: string, other: string): RuleCases => {
  return { wrong: [{}, { [property]: [one, other] }], right: [{ [property]: [one] }, unresolved] };
};
const noAddress = { wrong: [{ 'schema:email': ['a@b.example'] }], right: [{}] };
const published = {
  page: needs('schema:url', thing('page')),
  identified: needs('schema:identifier', 'a/b'),
  told: needs('schema:description', 'what it is'),
  licensed: needs('schema:license', thing('licence')),
  dates: {
    wrong: [{ 'schema:dateCreated': [date(2)], 'schema:dateModified': [date(1)] }],
    right: [{ 'schema:dateCreated': [date(1)], 'schema:dateModified': [date(1)] }, { 'schema:dateCreated': [date(1)] }],
  },
};
const vouching = {
  wrong: [{ 'stemma:verification': ['a friend'] }],
  right: [{ 'stemma:verification': ['leaderboard'] }, {}],
};
const sure = (name: 'llm' | 'readme-regex'): RuleCases => {
  return {
    wrong: [{ 'stemma:extractionMethod': [method(name)], 'stemma:confidence': ['1^^xsd:decimal'] }],
    right: [
      { 'stemma:extractionMethod': [method(name)], 'stemma:confidence': ['0.5^^xsd:decimal'] },
      { 'stemma:extractionMethod': [method('hub-api')], 'stemma:confidence': ['1^^xsd:decimal'] },
    ],
  };
};

/** For every rule of the shapes, by its name. A test holds this table to be whole. */
export const ruleCases: Readonly<Record<string, RuleCases>> = {
  ...Object.fromEntries(
    ['MLModel', 'Dataset'].flatMap((label) =>
      Object.entries(published).map(([name, cases]) => [`${label}-rule-${name}`, cases]),
    ),
  ),
  'Dataset-rule-croissant': {
    wrong: [{ 'dct:conformsTo': ['<http://mlcommons.org/croissant/1.0>'] }],
    right: [
      { 'dct:conformsTo': ['<http://mlcommons.org/croissant/1.0>'], 'schema:distribution': [thing('file')] },
      { 'dct:conformsTo': [thing('other')] },
      {},
    ],
  },
  'MLModel-rule-shared': {
    wrong: [{}],
    right: [{ 'fair4ml:sharedBy': [thing('account')] }, { 'stemma:uploaderName': ['Ada'] }, unresolved],
  },
  'MLModel-rule-one-step': {
    wrong: [{ 'fair4ml:fineTunedFrom': [thing('a')], 'stemma:quantizedFrom': [thing('a')] }],
    right: [{ 'fair4ml:fineTunedFrom': [thing('a')], 'stemma:quantizedFrom': [thing('b')] }],
  },
  'MLModel-rule-quantised-once': {
    wrong: [{ 'stemma:quantizedFrom': [thing('a'), thing('b')] }],
    right: [{ 'stemma:quantizedFrom': [thing('a')] }, {}],
  },
  'MLModel-rule-merged': {
    wrong: [{ 'stemma:mergedFrom': [thing('a')] }],
    right: [{ 'stemma:mergedFrom': [thing('a'), thing('b')] }, {}],
  },
  'MLModel-rule-parameters': {
    wrong: [{ 'stemma:parameterCount': ['0^^xsd:integer'] }, { 'stemma:parameterCount': ['-7^^xsd:integer'] }],
    right: [{ 'stemma:parameterCount': ['1^^xsd:integer'] }, {}],
  },
  'DataDownload-rule-sha256': { wrong: [{ 'schema:sha256': ['AB12'] }], right: [{ 'schema:sha256': [hash] }, {}] },
  'DataDownload-rule-hashed': {
    wrong: [{}],
    right: [{ 'schema:sha256': [hash] }, { 'cr:md5': ['ab'] }, unresolved],
  },
  'DataDownload-rule-found': {
    wrong: [{}],
    right: [
      { 'schema:contentUrl': [thing('file')] },
      { 'cr:containedIn': [thing('archive')] },
      { 'cr:includes': ['*.csv'] },
      unresolved,
    ],
  },
  'MLModelEvaluation-rule-subject': {
    wrong: [
      {},
      { 'fair4ml:evaluatedMLModel': [thing('a'), thing('b')] },
      { 'fair4ml:evaluatedMLModel': [thing('a')], 'stemma:evaluatedFlow': [thing('b')] },
    ],
    right: [{ 'fair4ml:evaluatedMLModel': [thing('a')] }, { 'stemma:evaluatedFlow': [thing('b')] }, unresolved],
  },
  'MLModelEvaluation-rule-data': exactlyOne('fair4ml:evaluationDataset', thing('a'), thing('b')),
  'MLModelEvaluation-rule-metrics': needs('fair4ml:evaluationMetrics', thing('m')),
  'MLModelEvaluation-rule-verification': needs('stemma:verification', 'leaderboard'),
  'MLModelEvaluation-rule-vouching': vouching,
  'PropertyValue-rule-vouching': vouching,
  'PropertyValue-rule-measurementTechnique': exactlyOne('schema:measurementTechnique', thing('a'), thing('b')),
  'PropertyValue-rule-value': {
    wrong: [{}],
    right: [
      { 'schema:value': ['1.0E0^^xsd:double'] },
      { 'stemma:rawValue': ['none'] },
      { 'stemma:foldValues': ['[1]^^rdf:JSON'] },
      { 'stemma:classValues': ['[1]^^rdf:JSON'] },
      unresolved,
    ],
  },
  'PropertyValue-rule-number': needs('schema:value', '1.0E0^^xsd:double'),
  'PropertyValue-rule-range': {
    wrong: [{ 'schema:minValue': ['2.0E0^^xsd:double'], 'schema:maxValue': ['1.0E0^^xsd:double'] }],
    right: [{ 'schema:minValue': ['1.0E0^^xsd:double'], 'schema:maxValue': ['1.0E1^^xsd:double'] }],
  },
  'PropertyValue-rule-normalised': {
    wrong: [{ 'stemma:normalizedValue': ['1.1E0^^xsd:double'] }, { 'stemma:normalizedValue': ['-1.0E-1^^xsd:double'] }],
    right: [{ 'stemma:normalizedValue': ['0.0E0^^xsd:double'] }, { 'stemma:normalizedValue': ['1.0E0^^xsd:double'] }],
  },
  'ScholarlyArticle-rule-identified': needs('schema:identifier', '2106.09685'),
  'ScholarlyArticle-rule-authors': {
    wrong: [{}],
    right: [{ 'schema:author': [thing('a')] }, { 'stemma:authorNames': [thing('cell')] }, unresolved],
  },
  'License-rule-spdx': { wrong: [{ 'stemma:spdxId': ['Apache 2'] }], right: [{ 'stemma:spdxId': ['Apache-2.0'] }, {}] },
  'Language-rule-tag': {
    wrong: [{ 'schema:name': ['English language'] }],
    right: [{ 'schema:name': ['pt-BR'] }, { 'schema:name': ['en'] }],
  },
  'DefinedTerm-rule-set': needs('schema:inDefinedTermSet', thing('set')),
  'Agent-rule-no-address': noAddress,
  'Person-rule-no-address': noAddress,
  'Organization-rule-no-address': noAddress,
  'Flow-rule-version': exactlyOne('schema:version', '1', '2'),
  'Task-rule-data': needs('mls:definedOn', thing('data')),
  'Run-rule-executes': exactlyOne('mls:executes', thing('a'), thing('b')),
  'Run-rule-achieves': exactlyOne('mls:achieves', thing('a'), thing('b')),
  'Run-rule-output': needs('mls:hasOutput', thing('evaluation')),
  'Setting-rule-specifiedBy': exactlyOne('mls:specifiedBy', thing('a'), thing('b')),
  'Setting-rule-hasValue': exactlyOne('mls:hasValue', '1', '2'),
  'Description-rule-interval': {
    wrong: [{ 'stemma:validFrom': [date(2)], 'stemma:validTo': [date(1)] }],
    right: [{ 'stemma:validFrom': [date(1)], 'stemma:validTo': [date(2)] }, { 'stemma:validFrom': [date(1)] }],
  },
  'RawRecord-rule-received': {
    wrong: [{}, { 'schema:url': [thing('api')], 'stemma:fetchedAt': [date(1)], 'schema:sha256': [hash] }],
    right: [
      {
        'schema:url': [thing('api')],
        'stemma:fetchedAt': [date(1)],
        'schema:sha256': [hash],
        'prov:wasGeneratedBy': [thing('run')],
      },
    ],
  },
  'ExtractionRun-rule-begun': {
    wrong: [{}, { 'stemma:startedAt': [date(2)], 'stemma:endedAt': [date(1)] }],
    right: [{ 'stemma:startedAt': [date(1)] }, { 'stemma:startedAt': [date(1)], 'stemma:endedAt': [date(2)] }],
  },
  'ExtractionRun-rule-software': { wrong: [{}], right: [{ 'prov:wasAssociatedWith': [thing('stemma')] }] },
  'ExtractionRun-rule-ended': { wrong: [{}], right: [{ 'stemma:endedAt': [date(1)] }] },
  'SoftwareAgent-rule-version': { wrong: [{}], right: [{ 'schema:softwareVersion': ['0.1.0'] }] },
  'Assertion-rule-method': {
    wrong: [{ 'stemma:extractionMethod': [thing('guess')] }],
    right: [{ 'stemma:extractionMethod': [method('hub-tag')] }],
  },
  'Assertion-rule-confidence': {
    wrong: [
      {},
      { 'stemma:confidence': ['1.5^^xsd:decimal'] },
      { 'stemma:confidence': ['-0.5^^xsd:decimal'] },
      { 'stemma:confidence': ['5.0E-1^^xsd:double'] },
    ],
    right: [{ 'stemma:confidence': ['0.5^^xsd:decimal'] }],
  },
  'Assertion-rule-read': {
    wrong: [{ 'stemma:extractionMethod': [method('hub-tag')] }, { ...read, 'prov:wasDerivedFrom': [thing('nothing')] }],
    right: [{ ...read }, { 'stemma:extractionMethod': [method('curated')] }],
  },
  'Assertion-rule-readme-regex-sure': sure('readme-regex'),
  'Assertion-rule-llm-sure': sure('llm'),
};

/** What is said of one thing, as statements; its class first. */
export function statementsOf(subject: string, label: string, said: Said): readonly Statement[] {
  const type = label === assertion.label ? assertion.iri : (entityOf(label)?.iri ?? '');
  return [
    { subject, predicate: term('rdf', 'type'), object: { iri: type } },
    ...Object.entries(said).flatMap(([name, texts]) =>
      texts.map((text) => ({ subject, predicate: fullIri(name), object: objectOf(text) })),
    ),
  ];
}

function fullIri(short: string): string {
  const [prefix = '', local = ''] = short.split(':');
  return namespaces[prefix as Prefix] + local;
}

function objectOf(text: string): RdfTerm {
  if (text.startsWith('<')) return { iri: text.slice(1, -1) };
  const [, lexical, datatype] = /^(.*)\^\^(\w+:\w+)$/s.exec(text) ?? [];
  return lexical === undefined || datatype === undefined ? { text } : { text: lexical, datatype: fullIri(datatype) };
}
