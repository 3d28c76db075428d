import { scriptedOpenml } from '../scripted-openml.ts';
import type { SourceFixture } from './source-fixture.ts';

/** Seven made-up runs, and what they reach. */
export const openmlFixture: SourceFixture = () => {
  const { baseUrl, transport } = scriptedOpenml();
  return { settings: { baseUrl, spacing: 0 }, transport: () => transport };
};
