import { describe, expect, it } from 'vitest';
import { axesOf } from '../../../extract/ai4life/map/axes.ts';
import { Place } from '../../../extract/place.ts';
import { encodePointer } from '../../../src/core/json-pointer.ts';

const shown = (tensor: object): string | undefined =>
  axesOf(new Place(tensor, encodePointer))
    ?.map(({ letter, size }) => `${letter}${size}`)
    .join(' ');

describe('axes of a tensor', () => {
  it('are letters with a shape in 0.4', () => {
    expect(shown({ axes: 'bczyx', shape: [1, 1, 32, 64, 64] })).toBe('b1 c1 z32 y64 x64');
    expect(shown({ axes: 'bcyx', shape: { min: [1, 1, 64, 64], step: [0, 0, 16, 16] } })).toBe('b1 c1 y64+16n x64+16n');
    // Twice the offset is what is added, by the definition of the format.
    expect(shown({ axes: 'yx', shape: { reference_tensor: 'in', scale: [1, 0.5], offset: [-4, 2] } })).toBe(
      'y=in-8 x=in*0.5+4',
    );
    expect(shown({ axes: 'bq', shape: 'auto' })).toBe('b? ??');
  });

  it('are objects in 0.5', () => {
    expect(
      shown({
        axes: [
          { type: 'batch' },
          { type: 'channel', channel_names: ['a', 'b'] },
          { type: 'index', size: 3 },
          { type: 'time', size: { min: 2, step: 1 } },
          { type: 'space', id: 'z', size: { min: 1, max: 9 } },
          { type: 'space', id: 'y', size: { tensor_id: 'in', axis_id: 'y', offset: -2 } },
          { type: 'space', id: 'x', size: 7 },
          { type: 'space', id: 'depth', size: 1 },
        ],
      }),
    ).toBe('b? c2 i3 t2+1n z1..9 y=in.y-2 x7 ?1');
  });

  it('are none where nothing tells them', () => {
    expect(shown({})).toBeUndefined();
    expect(shown({ axes: 5 })).toBeUndefined();
    expect(shown({ axes: [] })).toBe('');
    expect(shown({ axes: ['y', null, 5] })).toBe('y? ?? ??');
  });
});
