import { readdirSync, readFileSync } from 'node:fs';
import type { Quad, Term } from 'n3';
import { namespaces } from '../../ontology/namespaces.ts';
import { stemmaTerms } from '../../ontology/vocabulary.ts';

/** Each list names its namespace in the first line, its origin in the second, then one term a line. */
export function listedTerms(): Set<string> {
  const folder = new URL('./vocabularies/', import.meta.url);
  const found = new Set<string>();
  for (const file of readdirSync(folder)) {
    const [namespace = '', , ...terms] = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n');
    for (const term of terms) found.add(namespace.slice(2) + term);
  }
  return found;
}

/** IRIs in a known namespace that its vocabulary does not define, wherever they stand. */
export function unknownTerms(quads: readonly Quad[]): readonly string[] {
  const known = new Set([...listedTerms(), ...stemmaTerms()]);
  const used = new Set<string>();
  for (const { subject, predicate, object } of quads) {
    for (const one of [subject, predicate, object, datatypeOf(object)])
      if (one?.termType === 'NamedNode' && one.value !== '') used.add(one.value);
  }
  const ours = Object.values<string>(namespaces);
  return [...used].filter((iri) => ours.some((namespace) => iri.startsWith(namespace)) && !known.has(iri));
}

function datatypeOf(object: Term): Term | undefined {
  return object.termType === 'Literal' ? (object.datatype as Term) : undefined;
}
