import { describe, expect, it } from 'vitest';
import { mappingRows } from '../../extract/mapping-table.ts';
import { stemmaHere } from '../support/cli-in-process.ts';
import { json } from '../support/stemma-cli.ts';

const schema = (...args: readonly string[]) => stemmaHere(['schema', ...args]);

describe('stemma schema', () => {
  it('gives the mapping of one source or of all, as CSV and as JSON', async () => {
    const lines = (await schema('mapping', '--source', 'openml', '--as', 'csv')).stdout.trimEnd().split('\r\n');
    const all = JSON.parse((await schema('mapping', '--as', 'json')).stdout) as { items: { source: string }[] };

    expect(lines[0]).toBe('source,resource,field,label,property,method,confidence,proof');
    expect(lines).toHaveLength(mappingRows('openml').length + 1);
    expect(new Set(all.items.map(({ source }) => source))).toEqual(new Set(['huggingface', 'openml', 'ai4life']));
    expect((await schema('mapping', '--source', 'nowhere')).code).toBe(2);
    expect((await schema('docs', '--as', 'csv')).code).toBe(2);
  });

  it('gives the terms of other vocabularies, and a page with one picture', async () => {
    const terms = json(await schema('terms', '--json'))['items'] as { term: string }[];
    const page = (await schema('html')).stdout;

    expect(terms.map(({ term }) => term)).toContain('http://www.w3.org/ns/mls#Run');
    expect(page.match(/<svg /g)).toHaveLength(1);
    expect((await schema('picture')).stdout.trim()).toBe(/<svg[^]*<\/svg>/.exec(page)?.[0]);
    expect((await schema('html', '--format', 'csv')).code).toBe(2);
  });
});
