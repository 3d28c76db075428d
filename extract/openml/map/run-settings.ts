import type { MappedEntity } from '../../../ontology/entity.ts';
import { mintHyperParameter, mintSetting } from '../../../ontology/iri.ts';
import type { OmlNode } from '../document.ts';
import { keyOf, type OmlNumber, readNumber } from './ids.ts';
import { Thing } from './thing.ts';

/** Whose settings they are. */
export interface SettingOwner {
  readonly run: string;
  readonly setup: OmlNumber | undefined;
  readonly flow: OmlNumber | undefined;
}

/** Where a run does not say which component a hyper-parameter is of, the flow itself is assumed. */
const withoutComponent = 0.8;

/**
 * Hyper-parameters with the values that a run states. Runs of one setup share them; the run's own word for the value stands
 * on its relationship, too.
 */
export function mapRunSettings(
  run: Thing,
  root: OmlNode,
  { run: n, setup, flow }: SettingOwner,
): readonly MappedEntity[] {
  const settings = new Map<string, MappedEntity>();
  for (const node of root.many('parameter_setting')) {
    const component = readNumber(node.text('component'), run.issues);
    const owner = component ?? flow;
    const name = keyOf(node.text('name'), run.issues);
    if (owner === undefined || name === undefined) {
      run.issues.warn('no-id', 'a setting without name or flow describes nothing', node.pointer, name?.value);
      continue;
    }
    const [of, number] = setup === undefined ? (['run', n] as const) : (['setup', setup.n] as const);
    const setting = new Thing('Setting', mintSetting(of, number, owner.n, name.value), run.issues);
    const hyperParameter = mintHyperParameter(owner.n, name.value);
    const confidence = component === undefined ? { confidence: withoutComponent } : {};
    setting.say('specifiedBy', hyperParameter, { method: 'openml-api', pointer: name.pointer, ...confidence });
    const value = node.text('value');
    if (value === undefined)
      run.issues.inform('empty-value', 'set to nothing, or to an empty text', node.pointer, name.value);
    setting.tellText('hasValue', value);
    if (settings.has(setting.iri)) {
      run.issues.inform('second-value', 'the hyper-parameter is set twice', node.pointer, name.value);
      continue;
    }
    settings.set(setting.iri, setting.build());
    run.tell(
      'hasInput',
      setting.iri,
      value?.pointer ?? node.pointer,
      value === undefined ? undefined : setting.cleaned(value),
    );
  }
  return [...settings.values()];
}
