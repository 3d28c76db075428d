import jsonld from 'jsonld';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextUrl, jsonLdContext } from '../../../ontology/context.ts';
import { resolvePointer } from '../../../src/core/json-pointer.ts';
import { rangeAt } from '../../../src/core/locate.ts';
import { expectGolden } from '../../support/golden.ts';
import { mapOpenml } from '../../support/openml-records.ts';

interface Case {
  readonly resource: string;
  readonly url: string;
  /** A text is the answer in XML. */
  readonly element: object | string;
}

const here = new URL('.', import.meta.url);
const suffix = '.input.json';
const names = readdirSync(here)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort();

function read(name: string): Case {
  return JSON.parse(readFileSync(new URL(name + suffix, here), 'utf8')) as Case;
}

describe('an answer of OpenML', () => {
  it.each(names)('%s is mapped so', (name) => {
    const { resource, url, element } = read(name);
    const result = mapOpenml(resource, element, url);
    for (const { pointer } of result.entities.flatMap((entity) => entity.evidence)) {
      const found = typeof element === 'string' ? rangeAt(Buffer.from(element), pointer) : resolvePointer(element, pointer);
      expect(found).toBeDefined();
    }
    expectGolden(new URL(`${name}.expected.json`, here), `${JSON.stringify(result, null, 2)}\n`);
  });
});

describe('what is made of them', () => {
  const entities = names.flatMap((name) => {
    const { resource, url, element } = read(name);
    return mapOpenml(resource, element, url).entities;
  });
  const documentLoader = async (url: string) => ({ contextUrl: null, documentUrl: url, document: jsonLdContext() });

  it('has no key without a meaning in JSON-LD, in safe mode', async () => {
    expect(new Set(entities.map((entity) => entity['@type']))).toEqual(
      new Set([
        ...['Run', 'Setting', 'Setup', 'Flow', 'HyperParameter', 'Task', 'EvaluationProcedure', 'Study'],
        ...['MLModelEvaluation', 'PropertyValue', 'Dataset', 'DataDownload', 'License', 'DefinedTerm'],
      ]),
    );
    for (const entity of entities) {
      const [node] = await jsonld.expand({ '@context': contextUrl, ...entity } as never, { safe: true, documentLoader } as object);
      const keys = Object.keys(entity).filter((key) => !key.startsWith('@'));
      expect(Object.keys(node ?? {}).filter((key) => !key.startsWith('@'))).toHaveLength(keys.length);
    }
  });

  it('says of an evaluation which flow was evaluated, never a model besides', () => {
    for (const entity of entities.filter((one) => one['@type'] === 'MLModelEvaluation'))
      expect([entity['evaluatedMLModel'], (entity['evaluatedFlow'] as string[] | undefined)?.length ?? 1]).toEqual([undefined, 1]);
  });
});
