import { world } from '../world.ts';
import { plantCards } from './cards.ts';
import { plantFamily } from './family.ts';
import { plantIdentity } from './identity.ts';
import { plantSources } from './sources.ts';

/**
 * Five nights of 46 models and two more, all made up. 1: the beginning. 2: a licence changes, a model is renamed by 307, one
 * is new, one removed, one gated, a card changes, a data set moves. 3: the licence changes back, a rename by `_id` only,
 * another new model, one gated
 * without a commit, one taken down, one private. 4: another gate, a card removed, a successor, one legally blocked.
 * 5: only counters.
 */
export const standardNights = world();
plantFamily(standardNights);
plantIdentity(standardNights);
plantCards(standardNights);
plantSources(standardNights);
standardNights.night(5, () => undefined);
