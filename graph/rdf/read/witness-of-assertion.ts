import { assertion } from '../../../ontology/assertion.ts';
import { edgeProperties } from '../../../ontology/edge.ts';
import { methods } from '../../../ontology/evidence.ts';
import { identify } from '../../../ontology/iri.ts';
import { compactTerm, term } from '../../../ontology/namespaces.ts';
import type { Witness } from '../assertions.ts';
import type { Leftovers } from './leftovers.ts';
import { irisOf, type ReadFact, shownTerm, textOf } from './read-resource.ts';

const { properties: said } = assertion;
const methodStart = term('stemma', 'method-');
const known: ReadonlySet<string> = new Set([
  term('rdf', 'type'),
  ...Object.values(said).map(({ iri }) => iri),
  ...Object.values(edgeProperties).map(({ iri }) => iri),
]);

/** The witness a reifier tells of; undefined, and counted, when it lacks what makes it one. */
export function witnessOfAssertion(iri: string, facts: readonly ReadFact[], leftovers: Leftovers): Witness | undefined {
  const [subject] = irisOf(facts, said.subject.iri);
  const [predicate] = irisOf(facts, said.predicate.iri);
  const object = facts.find((fact) => fact.predicate === said.object.iri)?.object;
  const [methodIri = ''] = irisOf(facts, said.extractionMethod.iri);
  const method = methodIri.startsWith(methodStart) ? methodIri.slice(methodStart.length) : '';
  const confidence = Number(textOf(facts, edgeProperties.confidence.iri));
  if (
    subject === undefined ||
    predicate === undefined ||
    object === undefined ||
    'blank' in object ||
    ('text' in object && object.language !== undefined) ||
    !(methods as readonly string[]).includes(method) ||
    !(confidence >= 0 && confidence <= 1)
  ) {
    leftovers.add('evidence that is not whole', iri);
    return undefined;
  }
  for (const fact of facts)
    if (!known.has(fact.predicate))
      leftovers.add(`property ${compactTerm(fact.predicate)} of evidence`, `${iri} ${shownTerm(fact.object)}`);
  const count = textOf(facts, edgeProperties.evidenceCount.iri);
  const [record] = irisOf(facts, said.wasDerivedFrom.iri);
  const [run] = irisOf(facts, said.wasGeneratedBy.iri);
  return {
    subject,
    predicate,
    object,
    method,
    confidence,
    source: textOf(facts, edgeProperties.source.iri),
    resource: textOf(facts, edgeProperties.resource.iri),
    pointer: textOf(facts, edgeProperties.pointer.iri),
    literal: textOf(facts, edgeProperties.literal.iri),
    time: textOf(facts, said.generatedAtTime.iri),
    record: record === undefined ? undefined : identify(record)?.id,
    run: run === undefined ? undefined : runIdOf(run),
    evidenceCount: count === undefined ? undefined : Number(count),
  };
}

function runIdOf(iri: string): string | undefined {
  return identify(iri)?.id.replace(/^run:/, '');
}
