import { testHubOf2022 } from '../support/hub-of-2022.ts';

// One of the 16,241 recorded cards is of a repository whose list of files, recorded before, has none: it is not asked for.
testHubOf2022('the Hub of February 2022', { selection: ['--all'], models: 29_432, cards: 16_240, failures: 61 });
