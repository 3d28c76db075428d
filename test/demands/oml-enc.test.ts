import { describe, expect, it } from 'vitest';
import { openml } from '../../extract/openml/index.ts';
import { mapRecord } from '../../extract/map-record.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import { extractOpenml, missesOf, type OpenmlRun } from '../support/openml-workshop.ts';
import type { OpenmlReply } from '../support/scripted-openml.ts';

const flow = (name: string) =>
  `<oml:flow xmlns:oml="http://openml.org/openml"><oml:id>103</oml:id><oml:name>${name}</oml:name><oml:version>1</oml:version><oml:creator>Moss Álvarez</oml:creator></oml:flow>`;
const xml = (body: string | Buffer): OpenmlReply => ({ status: 200, body, type: 'text/xml' });
const json = (body: string | Buffer): OpenmlReply => ({ status: 200, body, type: 'application/json' });

/** Flow 103 in both forms. */
function withFlow(inJson: OpenmlReply | undefined, inXml: OpenmlReply): Promise<OpenmlRun> {
  return extractOpenml({
    instead: (path) => (path.endsWith('json/flow/103') ? inJson : path.endsWith('xml/flow/103') ? inXml : undefined),
  });
}

function mapped({ run }: OpenmlRun): { entities: readonly MappedEntity[]; issues: readonly string[] } {
  const parts = run.stored
    .filter(({ line }) => line.url.endsWith('/flow/103') && line.status === 200)
    .map(({ line, body }) => mapRecord(openml, { resource: line.resource, line, bytes: body }));
  return {
    entities: parts.flatMap(({ entities }) => entities),
    issues: parts.flatMap(({ issues }) => issues.map(({ code }) => code)),
  };
}

const broken = json('{"flow":{"id":"103","name":"a "quoted" name"}}');

describe('an answer in another encoding', () => {
  it.each([
    ['in Latin-1', Buffer.from(flow('Café'), 'latin1'), 'Café', 'Moss Álvarez'],
    [
      'in Latin-1, as it says',
      Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>${flow('Café')}`, 'latin1'),
      'Café',
      'Moss Álvarez',
    ],
    ['with a byte order mark', Buffer.from(`\uFEFF${flow('Café')}`), 'Café', 'Moss Álvarez'],
    [
      'cut inside a character',
      Buffer.concat([
        Buffer.from(flow('Caf').split('</oml:name>')[0] ?? ''),
        Buffer.from([0xc3]),
        Buffer.from(`</oml:name>${flow('').split('</oml:name>')[1]}`),
      ]),
      'Caf\uFFFD',
      'Moss Álvarez',
    ],
    ['with bare control bytes', Buffer.from(flow('Ca\u0000f\u0007')), 'Ca\uFFFDf\uFFFD', 'Moss Álvarez'],
    ['with an entity of HTML and a bare ampersand', Buffer.from(flow('R&D caf&eacute;')), 'R&D café', 'Moss Álvarez'],
  ])('%s is read, and what was replaced is noted', async (_, body, name, creator) => {
    const found = await withFlow(broken, xml(body));
    const { entities, issues } = mapped(found);

    expect(missesOf(found).filter((miss) => miss.startsWith('flows 103'))).toEqual([]);
    expect(entities.find(({ id }) => id === 'openml:flow/103')).toMatchObject({ name });
    expect(JSON.stringify(entities)).toContain(creator);
    // The JSON that could not be read, and what was done to the XML.
    expect(issues.length).toBeGreaterThanOrEqual(body.includes('\uFEFF') ? 1 : 2);
  });
});

describe('JSON that is none', () => {
  it.each([
    ['with a quote that nobody escaped', broken],
    ['cut off', json('{"flow":{"id":"103"')],
    ['empty', json('')],
    ['a web page', { status: 200, body: '<!DOCTYPE html><title>Busy</title>', type: 'text/html' }],
    ['in Latin-1', json(Buffer.from('{"flow":{"id":"103","name":"Café"}}', 'latin1'))],
    ['of something else', json('[]')],
  ] satisfies [string, OpenmlReply][])('%s: the XML is had, and both answers are kept', async (_, reply) => {
    const found = await withFlow(reply, xml(flow('Tree')));

    const kept = found.run.stored.filter(({ line }) => line.url.endsWith('/flow/103'));
    expect(kept.map(({ line }) => /\/(json|xml)\//.exec(line.url)?.[1])).toEqual(['json', 'xml']);
    expect(kept[0]?.line.context?.['unreadable']).toEqual(expect.any(String));
    expect(found.run.missed.filter(({ id }) => id === '103')).toEqual([]);
    expect(mapped(found).entities.find(({ id }) => id === 'openml:flow/103')).toMatchObject({ name: 'Tree' });
  });

  it('in neither form is missed as malformed, alone, with both answers kept', async () => {
    const found = await withFlow(broken, xml('<oml:flow><oml:name>a < b</oml:name></oml:flow>'));

    expect(missesOf(found).filter((miss) => miss.includes(' 103 '))).toEqual(['flows 103 malformed -']);
    expect(found.run.stored.filter(({ line }) => line.url.endsWith('/flow/103'))).toHaveLength(2);
    expect(missesOf(found)).toContain('flows 104 missing 181');
  });

  it('of a page of a list: the XML of the page is had', async () => {
    const found = await extractOpenml({
      stages: ['openml_lists'],
      instead: (path) => (path.includes('json/flow/list') ? json('{"flows":{"flow":[{"name":"a "b""}]}}') : undefined),
    });

    expect(found.counts['openml_lists']).toMatchObject({ failed: 0 });
    expect(found.run.complete).toContainEqual({ of: 'Flow', resource: 'openml_flow_list' });
  });
});

describe('accents and signs', () => {
  it('come through as they are, in JSON and in XML', async () => {
    const plain = await extractOpenml();
    const bodies = plain.run.stored
      .filter(({ line }) => line.url.endsWith('/flow/101'))
      .map(({ body }) => body.toString());

    expect(bodies[0]).toContain('Moss Álvarez');
    expect(plain.run.missed.filter(({ kind }) => kind === 'malformed')).toEqual([]);
  });
});
