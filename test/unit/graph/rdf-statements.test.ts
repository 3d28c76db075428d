import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { assertionStatements, type Witness } from '../../../graph/rdf/assertions.ts';
import { canonicalJsonOf } from '../../../graph/rdf/canonical-json.ts';
import { nodeStatements, type RdfNode } from '../../../graph/rdf/node-statements.ts';
import { nquadsLine } from '../../../graph/rdf/nquads.ts';
import { decimalOf } from '../../../graph/rdf/values.ts';
import { mintModel, mintProvenanceGraph } from '../../../ontology/iri.ts';
import { entities } from '../../../ontology/model.ts';
import { term } from '../../../ontology/namespaces.ts';

const uri = mintModel('acme/a');
const node = (values: RdfNode['values']): RdfNode => ({
  uri,
  types: [entities.MLModel.iri],
  properties: new Map(Object.entries(entities.MLModel.properties)),
  values,
  references: new Map(),
});
const statuses = (values: RdfNode['values']): readonly string[] =>
  nodeStatements(node(values)).flatMap(({ predicate, object }) =>
    predicate === term('stemma', 'resolutionStatus') && 'iri' in object ? [object.iri.split('#')[1] ?? ''] : [],
  );

describe('RDF of a node', () => {
  it.each([
    [{ resolved: true }, ['Resolved']],
    [{ resolved: false }, ['Unresolved']],
    [{ resolved: true, removed: true }, ['Gone']],
    [{ resolved: false, removed: true }, ['Gone', 'Unresolved']],
    [{}, []],
  ])('%j is %j', (values, expected) => {
    expect(statuses(values)).toEqual(expected);
  });

  it('writes no statement for an empty list and for what is not known', () => {
    expect(nodeStatements(node({ authorNames: [], keywords: [], description: null }))).toHaveLength(1);
  });
});

describe('an assertion', () => {
  const witness: Witness = {
    subject: uri,
    predicate: term('schema', 'license'),
    object: { iri: 'https://spdx.org/licenses/MIT' },
    method: 'hub-tag',
    confidence: 0.9,
    source: 'huggingface',
    resource: 'hf_models',
    pointer: '/tags/1',
    record: 'raw:2026-11-20_10-00-00_aaaaaaaa/1',
    run: '2026-11-20_10-00-00_aaaaaaaa',
    time: '2026-11-20T10:00:00Z',
  };
  const iriOf = (changed: Partial<Witness>): string | undefined =>
    assertionStatements({ ...witness, ...changed }, { graph: mintProvenanceGraph() })[0]?.subject;

  it('is the same when it is read again, and another one when it says something else', () => {
    const again = {
      run: 'r',
      record: 'raw:2026-11-21_10-00-00_bbbbbbbb/7',
      time: '2026-11-21T10:00:00Z',
      confidence: 1,
    };

    expect(iriOf(again)).toBe(iriOf({}));
    const others: readonly Partial<Witness>[] = [
      { object: { text: 'https://spdx.org/licenses/MIT' } },
      { predicate: term('schema', 'name') },
      { method: 'yaml-frontmatter' },
      { pointer: '/tags/2' },
      { resource: 'hf_model_cards' },
    ];
    expect(new Set([{}, ...others].map(iriOf)).size).toBe(others.length + 1);
  });

  it('of what a shipped table says has no record, run and time', () => {
    const { record: _record, run: _run, time: _time, ...shipped } = witness;
    const lines = assertionStatements({ ...shipped, method: 'curated' }, { graph: mintProvenanceGraph() }).map(
      nquadsLine,
    );
    const predicates = new Parser({ format: 'N-Quads' })
      .parse(lines.join('\n'))
      .map(({ predicate }) => predicate.value);

    expect(predicates).toContain(term('stemma', 'extractionMethod'));
    expect(predicates.filter((iri) => iri.startsWith(term('prov', '')))).toEqual([]);
  });
});

describe('values', () => {
  it.each([
    [1, '1'],
    [0.95, '0.95'],
    [1e-7, '0.0000001'],
  ])('%d is the decimal %s', (value, text) => {
    expect(decimalOf(value)).toMatchObject({ text });
  });

  it('JSON is canonical, and a text that is no JSON is a JSON string', () => {
    expect(canonicalJsonOf('{"b":[1.0,{"d":null,"c":"é"}],"a":1e21}')).toBe('{"a":1e+21,"b":[1,{"c":"é","d":null}]}');
    expect(canonicalJsonOf('no {json')).toBe('"no {json"');
  });
});
