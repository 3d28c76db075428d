import { ScriptedHypha } from '../scripted-hypha/index.ts';
import type { SourceFixture } from './source-fixture.ts';

/** A collection of everything in small: descriptions of all kinds and ages, versions, links that lead nowhere. */
export const ai4lifeFixture: SourceFixture = () => {
  const hypha = new ScriptedHypha();
  return { settings: { baseUrl: 'https://hypha.invalid', pageSize: 3 }, transport: () => hypha.transport() };
};
