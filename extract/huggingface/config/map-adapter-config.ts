import { mintModel, mintSoftware } from '../../../ontology/iri.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { isObject } from '../../found.ts';
import { IssueList } from '../../issue-list.ts';
import { adapterClaims, refuser } from '../lineage-claims.ts';
import type { ModelRecord } from '../model-record.ts';
import { modelFileOf, recordOfFile } from './file-record.ts';

const method = 'adapter-config';

/**
 * `adapter_config.json`: what an adapter is put on, by the word of its training tool (`base_model_name_or_path` of PEFT,
 * `model_name` of AdapterHub), and what kind of adapter it is. Folders and placeholders are no bases.
 */
export function mapAdapterConfig(input: MapInput): MapResult {
  const issues = new IssueList();
  const file = modelFileOf(input, issues);
  if (file === undefined) return { entities: [], issues: issues.all() };
  if (!isObject(input.value)) {
    issues.wrongShape('a configuration of an adapter', '', input.value);
    return { entities: [], issues: issues.all() };
  }
  if (file.path !== 'adapter_config.json') {
    issues.inform('part-of-model', 'the configuration of a part says nothing of the whole', '', file.path);
    return { entities: [], issues: issues.all() };
  }
  const record = recordOfFile(input, file, issues);
  sayBase(record, input.value);
  sayAdaptation(record, input.value);
  const entity = record.entity.build();
  return { entities: entity.evidence.length === 0 ? [] : [entity], issues: issues.all() };
}

function sayBase(record: ModelRecord, config: Readonly<Record<string, unknown>>): void {
  const refuse = refuser(record);
  const key = isBlank(config['base_model_name_or_path']) ? 'model_name' : 'base_model_name_or_path';
  const stated = { value: config[key], pointer: `/${key}` };
  for (const { target, pointer, literal } of adapterClaims(record, refuse, stated, new Set())) {
    if (target === record.id) refuse('self-reference', pointer, literal ?? target);
    else {
      record.say('adapterOf', mintModel(target), { method, pointer, literal });
      sayText(record, config, 'revision', 'baseRevision', /^[\w./-]{1,128}$/);
    }
  }
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function sayAdaptation(record: ModelRecord, config: Readonly<Record<string, unknown>>): void {
  const type = config['peft_type'];
  if (typeof type === 'string' && /^\w{1,64}$/.test(type)) {
    const word = type.toLowerCase().replaceAll('_', '-');
    record.say('adaptationMethod', word, { method, pointer: '/peft_type', literal: word === type ? undefined : type });
  } else if (!isBlank(type)) record.issues.wrongShape('a kind of adapter', '/peft_type', type);
  const rank = config['r'];
  if (typeof rank === 'number' && Number.isSafeInteger(rank) && rank > 0) {
    record.say('adapterRank', rank, { method, pointer: '/r' });
  }
  const version = config['peft_version'];
  if (typeof version === 'string' && /^\d[\w.+-]{0,63}$/.test(version)) {
    const witness = { method, pointer: '/peft_version', literal: version } as const;
    record.say('softwareRequirements', mintSoftware('pypi', 'peft'), witness);
  }
}

function sayText(
  record: ModelRecord,
  config: Readonly<Record<string, unknown>>,
  key: string,
  property: string,
  form: RegExp,
): void {
  const value = config[key];
  if (isBlank(value)) return;
  if (typeof value === 'string' && form.test(value)) record.say(property, value, { method, pointer: `/${key}` });
  else record.issues.wrongShape('a revision', `/${key}`, value);
}
