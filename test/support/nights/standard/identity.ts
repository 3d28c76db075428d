import type { WorldScript } from '../world.ts';
import { basedOn } from './family.ts';

/** Circles, twins, old names, and models that go away. */
export function plantIdentity(nights: WorldScript): void {
  nights
    .model({ id: 'pond/echo', ...basedOn('finetune', 'pond/echo') })
    .model({ id: 'pond/ring-a', ...basedOn('finetune', 'pond/ring-b') })
    .model({ id: 'pond/ring-b', ...basedOn('finetune', 'pond/ring-a') });
  for (const spoke of [1, 2, 3, 4, 5]) {
    nights.model({ id: `pond/wheel-${spoke}`, ...basedOn('finetune', `pond/wheel-${(spoke % 5) + 1}`) });
  }
  nights
    .model({ id: 'pond/cart', ...basedOn('finetune', 'pond/wheel-1') })
    .model({ id: 'birch/Twin', front: { license: 'mit' } })
    .model({ id: 'birch/twin', front: { license: 'mit' } })
    // Could be either of the twins, and so is neither.
    .model({ id: 'birch/child-of-a-twin', ...basedOn('finetune', 'birch/TWIN') })
    .model({ id: 'birch/child-in-capitals', ...basedOn('finetune', 'FERN/Bracken-3B') })
    .model({ id: 'marsh/soon-gone', front: { license: 'mit' } })
    .model({ id: 'marsh/child-of-gone', ...basedOn('finetune', 'marsh/soon-gone') })
    .model({ id: 'marsh/grandchild-of-gone', ...basedOn('quantized', 'marsh/child-of-gone') })
    .model({ id: 'marsh/quiet', front: { license: 'mit' } })
    .model({ id: 'marsh/child-of-quiet', ...basedOn('finetune', 'marsh/quiet') })
    .model({ id: 'delta/ask-first', front: { license: 'mit' } })
    .model({ id: 'delta/ask-quietly', front: { license: 'mit' } })
    .model({ id: 'delta/taken-down', front: { license: 'mit' } })
    .model({ id: 'delta/went-private', front: { license: 'mit' } })
    .model({ id: 'delta/forbidden', front: { license: 'mit' } });
  nights
    .night(2, (world) => world.remove('marsh/soon-gone'))
    .night(2, (world) => world.gate('delta/ask-first', 'auto'))
    .night(3, (world) => world.rename('marsh/quiet', 'marsh/loud', 'id'))
    .night(3, (world) => world.gateQuietly('delta/ask-quietly', 'auto'))
    .night(3, (world) => world.hide('delta/taken-down', 'disabled'))
    .night(3, (world) => world.hide('delta/went-private', 'private'))
    .night(4, (world) => world.hide('delta/forbidden', 'legal'))
    .night(4, (world) => world.gate('delta/ask-first', 'manual'));
}
