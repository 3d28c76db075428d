import { describe, expect, it } from 'vitest';
import type { MapResult, SourceDefinition } from '../../../extract/source.ts';
import { mintModel, mintSpdx } from '../../../ontology/iri.ts';
import { documentedPaths } from '../../conformance/documented-paths.ts';
import { recordInput } from '../../support/map-input.ts';
import { unsoundness } from '../../support/sound-map.ts';

const source = {
  name: 'sample',
  resources: [{ name: 'sample', doc: 'x', emits: ['MLModel'] }],
} as unknown as SourceDefinition;
const input = recordInput('sample', 'https://sample.test/1', '{"id":"a/b","license":"mit","likes":3}');

const witnesses = [
  { property: 'name', value: 'b', method: 'hub-api', confidence: 1, pointer: '/id' },
  { property: 'license', value: mintSpdx('MIT'), method: 'hub-api', confidence: 1, pointer: '/license' },
] as const;
const sound = {
  '@id': mintModel('a/b'),
  '@type': 'MLModel',
  id: 'hf:a/b',
  name: 'b',
  license: [mintSpdx('MIT')],
  evidence: witnesses,
};

function problemsOf(change: Readonly<Record<string, unknown>>, issues: MapResult['issues'] = []): string[] {
  return unsoundness(source, input, { entities: [{ ...sound, ...change }], issues });
}

describe('the judgement on what a mapper gives', () => {
  it('finds nothing wrong with what is declared, witnessed and in its place', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    ['a value without a witness', { evidence: witnesses.slice(0, 1) }, /license has no witness/],
    ['a witness of nothing', { license: undefined }, /witness of what is not said/],
    [
      'a place that is not there',
      { evidence: [{ ...witnesses[0], pointer: '/nowhere' }, witnesses[1]] },
      /points at nothing/,
    ],
    ['a property nobody declared', { colour: 'red' }, /colour is not declared/],
    ['a reference to an IRI nobody mints', { license: ['https://example.org/mit'] }, /license is no reference/],
    ['a reference to a thing of another class', { license: [mintModel('a/c')] }, /license is no reference/],
    ['one value where many may be', { license: mintSpdx('MIT') }, /license is no list/],
    ['a class the resource does not name', { '@type': 'Dataset' }, /does not say that it gives Dataset/],
    ['another id than its IRI has', { id: 'hf:a/c' }, /is not the IRI of/],
    [
      'more confidence than the table gives',
      { evidence: [witnesses[0], { ...witnesses[1], method: 'hub-tag' }] },
      /by hub-tag with confidence 1/,
    ],
    ['a number that is none', { likes: 'three' }, /likes is no integer/],
    ['a date that never was', { dateCreated: '2026-13-45' }, /dateCreated is no dateTime/],
  ])('finds %s', (_what, change, problem) => {
    expect(problemsOf(change).join('\n')).toMatch(problem);
  });

  it('finds a thing told of twice and an issue about nothing', () => {
    const twice = unsoundness(source, input, {
      entities: [sound, sound] as unknown as MapResult['entities'],
      issues: [],
    });
    const issue = { severity: 'warning', code: 'wrong-shape', message: 'x', pointer: '/nowhere' } as const;

    expect(twice.join()).toMatch(/told of twice/);
    expect(problemsOf({}, [issue]).join()).toMatch(/issue wrong-shape points at nothing/);
  });
});

describe('the endpoints a README documents', () => {
  const readme = '| `GET /api/models/{id}[/revision/{rev}]?expand=…` | `GET /list/limit/{n}` and `/not/a/request` |';

  it('are those in its code spans, with words for parts and brackets for what may be left out', () => {
    const isDocumented = documentedPaths(readme);

    expect(
      ['/api/models/a/b', '/api/models/a/revision/main', '/mirror/api/models/a', '/list/limit/10'].filter(
        (path) => !isDocumented(path),
      ),
    ).toEqual([]);
    expect(['/api/datasets/a', '/list/limit/', '/list/limit', '/not/a/request', '/'].filter(isDocumented)).toEqual([]);
  });
});
