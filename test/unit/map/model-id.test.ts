import { expect, it } from 'vitest';
import { huggingface } from '../../../extract/huggingface/index.ts';
import { mintModel } from '../../../ontology/iri.ts';
import { mapInput } from '../../support/map-input.ts';

const mapped = (row: unknown) => huggingface.map({ ...mapInput(JSON.stringify(row)), resource: 'hf_model_ids' });

it('sees the models a list of ids names, and says nothing of them', () => {
  const seen = { iri: mintModel('a/b'), sourceId: '621ffdc136468d709f17ea64', pointer: '/_id' };

  expect(mapped({ _id: seen.sourceId, id: 'a/b' })).toEqual({
    entities: [],
    issues: [],
    sightings: [seen],
  });
  expect(mapped({ _id: 7, id: 'gpt2' }).sightings).toEqual([{ iri: mintModel('gpt2') }]);
});

it.each([[{ _id: '621ffdc136468d709f17ea64' }], ['a/b'], [null], [{ id: 'a b' }]])('%o is an issue', (value) => {
  const { sightings, issues } = mapped(value);

  expect(sightings).toBeUndefined();
  expect(issues).toMatchObject([{ code: 'no-id' }]);
});
