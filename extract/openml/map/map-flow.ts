import type { MappedEntity } from '../../../ontology/entity.ts';
import { identify, mintHyperParameter, mintOpenml, mintTerm } from '../../../ontology/iri.ts';
import { openmlAlgorithmScheme } from '../../../ontology/vocab/openml-terms.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode } from '../document.ts';
import { algorithmOf } from './algorithm.ts';
import { sayDependencies } from './dependencies.ts';
import { keyOf, ownNumber, refer, sayIdentity } from './ids.ts';
import { sayLicense } from './license.ts';
import { sayNames } from './names.ts';
import { Thing } from './thing.ts';

/** Deeper than any flow that was seen. */
const deepest = 24;

/** A flow and, for they stand in it whole, its components and theirs. */
export function readFlow(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const found: MappedEntity[] = [];
  addFlow(root, issues, found, 0);
  return found;
}

/** The IRI of the flow that was added. */
function addFlow(node: OmlNode, issues: IssueList, into: MappedEntity[], depth: number): string | undefined {
  const number = ownNumber(node, 'id', 'a flow', issues);
  if (number === undefined) return undefined;
  const flow = new Thing('Flow', mintOpenml('flow', number.n), issues);
  const licenses: MappedEntity[] = [];
  sayIdentity(flow, 'flow', number);
  sayFlowFacts(flow, node);
  if (node.text('description') === undefined) flow.text(node, 'full_description', 'description');
  flow.texts(node, 'custom_name', 'alternateName');
  sayNames(flow, 'authorNames', node.many('creator'));
  sayNames(flow, 'contributorNames', node.many('contributor'));
  flow.date(node, 'upload_date', 'datePublished');
  licenses.push(...sayLicense(flow, node.text('licence')));
  flow.text(node, 'installation_notes', 'installationNotes');
  sayDependencies(flow, node.text('dependencies'));
  for (const name of ['source_url', 'binary_url']) flow.url('downloadUrl', node.text(name));
  const parameters = addHyperParameters(flow, number.n, node);
  const parts: MappedEntity[] = [];
  addComponents(flow, node, parts, depth);
  into.push(flow.build(), ...parameters, ...licenses, ...parts);
  return flow.iri;
}

/** What a list knows of it as well. */
export function sayFlowFacts(flow: Thing, node: OmlNode): void {
  flow.text(node, 'name');
  flow.text(node, 'full_name', 'identifier');
  flow.text(node, 'version');
  flow.text(node, 'external_version', 'softwareVersion');
  flow.text(node, 'description');
  refer(flow, 'sharedBy', 'user', node, 'uploader');
  flow.texts(node, 'tag', 'keywords');
  flow.texts(node, 'tags', 'keywords');
  flow.text(node, 'class_name', 'className');
  for (const member of ['class_name', 'name']) {
    const found = node.text(member);
    const algorithm = found === undefined ? undefined : algorithmOf(found.value);
    if (found === undefined || algorithm === undefined) continue;
    flow.tell('implements', mintTerm(openmlAlgorithmScheme, algorithm), found.pointer, found.value);
    return;
  }
}

function addHyperParameters(flow: Thing, n: string, node: OmlNode): readonly MappedEntity[] {
  const parameters = new Map<string, MappedEntity>();
  for (const one of node.many('parameter')) {
    const name = keyOf(one.text('name'), flow.issues);
    if (name === undefined) {
      flow.issues.warn('no-id', 'a hyper-parameter without a name', one.pointer);
      continue;
    }
    const parameter = new Thing('HyperParameter', mintHyperParameter(n, name.value), flow.issues);
    if (parameters.has(parameter.iri)) {
      flow.issues.inform('second-value', 'the hyper-parameter stands here twice', one.pointer, name.value);
      continue;
    }
    sayHyperParameter(parameter, one);
    parameters.set(parameter.iri, parameter.build());
    flow.tell('hasHyperParameter', parameter.iri, name.pointer);
  }
  return [...parameters.values()];
}

/** As flows tell of it, and setups. */
export function sayHyperParameter(parameter: Thing, node: OmlNode): void {
  parameter.tellText('name', node.text('parameter_name') ?? node.text('name'));
  parameter.text(node, 'data_type', 'dataType');
  parameter.text(node, 'default_value', 'defaultValue');
  parameter.text(node, 'description');
}

function addComponents(flow: Thing, node: OmlNode, into: MappedEntity[], depth: number): void {
  for (const component of node.many('component')) {
    const inner = component.one('flow');
    if (inner === undefined) continue;
    if (depth >= deepest) {
      flow.issues.warn('too-deep', 'components inside each other beyond what is read', component.pointer);
      return;
    }
    const iri = addFlow(inner, flow.issues, into, depth + 1);
    if (iri === undefined) continue;
    const role = component.text('identifier');
    const place = role?.pointer ?? component.pointer;
    flow.tell('hasPart', iri, place, role?.value);
    const id = identify(iri)?.id ?? iri;
    flow.tell('components', role === undefined ? id : `${role.value}=${id}`, place, role?.value);
  }
}
