/** How fast dataset records and Croissant documents become entities: `npx tsx test/bench/map-datasets.ts`. */
import { readFileSync } from 'node:fs';
import { map } from '../../extract/huggingface/map.ts';
import type { MapInput } from '../../extract/source.ts';
import { contentHashOf } from '../../ontology/content-hash.ts';
import { croissantRequest, document, hugeDocument } from '../support/croissant-forms.ts';
import { mapInput } from '../support/map-input.ts';

const detail = JSON.parse(
  readFileSync(new URL('../golden/huggingface-datasets/detail-with-everything.input.json', import.meta.url), 'utf8'),
) as { readonly url: string; readonly element: unknown };
const oneDotOne = {
  schema: 'https://schema.org/',
  croissant: 'http://mlcommons.org/croissant/',
  version: '1.1',
} as const;

function measure(name: string, { line, bytes, resource }: MapInput, times: number): void {
  for (const round of ['cold', 'warm']) {
    const before = process.cpuUsage();
    let written = 0;
    for (let i = 0; i < times; i++) {
      const value: unknown = JSON.parse(bytes.toString());
      for (const entity of map({ resource, value, bytes, line }).entities)
        written += JSON.stringify({ ...entity, contentHash: contentHashOf(entity) }).length;
    }
    const { user, system } = process.cpuUsage(before);
    const seconds = (user + system) / 1e6;
    const size = `${(bytes.length / 1000).toFixed(1)} KB in, ${(written / times / 1000).toFixed(1)} KB out`;
    console.log(`${name}, ${round}: ${(times / seconds).toFixed(1)} per CPU second (${size})`);
  }
}

measure('detail', mapInput(JSON.stringify(detail.element), detail.url, 'hf_datasets_specific'), 5000);
measure('Croissant', mapInput(JSON.stringify(document(oneDotOne)), croissantRequest, 'hf_croissant'), 5000);
measure('Croissant of 3.7 MB', mapInput(JSON.stringify(hugeDocument()), croissantRequest, 'hf_croissant'), 10);
