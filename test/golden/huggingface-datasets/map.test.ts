import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/huggingface/map.ts';
import { resolvePointer } from '../../../src/core/json-pointer.ts';
import { expectGolden } from '../../support/golden.ts';
import { mapInput } from '../../support/map-input.ts';

interface Case {
  readonly resource: string;
  readonly url: string;
  readonly element: unknown;
}

const suffix = '.input.json';
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort();

describe('a record of a dataset', () => {
  it.each(names)('%s is mapped so', (name) => {
    const { resource, url, element } = JSON.parse(readFileSync(new URL(name + suffix, import.meta.url), 'utf8')) as Case;
    const result = map(mapInput(JSON.stringify(element), url, resource));
    for (const { pointer } of result.entities.flatMap((entity) => entity.evidence)) {
      expect(resolvePointer(element, pointer)).toBeDefined();
    }
    expectGolden(new URL(`${name}.expected.json`, import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  });
});
