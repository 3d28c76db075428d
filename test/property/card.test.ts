import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardText } from '../../extract/huggingface/card/card-text.ts';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { identify } from '../../ontology/iri.ts';
import { propertyOf } from '../../ontology/model.ts';
import { rangeAt } from '../../src/core/locate.ts';
import { cardInput } from '../support/card-input.ts';

const piece = fc.oneof(
  fc.constantFrom(
    '---\n',
    '--- \r\n',
    '\n',
    '\r\n',
    '\n\n',
    '\uFEFF',
    '\0',
    '<!--',
    '-->',
    '\t',
    '  ',
    'license: mit\n',
    'license: other\nlicense_name: x\n',
    'tags:\n- a\n- ',
    'tags: [a, no]\n',
    'language: no\n',
    'datasets: squad\n',
    'base_model: a/b\n',
    'base_model_relation: merge\n',
    'metrics:\n- f1: 1\n',
    'model-index:\n- name: x\n  results: []\n',
    '"',
    "'",
    '[',
    '{',
    '&a ',
    '*a',
    '<<: ',
    '!!x ',
    ': ',
    '- ',
    '|\n',
    '# Title\n',
    '## Usage\n',
    '## Limitations\n',
    '## Citation\n',
    'Title\n===\n',
    '```\n',
    '```python\nx\n```\n',
    'https://huggingface.co/a/b ',
    'https://hf.co/datasets/squad',
    'arXiv:2106.09685v2 ',
    'doi:10.1000/ABC(1)',
    '@misc{a, eprint={2106.09685}, doi="10.1/x"}',
    '- **Repository:** https://github.com/a/b\n',
    'Five words are a paragraph here. ',
    'é',
    '漢',
    '\u{1F600}',
    '[More Information Needed]\n',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
const framed = text.map((yaml) => `---\n${yaml}\n---\n`);
const bytes = fc.oneof(
  text.map((one) => Buffer.from(one)),
  fc.tuple(framed, text).map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 80 }).map((one) => Buffer.from(one)),
  fc
    .tuple(text, fc.uint8Array({ maxLength: 4 }), text)
    .map(([a, b, c]) => Buffer.concat([Buffer.from(a), Buffer.from(b), Buffer.from(c)])),
);

function valuesOf(held: unknown): readonly unknown[] {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

function checkValues({ entities }: MapResult, card: Buffer): void {
  for (const entity of entities) {
    for (const { property, value, pointer } of entity.evidence) {
      expect(rangeAt(card, pointer), `${property} ${pointer}`).toBeDefined();
      expect(valuesOf(entity[property])).toContain(value);
    }
    for (const [property, held] of Object.entries(entity)) {
      if (['@id', '@type', 'id', 'evidence'].includes(property)) continue;
      const definition = propertyOf(entity['@type'], property);
      expect(definition, property).toBeDefined();
      expect(definition?.many === true).toBe(Array.isArray(held));
      for (const value of valuesOf(held)) {
        expect(entity.evidence.some((one) => one.property === property && one.value === value)).toBe(true);
        if (definition?.kind === 'reference') expect(definition.targets).toContain(identify(String(value))?.label);
      }
    }
  }
}

describe('the mapper of cards', () => {
  it('is total and deterministic: any bytes give entities or issues that can be written, each with its bytes', () => {
    fc.assert(
      fc.property(bytes, (card) => {
        const result = map(cardInput(card));
        expect(map(cardInput(card))).toEqual(result);
        for (const one of [...result.entities, ...result.issues]) {
          expect(JSON.parse(Buffer.from(JSON.stringify(one)).toString())).toEqual(one);
        }
        if (result.entities.length === 0) expect(result.issues.length).toBeGreaterThan(0);
        for (const { pointer } of result.issues) {
          if (pointer !== '') expect(rangeAt(card, pointer), pointer).toBeDefined();
        }
        checkValues(result, card);
      }),
      { numRuns: 3000 },
    );
  });

  it('knows the byte of every character', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat(), (card, a, b) => {
        const read = new CardText(card);
        if (read.text.length === 0) return;
        const start = a % read.text.length;
        const end = start + 1 + (b % (read.text.length - start));
        const range = rangeAt(card, read.pointer(start, end));
        expect(range).toBeDefined();
        const shown = new CardText(card.subarray(range?.offset, (range?.offset ?? 0) + (range?.length ?? 0))).text;
        // A pair of halves is one character, and its bytes cannot be parted.
        expect(shown).toContain(read.text.slice(start, end).replaceAll(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, ''));
        expect(shown.length).toBeLessThanOrEqual(end - start + 2);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps the prose whatever stands before it', () => {
    fc.assert(
      fc.property(framed, (front) => {
        const { entities } = map(cardInput(`${front}\n\narXiv:1706.03762\n`));
        expect(entities[0]?.['citation']).toContain('https://doi.org/10.48550/arxiv.1706.03762');
      }),
      { numRuns: 1000 },
    );
  });
});
