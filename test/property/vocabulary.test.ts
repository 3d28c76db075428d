import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { identify } from '../../ontology/iri.ts';
import { resolvePointer } from '../../src/core/json-pointer.ts';
import { mapInput } from '../support/map-input.ts';

const word = fc.oneof(
  fc.constantFrom('translation', 'moe', 'a b', '', '__proto__', 'x/y'),
  fc.string({ unit: 'binary' }),
);
const nonsense = fc.jsonValue({ maxDepth: 2 });
const term = fc.record(
  { id: fc.oneof(word, nonsense), label: fc.oneof(word, nonsense), summary: fc.oneof(word, nonsense), subType: word },
  { requiredKeys: [] },
);
const tasks = fc.dictionary(word, fc.oneof({ weight: 5, arbitrary: term }, { weight: 1, arbitrary: nonsense }));
const tags = fc.dictionary(
  fc.constantFrom('pipeline_tag', 'library', 'other', 'deploy', 'language'),
  fc.oneof({ weight: 5, arbitrary: fc.array(term) }, { weight: 1, arbitrary: nonsense }),
);

describe.each(['tasks', 'keywords'])('%s', (resource) => {
  it('are read from any JSON, each term once, each value where it stands', () => {
    fc.assert(
      fc.property(fc.oneof(tasks, tags, nonsense), (value) => {
        const input = { ...mapInput(JSON.stringify(value)), resource };
        const { entities, issues } = map(input);
        expect(new Set(entities.map((one) => one['@id'])).size).toBe(entities.length);
        for (const one of [...entities, ...issues]) {
          expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
        }
        for (const entity of entities) {
          expect(identify(entity['@id'])).toMatchObject({ id: entity.id, label: 'DefinedTerm' });
          expect(contentHashOf(entity)).toMatch(/^[0-9a-f]{64}$/);
          for (const { property, value: said, pointer } of entity.evidence) {
            expect(resolvePointer(input.value, pointer)).toBeDefined();
            expect([entity[property]].flat()).toContain(said);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
