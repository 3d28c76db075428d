import { fileURLToPath } from 'node:url';
import { demoSettings, demoTransport } from '../../../src/demo/index.ts';
import type { SourceFixture } from './source-fixture.ts';

/** The demo's sample, of which a few models are taken. */
export const huggingfaceFixture: SourceFixture = () => {
  const { all: _all, ...settings } = demoSettings();
  const modelsFile = fileURLToPath(new URL('./huggingface-models.txt', import.meta.url));
  return { settings: { ...settings, numModels: 2, modelsFile, baseModelIterations: 1 }, transport: demoTransport };
};
