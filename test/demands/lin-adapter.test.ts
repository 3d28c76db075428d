import { describe, expect, it } from 'vitest';
import { huggingface } from '../../extract/huggingface/index.ts';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { confidenceOf } from '../../ontology/evidence.ts';
import { mintModel } from '../../ontology/iri.ts';
import { lineageProperties } from '../../ontology/model.ts';
import { partKey } from '../../graph/account-part.ts';
import { mergeClaims } from '../../graph/merge.ts';
import type { EntityLine, MappedEntity } from '../../ontology/entity.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { firstEntity, mapFields, recordInput } from '../support/map-input.ts';

/** Demand 23: a base model that only `adapter_config.json` names. */
function mapAdapter(config: unknown, id = 'org/model'): MapResult {
  const url = `https://huggingface.co/${id}/resolve/main/adapter_config.json`;
  return map(recordInput('hf_adapter_configs', url, JSON.stringify(config)));
}

function lineOf(entity: MappedEntity, resource: string): EntityLine {
  const origin = {
    source: 'huggingface',
    run: '2026-11-20_15-30-00_a1b2c3d4',
    record: `raw:2026-11-20_15-30-00_a1b2c3d4/${resource === 'hf_models' ? 1 : 2}`,
    resource,
    file: `raw/huggingface/2026-11-20_15-30-00_a1b2c3d4/${resource}.json`,
    offset: 0,
    length: 10,
    fetchedAt: '2026-11-20T15:30:00.000Z',
  };
  return { ...entity, origin, contentHash: contentHashOf(entity) };
}

const authority = huggingface.resources.map(({ name }) => partKey({ source: 'huggingface', resource: name }));

/** The edges to parents when the record of the list and the file of the adapter are loaded. */
function parentsOf(listed: MappedEntity, told: MappedEntity) {
  const claims = mergeClaims([lineOf(listed, 'hf_models'), lineOf(told, 'hf_adapter_configs')], authority);
  return claims.filter((claim) => lineageProperties.includes(claim.property));
}

describe('lin-adapter', () => {
  it('the configuration alone gives the edge, with its witness, less sure than a tag', () => {
    const model = firstEntity(
      mapAdapter({ base_model_name_or_path: 'meta-llama/Llama-3.1-8B', peft_type: 'LORA', r: 16, revision: 'abc' }),
    );
    expect(model).toMatchObject({
      id: 'hf:org/model',
      adapterOf: [mintModel('meta-llama/Llama-3.1-8B')],
      adaptationMethod: 'lora',
      adapterRank: 16,
      baseRevision: 'abc',
    });
    expect(model.evidence[0]).toEqual({
      property: 'adapterOf',
      value: mintModel('meta-llama/Llama-3.1-8B'),
      method: 'adapter-config',
      confidence: confidenceOf('adapter-config', 'adapterOf'),
      pointer: '/base_model_name_or_path',
    });
    expect(confidenceOf('adapter-config', 'adapterOf')).toBeLessThan(confidenceOf('hub-tag', 'adapterOf'));
  });

  it('beside a tag it is a second witness of the same edge', () => {
    const listed = firstEntity(mapFields({ tags: ['base_model:adapter:a/b'] }));
    const told = firstEntity(mapAdapter({ base_model_name_or_path: 'a/b' }));
    expect(parentsOf(listed, told)).toMatchObject([
      { property: 'adapterOf', to: mintModel('a/b'), method: 'hub-tag', confidence: 0.9, evidenceCount: 2 },
    ]);
  });

  it('where the record names no parent it is the only one', () => {
    const told = firstEntity(mapAdapter({ base_model_name_or_path: 'a/b' }));
    expect(parentsOf(firstEntity(mapFields({})), told)).toMatchObject([
      { property: 'adapterOf', to: mintModel('a/b'), method: 'adapter-config', evidenceCount: 1 },
    ]);
  });

  it('where the tag says fine-tune, that stands, and the account of the file is kept', () => {
    const listed = firstEntity(mapFields({ tags: ['base_model:finetune:a/b'] }));
    const told = firstEntity(mapAdapter({ base_model_name_or_path: 'a/b' }));
    expect(parentsOf(listed, told)).toMatchObject([{ property: 'fineTunedFrom', method: 'hub-tag' }]);
    expect(told['adapterOf']).toEqual([mintModel('a/b')]);
    // In one record both are read, and both stand.
    const config = { peft: { base_model_name_or_path: 'a/b' } };
    const both = firstEntity(mapFields({ tags: ['base_model:finetune:a/b'], config }));
    expect(both).toMatchObject({ fineTunedFrom: [mintModel('a/b')], adapterOf: [mintModel('a/b')] });
  });

  it('a name with an address, or of another tool, is read', () => {
    const address = { base_model_name_or_path: 'https://huggingface.co/a/b/tree/main' };
    expect(firstEntity(mapAdapter(address))['adapterOf']).toEqual([mintModel('a/b')]);
    expect(firstEntity(mapAdapter({ model_name: 'bert-base-uncased', config: {} }))['adapterOf']).toEqual([
      mintModel('bert-base-uncased'),
    ]);
  });

  it.each<readonly [unknown, string]>([
    ['/content/drive/MyDrive/llama', 'local-path'],
    ['./out', 'local-path'],
    ['../models/base', 'local-path'],
    ['C:\\models\\llama', 'local-path'],
    ['/root/.cache/huggingface/hub/models--a--b/snapshots/1', 'local-path'],
    ['models/llama/7b', 'local-path'],
    ['None', 'placeholder'],
    ['<base model>', 'placeholder'],
    ['our own model', 'not-an-id'],
    ['org/model', 'self-reference'],
    [['a/b'], 'wrong-shape'],
    [{ name: 'a/b' }, 'wrong-shape'],
  ])('%j names no base: %s', (base_model_name_or_path, code) => {
    const result = mapAdapter({ base_model_name_or_path, peft_type: 'LORA' });
    expect(firstEntity(result)).not.toHaveProperty('adapterOf');
    expect(result.issues).toMatchObject([{ code, pointer: '/base_model_name_or_path', severity: 'warning' }]);
  });

  it('without a base it says nothing of one', () => {
    expect(mapAdapter({ base_model_name_or_path: null })).toEqual({ entities: [], issues: [] });
    expect(mapAdapter({})).toEqual({ entities: [], issues: [] });
    for (const value of [null, [], 'x'])
      expect(mapAdapter(value)).toMatchObject({ entities: [], issues: [{ code: 'wrong-shape' }] });
  });
});
