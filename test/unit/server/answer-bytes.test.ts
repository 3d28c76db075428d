import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { countRows, rowsAtMost } from '../../../graph/rdf/sparql/count-rows.ts';
import { answerBytes, oxigraph } from '../../../graph/rdf/sparql/engine.ts';
import { compiled } from '../../support/compiled-program.ts';

const engine = pathToFileURL(compiled('graph/rdf/sparql/engine.ts')).href;
const { Store } = oxigraph;
const texts = ['plain', 'ä', '漢字 𝒳', '\ufeffbegins with a mark', '"quoted"\\n\\u0000taken'];
const statements = (count: number): string =>
  Array.from({ length: count }, (_, index) => {
    const text = texts[index % texts.length] ?? '';
    return `<a:s${index}> <a:p> ${JSON.stringify(text)} .\n`;
  }).join('');

function storeOf(count: number): InstanceType<typeof Store> {
  const store = new Store();
  store.load(statements(count), { format: 'application/n-triples' });
  return store;
}

it.each([
  ['application/sparql-results+json', 'SELECT * { ?s ?p ?o }'],
  ['application/sparql-results+xml', 'SELECT * { ?s ?p ?o }'],
  ['text/csv', 'SELECT * { ?s ?p ?o }'],
  ['text/tab-separated-values', 'SELECT * { ?s ?p ?o }'],
  ['application/n-triples', 'CONSTRUCT WHERE { ?s ?p ?o }'],
  ['text/turtle', 'DESCRIBE <a:s1>'],
  ['application/sparql-results+json', 'ASK {}'],
])('is byte for byte the text that the engine gives: %s', (type, query) => {
  for (const count of [0, 1, 20, 40, 1_000]) {
    const store = storeOf(count);
    const text = store.query(query, { results_format: type }) as string;
    expect(Buffer.from(answerBytes(store, query, { results_format: type })).equals(Buffer.from(text, 'utf8'))).toBe(
      true,
    );
  }
});

it.each(['json', 'xml'])('has its rows counted, as %s', (form) => {
  const type = `application/sparql-results+${form}`;
  for (const rows of [0, 1, 2, 999]) {
    const body = answerBytes(storeOf(rows), 'SELECT ?x ?o { ?s ?p ?o }', { results_format: type });
    expect(countRows(body, type)).toBe(rows);
    expect(rowsAtMost(body, type)).toBeGreaterThanOrEqual(rows);
  }
});

it('has the error whole that the engine gives, however long', () => {
  const store = storeOf(1);
  const name = 'x'.repeat(10_000);
  const type = { results_format: 'text/csv' };
  for (const query of [`SELECT ${name} {}`, `SELECT * { BIND(<a:f> AS ?${name}) `, `SELECT * { ?s ${name}:p ?o }`]) {
    let wanted = '';
    try {
      store.query(query, type);
    } catch (error) {
      wanted = String(error);
    }
    expect(wanted).not.toBe('');
    expect(() => answerBytes(store, query, type)).toThrow(wanted.replace(/^\w*Error: /, ''));
    // And what comes after is as if nothing had been.
    expect(Buffer.from(answerBytes(store, 'ASK {}', type)).toString()).toBe(store.query('ASK {}', type));
  }
});

it('lets no text of a long answer be made', async () => {
  const script = `
    import { answerBytes, oxigraph } from ${JSON.stringify(engine)};
    const store = new oxigraph.Store();
    store.load(${JSON.stringify(statements(1_000))}, { format: 'application/n-triples' });
    const given = [];
    const watched = { query: (...all) => { const text = store.query(...all); given.push(text.length); return text; } };
    const { byteLength } = answerBytes(watched, 'SELECT * { ?s ?p ?o }', { results_format: 'text/csv' });
    console.log(JSON.stringify({ given, byteLength }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  const { given, byteLength } = JSON.parse(stdout) as { given: number[]; byteLength: number };
  expect(byteLength).toBeGreaterThan(10_000);
  expect(given).toHaveLength(1);
  expect(given[0]).toBeLessThan(20);
});
