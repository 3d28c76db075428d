import { describe, expect, it } from 'vitest';
import { mostElements } from '../../extract/croissant/croissant-record.ts';
import { longestJson } from '../../extract/croissant/map-record-sets.ts';
import { longestText } from '../../extract/cut-text.ts';
import { map } from '../../extract/huggingface/map.ts';
import type { MapResult } from '../../extract/source.ts';
import { mintAccount, mintDataset, mintDatasetPart, mintSpdx } from '../../ontology/iri.ts';
import { croissantRequest, document, documentWithRows, equalForms, hugeDocument } from '../support/croissant-forms.ts';
import { firstEntity, issuesOf, mapInput } from '../support/map-input.ts';

function mapped(value: unknown, url = croissantRequest): MapResult {
  return map(mapInput(JSON.stringify(value), url, 'hf_croissant'));
}

function withoutPlaces({ entities }: MapResult): unknown {
  return entities.map(({ evidence: _evidence, conformsTo: _conformsTo, croissantRecordSets: _sets, ...rest }) => rest);
}

const base = document({ schema: 'https://schema.org/', croissant: 'http://mlcommons.org/croissant/', version: '1.1' });

describe('Croissant documents', () => {
  const plain = withoutPlaces(mapped(base));

  it.each(Object.entries(equalForms))('%s say the same', (_name, form) => {
    const result = mapped(form);
    expect(result.issues).toEqual([]);
    expect(withoutPlaces(result)).toEqual(plain);
    expect(firstEntity(result)).toMatchObject({
      '@id': mintDataset('acme/digits'),
      license: [mintSpdx('CC-BY-4.0')],
      creator: [mintAccount('acme')],
      distribution: [mintDatasetPart('acme/digits', 'parquet-files'), mintDatasetPart('acme/digits', 'repo')],
    });
  });

  it('conform to what they state, and to nothing else', () => {
    const standards = Object.values(equalForms).map((form) => firstEntity(mapped(form))['conformsTo']);
    const stated = ['1.0', '1.0', ...Array.from({ length: 6 }, () => '1.1')];
    expect(standards).toEqual([
      undefined,
      undefined,
      ...stated.map((version) => [`http://mlcommons.org/croissant/${version}`]),
    ]);
  });

  it('of 3.7 MB are read within bounds, and what is left out is said', () => {
    const huge = hugeDocument();
    const json = JSON.stringify(huge);
    expect(json.length).toBeGreaterThan(3_700_000);
    const started = performance.now();
    const result = mapped(huge);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(result.entities.length).toBeLessThanOrEqual(mostElements + 2);
    expect(String(firstEntity(result)['croissantRecordSets']).length).toBeLessThanOrEqual(longestJson);
    expect(JSON.stringify(result).length).toBeLessThan(json.length / 10);
    expect(issuesOf(result)).toContain(`list-cut ${mostElements} of 9002`);
    const [, kept] =
      /^record-sets-cut (\d+) of 9000$/.exec(issuesOf(result).find((one) => one.includes('9000')) ?? '') ?? [];
    const sets = JSON.parse(String(firstEntity(result)['croissantRecordSets'])) as object[];
    expect(sets).toHaveLength(Number(kept));
    expect(sets[0]).toMatchObject({ '@id': 'config-0' });
  });

  it('with rows of data in them keep the shape and not the rows', () => {
    const result = mapped(documentWithRows());
    const sets = String(firstEntity(result)['croissantRecordSets']);
    expect(JSON.parse(sets)).toEqual([
      { '@type': 'cr:RecordSet', '@id': 'default', name: 'default' },
      { '@type': 'cr:RecordSet', '@id': 'splits', name: 'splits' },
    ]);
    expect(JSON.stringify(result)).not.toContain('@example.org');
    expect(issuesOf(result)).toContain('record-sets-cut 2 of 2');
  });

  it('with a text of no end keep its beginning', () => {
    const result = mapped({ ...base, description: '🙂'.repeat(50_000) });
    const text = String(firstEntity(result)['description']);
    expect(text.length).toBeLessThanOrEqual(longestText);
    expect(text).toBe('🙂'.repeat(longestText / 2));
    expect(issuesOf(result)).toEqual(['text-cut']);
  });

  it('that are none, or are nested without end, give issues and nothing else breaks', () => {
    for (const broken of [{}, [], null, 4, 'x', { '@type': 'sc:Person' }, { error: 'no such dataset' }]) {
      expect(mapped(broken)).toMatchObject({ entities: [], issues: [{ code: 'wrong-shape' }] });
    }
    const deep = `${'{"a":['.repeat(5000)}${']}'.repeat(5000)}`;
    const json = JSON.stringify({ ...base, recordSet: 'DEEP' }).replace('"DEEP"', `[${deep}]`);
    const result = map(mapInput(json, croissantRequest, 'hf_croissant'));
    expect(issuesOf(result)).toEqual(['record-sets-cut 0 of 1']);
    expect(firstEntity(result)).not.toHaveProperty('croissantRecordSets');
  });

  it('are of the dataset that was asked for, whatever they call themselves', () => {
    const other = { ...base, name: 'something/else', url: 'https://huggingface.co/datasets/acme/letters' };
    expect(firstEntity(mapped(other))['@id']).toBe(mintDataset('acme/digits'));
    expect(issuesOf(mapped(other))).toEqual(['other-dataset acme/letters']);
    const moved = mapped(base, 'https://huggingface.co/api/datasets/digits/croissant');
    expect(moved.entities.at(-1)).toMatchObject({
      '@id': mintDataset('digits'),
      redirectsTo: [mintDataset('acme/digits')],
    });
    const { url: _url, ...nameless } = base;
    expect(firstEntity(mapped(nameless))['@id']).toBe(mintDataset('acme/digits'));
    expect(issuesOf(mapped(nameless, 'https://example.org/'))).toEqual(['no-id']);
  });
});
