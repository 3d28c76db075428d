import { describe, expect, it } from 'vitest';
import { EntityBuilder } from '../../../extract/entity-builder.ts';
import { mintModel } from '../../../ontology/iri.ts';

const witness = { method: 'hub-api', pointer: '' } as const;

describe('an entity under construction', () => {
  it('sorts lists and holds each element once, but keeps ordered lists as said', () => {
    const entity = new EntityBuilder('MLModel', mintModel('a/b'));
    for (const name of ['Zoe', 'Ann', 'Zoe']) {
      entity.add('keywords', name, witness);
      entity.add('authorNames', name, witness);
    }
    expect(entity.build()).toMatchObject({ keywords: ['Ann', 'Zoe'], authorNames: ['Zoe', 'Ann', 'Zoe'] });
    expect(entity.has('authorNames', 'Ann')).toBe(true);
    expect(entity.has('authorNames', 'Bob')).toBe(false);
  });

  it('holds one value of a property that is no list, and the witnesses of no other', () => {
    const entity = new EntityBuilder('MLModel', mintModel('a/b'));
    expect(entity.add('version', '1', witness)).toBe(true);
    expect(entity.add('version', '1', { ...witness, pointer: '/x' })).toBe(true);
    expect(entity.add('version', '2', witness)).toBe(false);
    expect(entity.build()).toMatchObject({ version: '1', evidence: [{ value: '1' }, { value: '1' }] });
  });
});
