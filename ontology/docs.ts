import { relationshipType } from './define.ts';
import type { EntityDefinition, PropertyDefinition } from './define.ts';
import { derivationProperties, edgeProperties } from './edge.ts';
import { confidences, methodDocs } from './evidence.ts';
import {
  domainLabels,
  domainRelationshipTypes,
  entities,
  entityOf,
  propertyOfType,
  provenanceLabels,
} from './model.ts';
import { compactTerm, defaultBaseIri, namespaces } from './namespaces.ts';
import { claimSteps, valueSteps } from './precedence.ts';

/** The schema as one Markdown page, rendered from the declarations. */
export function schemaPage(): string {
  const sections = [
    introduction(),
    picture(),
    classSection('Classes', domainLabels),
    classSection('Provenance classes', provenanceLabels),
    relationshipSection(),
    edgeSection(),
    evidenceSection(),
    precedenceSection(),
    prefixSection(),
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction(): string {
  return [
    '# The graph schema',
    '',
    'Generated from `ontology/`: do not edit.',
    '',
    `Every node carries the label \`Resource\` besides its class, \`uri\` (the IRI, unique; \`${defaultBaseIri}…\`), \`id\` (short key, unique) and \`name\` (caption).`,
    'Integers are integers, several values are a list, times are datetimes in UTC. Every relationship between things of the domain carries its evidence.',
  ].join('\n');
}

function picture(): string {
  const lines = ['```mermaid', 'graph LR'];
  for (const type of domainRelationshipTypes) {
    if (type === 'REDIRECTS_TO') continue;
    for (const from of ownersOf(type)) lines.push(`  ${from} -->|${type}| ${definitionOf(type, from)?.targets?.[0]}`);
  }
  lines.push('  MLModel -.->|DESCRIBED_BY| Description');
  lines.push('  Description -.->|WAS_DERIVED_FROM| RawRecord');
  lines.push('  RawRecord -.->|WAS_GENERATED_BY| ExtractionRun');
  lines.push('  ExtractionRun -.->|WAS_ASSOCIATED_WITH| SoftwareAgent', '```');
  return lines.join('\n');
}

function classSection(title: string, labels: readonly string[]): string {
  return [`## ${title}`, ...labels.map((label) => classPart(label))].join('\n\n');
}

function classPart(label: string): string {
  const entity = entityOf(label);
  if (entity === undefined) return '';
  const above = entity.subClassOf?.length ? `; a kind of ${entity.subClassOf.map(code).join(', ')}` : '';
  return [`### ${label}`, '', `${code(entity.iri)}${above}. ${entity.doc}`, '', propertyTable(entity.properties)].join(
    '\n',
  );
}

function propertyTable(properties: Readonly<Record<string, PropertyDefinition>>): string {
  const rows = Object.entries(properties).map(
    ([name, property]) => `| \`${name}\` | ${code(property.iri)} | ${kindOf(name, property)} | ${cell(property.doc)} |`,
  );
  return ['| property | IRI | kind | what it says |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function kindOf(name: string, property: PropertyDefinition): string {
  if (property.kind === 'reference') return `\`${relationshipType(name)}\` → ${property.targets?.join(', ')}`;
  const marks = [
    property.many === true ? `${property.ordered === true ? 'ordered ' : ''}list` : '',
    property.volatile === true ? 'counter' : '',
    property.indexed === true ? 'indexed' : '',
    property.internal === true ? 'internal' : '',
  ];
  return [property.kind, ...marks].filter((mark) => mark !== '').join(', ');
}

function relationshipSection(): string {
  const rows = domainRelationshipTypes.map((type) => {
    const owners = ownersOf(type);
    const property = definitionOf(type, owners[0]);
    const above = property?.subPropertyOf?.map(code).join(', ') ?? '';
    const own = type === 'REDIRECTS_TO' ? 'any' : owners.join(', ');
    const target = type === 'REDIRECTS_TO' ? 'the same class' : property?.targets?.join(', ');
    return `| \`${type}\` | ${own} | ${target} | ${code(property?.iri ?? '')} | ${above} |`;
  });
  return [
    '## Relationship types',
    '',
    'The type is the property in capitals; there is one relationship per subject, type and object.',
    '',
    '| type | from | to | IRI | a kind of |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function edgeSection(): string {
  return [
    '## On a relationship',
    '',
    propertyTable(edgeProperties),
    '',
    '`WAS_DERIVED_FROM` carries the place of the element instead:',
    '',
    propertyTable(derivationProperties),
  ].join('\n');
}

function evidenceSection(): string {
  const rows = confidences.map((row) => {
    const where = row.properties === undefined ? 'else' : row.properties.map((name) => `\`${name}\``).join(' ');
    return `| \`${row.method}\` | ${where} | ${row.confidence} | ${cell(row.doc ?? methodDocs[row.method])} |`;
  });
  return [
    '## Methods and confidence',
    '',
    'Judgement, not measurement; one table, in `ontology/evidence.ts`.',
    '',
    '| method | properties | confidence | what it reads |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** Whose value is shown where accounts differ. */
export function precedenceSection(): string {
  const steps = valueSteps.map(({ step, doc }, index) => `| ${index + 1} | \`${step}\` | ${cell(doc)} |`);
  const claims = claimSteps.map(({ step, doc }) => `| \`${step}\` | ${cell(doc)} |`);
  return [
    '## Which account wins',
    '',
    'Every account is kept. Of a property with one value the first step that tells two accounts apart decides; when the winner is told no more, the next one wins.',
    "Lists are united, ordered ones are the winner's. `stemma why` shows what became of each value.",
    '',
    '| | step | wins |',
    '| --- | --- | --- |',
    ...steps,
    '',
    'References of all accounts stand side by side, but for these:',
    '',
    '| step | what it says |',
    '| --- | --- |',
    ...claims,
  ].join('\n');
}

function prefixSection(): string {
  const rows = Object.entries(namespaces).map(([prefix, iri]) => `| \`${prefix}\` | \`${iri}\` |`);
  return ['## Prefixes', '', '| prefix | namespace |', '| --- | --- |', ...rows].join('\n');
}

function definitionOf(type: string, owner: string | undefined): PropertyDefinition | undefined {
  const property = propertyOfType(type);
  return property === undefined || owner === undefined ? undefined : entityOf(owner)?.properties[property];
}

/** The classes that declare it. */
function ownersOf(type: string): readonly string[] {
  const property = propertyOfType(type) ?? '';
  return Object.values<EntityDefinition>(entities)
    .filter((entity) => Object.hasOwn(entity.properties, property))
    .map((entity) => entity.label);
}

function code(iri: string): string {
  return `\`${compactTerm(iri)}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
