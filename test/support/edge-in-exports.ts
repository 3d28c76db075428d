import { Parser } from 'n3';
import type { GraphStore } from '../../graph/store.ts';
import { jsonLdNodes } from '../../graph/rdf/jsonld-nodes.ts';
import { nquadsLine } from '../../graph/rdf/nquads.ts';
import { identify } from '../../ontology/iri.ts';
import { relationshipTypes } from '../../ontology/model.ts';
import { readPage } from '../../src/query/export-pages.ts';
import { statementsOf } from '../../src/query/rdf-statements.ts';

/** What one form of an export says of an edge: names as on the relationship, values as text. */
export type Told = Readonly<Record<string, string>>;

/** Evidence by `subject predicate object`, once as N3 reads the reifiers of the N-Quads, once as they stand in the JSON-LD. */
export async function toldOfEdges(
  store: GraphStore,
  uris: readonly string[],
): Promise<{ readonly nquads: ReadonlyMap<string, Told>; readonly jsonld: ReadonlyMap<string, Told> }> {
  const page = await readPage(store, uris, relationshipTypes);
  const statements = page.flatMap((one) => statementsOf(one, [], { assertions: 'edges' }));
  return { nquads: ofQuads(statements.map(nquadsLine).join('\n')), jsonld: ofNodes(jsonLdNodes(statements)) };
}

function ofQuads(text: string): ReadonlyMap<string, Told> {
  const reifiers = new Map<string, Record<string, string>>();
  for (const { subject, predicate, object } of new Parser({ format: 'application/n-quads' }).parse(text)) {
    if (!subject.value.includes('/stmt/')) continue;
    const name = predicate.value.replace(/^.*[#/]/, '');
    reifiers.set(subject.value, { ...reifiers.get(subject.value), [name]: object.value });
  }
  return byEdge([...reifiers.values()]);
}

function ofNodes(lines: readonly string[]): ReadonlyMap<string, Told> {
  const graphs = lines.map((line) => JSON.parse(line) as { readonly '@graph'?: readonly Record<string, unknown>[] });
  const assertions = graphs.flatMap((one) => one['@graph'] ?? []).filter((one) => one['@type'] === 'Assertion');
  return byEdge(
    assertions.map((one) =>
      Object.fromEntries(Object.entries(one).map(([name, value]) => [name.replace(/^.*:/, ''), plain(value)])),
    ),
  );
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return plain(value[0]);
  if (typeof value !== 'object' || value === null) return String(value);
  const node = value as Readonly<Record<string, unknown>>;
  return String(node['@id'] ?? node['@value']);
}

function byEdge(reifiers: readonly Told[]): ReadonlyMap<string, Told> {
  return new Map(
    reifiers.map((one) => [
      `${one['subject']} ${one['predicate']} ${one['object']}`,
      {
        method: (one['extractionMethod'] ?? '').replace(/^.*method-/, ''),
        confidence: String(Number(one['confidence'])),
        evidenceCount: one['evidenceCount'] ?? '',
        source: one['source'] ?? '',
        resource: one['resource'] ?? '',
        run: (identify(one['wasGeneratedBy'] ?? '')?.id ?? '').replace(/^run:/, ''),
        record: identify(one['wasDerivedFrom'] ?? '')?.id ?? '',
        pointer: one['pointer'] ?? '',
        firstSeen: one['generatedAtTime'] ?? '',
        literal: one['literal'] ?? '',
      },
    ]),
  );
}
