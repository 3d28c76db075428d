import { ai4lifeFixture } from './ai4life.ts';
import { huggingfaceFixture } from './huggingface.ts';
import { openmlFixture } from './openml.ts';
import type { SourceFixture } from './source-fixture.ts';

export type { SourceFixture, SourceServers } from './source-fixture.ts';

/** By name of the source, one line each. */
export const sourceFixtures: Readonly<Record<string, SourceFixture>> = {
  huggingface: huggingfaceFixture,
  openml: openmlFixture,
  ai4life: ai4lifeFixture,
};
