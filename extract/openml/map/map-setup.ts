import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintHyperParameter, mintOpenml, mintSetting } from '../../../ontology/iri.ts';
import type { IssueList } from '../../issue-list.ts';
import type { OmlNode, OmlText } from '../document.ts';
import { keyOf, ownNumber, readNumber, refer, sayIdentity } from './ids.ts';
import { sayHyperParameter } from './map-flow.ts';
import { Thing } from './thing.ts';

/** A setup with its settings, and what it tells of the hyper-parameters. */
export function readSetup(root: OmlNode, issues: IssueList): readonly MappedEntity[] {
  const number = ownNumber(root, 'setup_id', 'a setup', issues);
  if (number === undefined) return [];
  const setup = new Thing('Setup', mintOpenml('setup', number.n), issues);
  sayIdentity(setup, 'setup', number);
  const flow = refer(setup, 'setupOf', 'flow', root, 'flow_id');
  setup.texts(root, 'tag', 'keywords');
  const found = new Map<string, MappedEntity>();
  for (const node of root.many('parameter')) {
    const owner = readNumber(node.text('flow_id'), issues) ?? flow;
    const name = keyOf(nameOf(node), issues);
    if (owner === undefined || name === undefined) {
      issues.warn('no-id', 'a setting without name or flow describes nothing', node.pointer, name?.value);
      continue;
    }
    const parameter = new Thing('HyperParameter', mintHyperParameter(owner.n, name.value), issues);
    const setting = new Thing('Setting', mintSetting('setup', number.n, owner.n, name.value), issues);
    if (found.has(setting.iri)) {
      issues.inform('second-value', 'the hyper-parameter is set twice', node.pointer, name.value);
      continue;
    }
    parameter.tellText('name', name);
    sayHyperParameter(parameter, node);
    const value = node.text('value');
    if (value === undefined)
      issues.inform('empty-value', 'set to nothing, or to an empty text', node.pointer, name.value);
    setting.tell('specifiedBy', parameter.iri, name.pointer);
    setting.tellText('hasValue', value);
    setup.tell('hasSetting', setting.iri, name.pointer, value === undefined ? undefined : setting.cleaned(value));
    found.set(setting.iri, setting.build()).set(parameter.iri, parameter.build());
  }
  return [setup.build(), ...found.values()];
}

/** `full_name` is the flow with its version, `_` and the name. */
function nameOf(node: OmlNode): OmlText | undefined {
  const plain = node.text('parameter_name') ?? node.text('name');
  if (plain !== undefined) return plain;
  const full = node.text('full_name');
  const name = full === undefined ? undefined : /\)_([^]+)$/.exec(full.value)?.[1];
  return full === undefined || name === undefined ? undefined : { value: name, pointer: full.pointer };
}
