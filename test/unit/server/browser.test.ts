import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { domainLabels, lineageTypes, provenanceLabels } from '../../../ontology/model.ts';
import { browserApp } from '../../../src/server/browser/app.ts';
import { slides } from '../../../src/server/browser/slides.ts';
import { json, tempFolder } from '../../support/stemma-cli.ts';
import { stemmaHere } from '../../support/cli-in-process.ts';

const text = async (path: string): Promise<string> => (await browserApp().request(path)).text();

describe('the guide of Neo4j Browser', () => {
  it('is loaded by a page of any other origin, as Neo4j Browser is', async () => {
    const answer = await browserApp().request('/guide.html', { headers: { Origin: 'http://localhost:7474' } });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  it('answers the question of a browser whether it may ask', async () => {
    const answer = await browserApp().request('/stemma.grass', { method: 'OPTIONS' });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  it('is a carousel with every slide and every query, escaped', async () => {
    const guide = await text('/guide.html');

    expect(guide.match(/<slide /g)).toHaveLength(slides.length);
    expect(guide.match(/class="runnable/g)).toHaveLength(slides.flatMap((slide) => slide.queries).length);
    expect(guide).toContain('MATCH ()-[r]-&gt;()');
    expect(guide).not.toContain(']->');
    expect(guide).not.toContain('${');
  });

  it('colours every class and names every kind of parent', async () => {
    const style = await text('/stemma.grass');

    for (const label of [...domainLabels, ...provenanceLabels]) expect(style).toContain(`node.${label} {`);
    for (const type of lineageTypes) expect(style).toContain(`relationship.${type} {`);
    expect(style).toContain('caption: "quantized from";');
  });

  it('gives favourites, each beginning with its title', async () => {
    const blocks = (await text('/explore.cypher')).trim().split('\n\n');

    expect(blocks).toHaveLength(slides.flatMap((slide) => slide.queries).length);
    for (const block of blocks) expect(block).toMatch(/^\/\/ [^\n]+\n[^]+$/);
  });

  it('is not found under other names', async () => {
    expect((await browserApp().request('/../package.json')).status).toBe(404);
  });

  it('is written by stemma browser --out, and nothing is served', async () => {
    const folder = join(tempFolder(), 'neo4j-browser');

    const written = await stemmaHere(['browser', '--out', folder, '--json']);

    expect(written.code, written.stderr).toBe(0);
    expect(json(written)).toMatchObject({ total: 3 });
    for (const name of ['guide.html', 'stemma.grass', 'explore.cypher']) {
      expect(existsSync(join(folder, name))).toBe(true);
      expect(readFileSync(join(folder, name), 'utf8')).toBe(await text(`/${name}`));
    }
  });
});
