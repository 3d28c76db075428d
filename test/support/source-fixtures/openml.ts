import { scriptedOpenml } from '../scripted-openml.ts';
import type { SourceFixture } from './source-fixture.ts';

/** Seven made-up runs, what they reach, the lists, and what the website shows. */
export const openmlFixture: SourceFixture = () => {
  const { baseUrl, transport } = scriptedOpenml();
  return { settings: { baseUrl, spacing: 0, all: true, enableScraping: true }, transport: () => transport };
};
