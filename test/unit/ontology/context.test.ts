import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { contextUrl, jsonLdContext } from '../../../ontology/context.ts';
import { entities, publicProperties, type EntityLabel } from '../../../ontology/model.ts';
import { namespaces } from '../../../ontology/namespaces.ts';
import { sampleModel } from '../../support/sample-entity.ts';

const documentLoader = async (url: string) => {
  if (url !== contextUrl) throw new Error(`asked for ${url}`);
  return { contextUrl: null, documentUrl: url, document: jsonLdContext() };
};
const safely = { safe: true, documentLoader } as object;

describe('the JSON-LD context', () => {
  const sample = { '@context': contextUrl, ...sampleModel() };

  it('explains every key of a mapped line, in safe mode and without the network', async () => {
    const [node] = (await jsonld.expand(sample as never, safely)) as unknown as Record<string, unknown>[];
    const unexplained = Object.keys(sample).filter((key) => !key.startsWith('@'));
    expect(Object.keys(node ?? {}).filter((key) => !key.startsWith('@'))).toHaveLength(unexplained.length);
    expect(node?.['@type']).toEqual([`${namespaces.fair4ml}MLModel`]);
    expect(node?.[`${namespaces.fair4ml}fineTunedFrom`]).toEqual([
      { '@id': 'https://w3id.org/stemma/id/hf/model/acme/a' },
    ]);
    expect(node?.[`${namespaces.stemma}parameterCount`]).toEqual([
      { '@type': `${namespaces.xsd}integer`, '@value': '9007199254740993' },
    ]);
    expect(node?.[`${namespaces.schema}dateCreated`]).toEqual([
      { '@type': `${namespaces.xsd}dateTime`, '@value': '2022-03-02T23:29:04Z' },
    ]);
    expect(node?.[`${namespaces.stemma}evidence`]).toEqual([{ '@type': '@json', '@value': sample.evidence }]);
  });

  it('gives back the same document when what it expanded is compacted', async () => {
    const expanded = await jsonld.expand(sample as never, safely);
    const { '@context': url, ...compacted } = (await jsonld.compact(expanded, contextUrl as never, safely)) as Record<
      string,
      unknown
    >;
    const { '@context': own, ...line } = sample as Record<string, unknown>;
    expect(url).toBe(own);
    expect(compacted).toEqual(line);
  });

  it('rejects a key nobody declared', async () => {
    await expect(jsonld.expand({ ...sample, invented: 1 } as never, safely)).rejects.toThrow(/safe mode/i);
  });

  it('knows every property of every class', () => {
    const terms = jsonLdContext()['@context'];
    for (const label of Object.keys(entities) as EntityLabel[]) {
      expect(terms).toHaveProperty([label]);
      for (const [property] of publicProperties(entities[label])) expect(terms).toHaveProperty([property]);
    }
    expect(terms).not.toHaveProperty(['@vocab']);
    expect(terms['@protected']).toBe(true);
  });

  it('knows nothing that only the program looks up', () => {
    expect(Object.keys(jsonLdContext()['@context'])).not.toContain('foldedId');
  });

  it('leaves no declared property of a model out of the sample above', () => {
    const absent = publicProperties(entities.MLModel)
      .map(([property]) => property)
      .filter((property) => !(property in sample));
    expect(absent).toEqual(['describedBy']);
  });
});
