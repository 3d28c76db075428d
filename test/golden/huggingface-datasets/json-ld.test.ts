import jsonld from 'jsonld';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contextUrl, jsonLdContext } from '../../../ontology/context.ts';
import type { MappedEntity } from '../../../ontology/entity.ts';
import { namespaces } from '../../../ontology/namespaces.ts';

const here = new URL('.', import.meta.url);
const entities = readdirSync(here)
  .filter((file) => file.endsWith('.expected.json'))
  .flatMap((file) => (JSON.parse(readFileSync(new URL(file, here), 'utf8')) as { entities: MappedEntity[] }).entities);
const documentLoader = async (url: string) => ({ contextUrl: null, documentUrl: url, document: jsonLdContext() });

describe('datasets, their files and their makers as JSON-LD', () => {
  it('have no key without a meaning, in safe mode', async () => {
    expect(new Set(entities.map((entity) => entity['@type']))).toEqual(
      new Set(['Dataset', 'License', 'DataDownload', 'Person', 'Organization']),
    );
    for (const entity of entities) {
      const document = { '@context': contextUrl, ...entity };
      const [node] = await jsonld.expand(document as never, { safe: true, documentLoader } as object);
      const keys = Object.keys(entity).filter((key) => !key.startsWith('@'));
      expect(Object.keys(node ?? {}).filter((key) => !key.startsWith('@'))).toHaveLength(keys.length);
    }
  });

  it('keep the order of their makers', async () => {
    const entity = entities.find(({ creatorNames }) => Array.isArray(creatorNames) && creatorNames.length === 3);
    const document = { '@context': contextUrl, ...entity };
    const [node] = await jsonld.expand(document as never, { safe: true, documentLoader } as object);
    expect(node).toHaveProperty(
      [`${namespaces.stemma}creatorNames`],
      [{ '@list': [{ '@value': 'Acme' }, { '@value': 'Zoe Zed' }, { '@value': 'Ann Able' }] }],
    );
  });
});
