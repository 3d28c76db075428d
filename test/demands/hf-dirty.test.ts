import { describe, expect, it } from 'vitest';
import { map } from '../../extract/huggingface/map.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { malformedRecords } from '../support/malformed-records.ts';
import { mapInput } from '../support/map-input.ts';

const sound = '{"id":"sound/model","tags":["base_model:adapter:a/b","license:mit"],"likes":3}';

/** Demand 9: cards and records of every wrong shape; none costs more than the part that is wrong. */
describe('hf-dirty', () => {
  it('are at least forty', () => {
    expect(malformedRecords.length).toBeGreaterThanOrEqual(40);
  });

  it.each(malformedRecords)('$name: has the expected result and issues', ({ json, entity, issues }) => {
    const result = map(mapInput(json));
    expect(result.issues.map((issue) => `${issue.code} ${issue.pointer}`)).toEqual(issues);
    const [first] = result.entities;
    if (entity === undefined) expect(first).toBeUndefined();
    for (const [property, value] of Object.entries(entity ?? {})) expect(first?.[property]).toEqual(value);
  });

  it.each(malformedRecords)('$name: can be written, read and hashed', ({ json }) => {
    const { entities, issues } = map(mapInput(json));
    for (const one of [...entities, ...issues])
      expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
    for (const entity of entities) expect(contentHashOf(entity)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('leave the records around them as they are', () => {
    const alone = map(mapInput(sound));
    for (const { json } of malformedRecords) {
      map(mapInput(json));
      expect(map(mapInput(sound))).toEqual(alone);
    }
  });

  it('fill the list of issues no further than a thousand', () => {
    const { issues } = map(mapInput(`{"id":"a/b","tags":[${'1,'.repeat(5000)}1]}`));
    expect(issues).toHaveLength(1001);
    expect(issues.at(-1)).toMatchObject({
      code: 'more-issues',
      message: '4001 further issues of this record are not listed',
    });
  });
});
