import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import { rangeAt } from '../../../src/core/locate.ts';
import { cardInput } from '../../support/card-input.ts';
import { expectGolden } from '../../support/golden.ts';

const suffix = '.md';
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort();

describe('a model card', () => {
  it.each(names)('%s is mapped so', (name) => {
    const bytes = readFileSync(new URL(name + suffix, import.meta.url));
    const result = map(cardInput(bytes));
    const witnessed = result.entities.flatMap((entity) =>
      entity.evidence.map((one) => {
        const range = rangeAt(bytes, one.pointer);
        const text = range === undefined ? undefined : bytes.toString('utf8', range.offset, range.offset + range.length);
        expect(text, one.pointer).toBeDefined();
        return { ...one, text: (text ?? '').length > 120 ? `${text?.slice(0, 60)} … ${text?.slice(-50)}` : text };
      }),
    );
    const entities = result.entities.map(({ evidence: _, ...entity }) => entity);
    const shown = { entities, witnessed, issues: result.issues };
    expectGolden(new URL(`${name}.expected.json`, import.meta.url), `${JSON.stringify(shown, null, 2)}\n`);
  });
});
