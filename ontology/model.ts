import { relationshipType } from './define.ts';
import type { EntityDefinition, EntityOf, PropertyDefinition } from './define.ts';
import { anyWork } from './entities/any-work.ts';
import { agent } from './entities/agent.ts';
import { dataDownload } from './entities/data-download.ts';
import { dataset } from './entities/dataset.ts';
import { definedTerm } from './entities/defined-term.ts';
import { description } from './entities/description.ts';
import { extractionRun } from './entities/extraction-run.ts';
import { evaluationProcedure } from './entities/evaluation-procedure.ts';
import { flow } from './entities/flow.ts';
import { run } from './entities/run.ts';
import { study } from './entities/study.ts';
import { task } from './entities/task.ts';
import { hyperParameter, setting, setup } from './entities/hyper-parameter.ts';
import { language } from './entities/language.ts';
import { leaderboard } from './entities/leaderboard.ts';
import { license } from './entities/license.ts';
import { mlModelEvaluation } from './entities/ml-model-evaluation.ts';
import { mlModel } from './entities/ml-model.ts';
import { organization } from './entities/organization.ts';
import { person } from './entities/person.ts';
import { propertyValue } from './entities/property-value.ts';
import { rawRecord } from './entities/raw-record.ts';
import { scholarlyArticle } from './entities/scholarly-article.ts';
import { softwareApplication } from './entities/software-application.ts';
import { softwareSourceCode } from './entities/software-source-code.ts';
import { softwareAgent } from './entities/software-agent.ts';

/** Every class of the graph by its label. What context, constraints, documents and types are derived from. */
export const entities = {
  MLModel: mlModel,
  Dataset: dataset,
  ScholarlyArticle: scholarlyArticle,
  License: license,
  Language: language,
  DefinedTerm: definedTerm,
  Agent: agent,
  Person: person,
  Organization: organization,
  MLModelEvaluation: mlModelEvaluation,
  PropertyValue: propertyValue,
  DataDownload: dataDownload,
  SoftwareApplication: softwareApplication,
  SoftwareSourceCode: softwareSourceCode,
  CreativeWork: anyWork,
  Leaderboard: leaderboard,
  Flow: flow,
  HyperParameter: hyperParameter,
  Setup: setup,
  Setting: setting,
  Task: task,
  EvaluationProcedure: evaluationProcedure,
  Run: run,
  Study: study,
  Description: description,
  RawRecord: rawRecord,
  ExtractionRun: extractionRun,
  SoftwareAgent: softwareAgent,
} as const;

export type EntityLabel = keyof typeof entities;
export type MLModel = EntityOf<typeof mlModel>;
export type Dataset = EntityOf<typeof dataset>;
export type ScholarlyArticle = EntityOf<typeof scholarlyArticle>;
export type License = EntityOf<typeof license>;
export type Language = EntityOf<typeof language>;
export type DefinedTerm = EntityOf<typeof definedTerm>;
export type Agent = EntityOf<typeof agent>;
export type Person = EntityOf<typeof person>;
export type Organization = EntityOf<typeof organization>;
export type MLModelEvaluation = EntityOf<typeof mlModelEvaluation>;
export type PropertyValue = EntityOf<typeof propertyValue>;
export type DataDownload = EntityOf<typeof dataDownload>;
export type SoftwareSourceCode = EntityOf<typeof softwareSourceCode>;
export type CreativeWork = EntityOf<typeof anyWork>;
export type SoftwareApplication = EntityOf<typeof softwareApplication>;
export type Leaderboard = EntityOf<typeof leaderboard>;
export type Flow = EntityOf<typeof flow>;
export type HyperParameter = EntityOf<typeof hyperParameter>;
export type Setup = EntityOf<typeof setup>;
export type Setting = EntityOf<typeof setting>;
export type Task = EntityOf<typeof task>;
export type EvaluationProcedure = EntityOf<typeof evaluationProcedure>;
export type Run = EntityOf<typeof run>;
export type Study = EntityOf<typeof study>;
export type Description = EntityOf<typeof description>;
export type RawRecord = EntityOf<typeof rawRecord>;
export type ExtractionRun = EntityOf<typeof extractionRun>;
export type SoftwareAgent = EntityOf<typeof softwareAgent>;

const byLabel: ReadonlyMap<string, EntityDefinition> = new Map(Object.entries(entities));
const propertiesByLabel: ReadonlyMap<string, ReadonlyMap<string, PropertyDefinition>> = new Map(
  Object.entries(entities).map(([label, entity]) => [
    label,
    new Map<string, PropertyDefinition>(Object.entries(entity.properties)),
  ]),
);

export function entityOf(label: string): EntityDefinition | undefined {
  return byLabel.get(label);
}

export function propertyOf(label: string, property: string): PropertyDefinition | undefined {
  return propertiesByLabel.get(label)?.get(property);
}

/** What is shown of a class, in order of declaration: all but what only the program looks up. */
export function publicProperties(entity: EntityDefinition): readonly (readonly [string, PropertyDefinition])[] {
  return Object.entries(entity.properties).filter(([, definition]) => definition.internal !== true);
}

/** Labels of the domain, provenance left out. */
export const domainLabels: readonly string[] = labelsWhere((entity) => entity.provenance !== true);
export const provenanceLabels: readonly string[] = labelsWhere((entity) => entity.provenance === true);

/** Reference properties by relationship type, in order of declaration. */
const propertyByType: ReadonlyMap<string, string> = new Map(
  references().map(([property]) => [relationshipType(property), property]),
);

/** Every relationship type of the graph. */
export const relationshipTypes: readonly string[] = [...propertyByType.keys()];
/** Those between things of the domain: they carry evidence, and default exports show them. */
export const domainRelationshipTypes: readonly string[] = references()
  .filter(([, definition]) => definition.targets?.every((target) => domainLabels.includes(target)))
  .map(([property]) => relationshipType(property));

/** `FINE_TUNED_FROM` → `fineTunedFrom`. */
export function propertyOfType(type: string): string | undefined {
  return propertyByType.get(type);
}

/** Child → parent, most telling first. */
export const lineageProperties: readonly string[] = references()
  .filter(([, definition]) => definition.lineage === true)
  .map(([property]) => property);
export const lineageTypes: readonly string[] = lineageProperties.map(relationshipType);

function labelsWhere(test: (entity: EntityDefinition) => boolean): readonly string[] {
  return [...byLabel].filter(([, entity]) => test(entity)).map(([label]) => label);
}

/** Each reference property once, though several classes may have it. */
function references(): readonly (readonly [string, PropertyDefinition])[] {
  const found = new Map<string, PropertyDefinition>();
  for (const properties of propertiesByLabel.values()) {
    for (const [property, definition] of properties) {
      if (definition.kind === 'reference' && !found.has(property)) found.set(property, definition);
    }
  }
  return [...found];
}
