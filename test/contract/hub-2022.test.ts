import { testHubOf2022 } from '../support/hub-of-2022.ts';

// The whole of it is among the full tests; all its cards are read in `card-counts.test.ts`.
testHubOf2022('6,000 models of the Hub of February 2022', {
  selection: ['--limit', '6000'],
  models: 6000,
  cards: 3115,
  failures: 1,
});
