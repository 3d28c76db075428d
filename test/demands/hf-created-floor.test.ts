import { describe, expect, it } from 'vitest';
import { firstEntity, mapFields } from '../support/map-input.ts';

const floor = '2022-03-02T23:29:04.000Z';

/** Demand 16: nothing of the Hub is dated before the day on which dates began to be kept. */
describe('hf-created-floor', () => {
  it('that instant is stored as "on or before", with the instant as its literal', () => {
    const model = firstEntity(mapFields({ createdAt: floor }));
    expect(model).toMatchObject({ dateCreated: floor, dateCreatedBound: 'on-or-before' });
    expect(model.evidence.find((one) => one.property === 'dateCreatedBound')).toEqual({
      property: 'dateCreatedBound',
      value: 'on-or-before',
      method: 'hub-api',
      confidence: 1,
      pointer: '/createdAt',
      literal: floor,
    });
  });

  it.each([
    '2022-03-02T23:29:05.000Z',
    '2022-03-02T23:29:03.000Z',
    '2022-03-02T23:29:04.001Z',
    '2024-01-01T00:00:00.000Z',
  ])('%s is stored as it is', (createdAt) => {
    const model = firstEntity(mapFields({ createdAt, lastModified: floor }));
    expect(model['dateCreated']).toBe(createdAt);
    expect(model).not.toHaveProperty('dateCreatedBound');
  });
});
