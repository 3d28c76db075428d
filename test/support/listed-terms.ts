import type { Quad, Term } from 'n3';
import { namespaces } from '../../ontology/namespaces.ts';
import { termLists } from '../../ontology/vocab/terms.ts';
import { stemmaTerms } from '../../ontology/vocabulary.ts';

/** Every term that a vocabulary of others defines. */
export function listedTerms(): Set<string> {
  return new Set(termLists().flatMap(({ terms }) => terms));
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
