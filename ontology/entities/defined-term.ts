import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { everyEntity } from './every-entity.ts';

export const definedTerm = defineEntity({
  label: 'DefinedTerm',
  iri: term('schema', 'DefinedTerm'),
  subClassOf: [term('skos', 'Concept')],
  doc: 'A term of a scheme: a task (`hf-task`), a library (`hf-library`), a keyword, a metric.',
  properties: {
    ...everyEntity('DefinedTerm'),
    termCode: { iri: term('schema', 'termCode'), kind: 'string', doc: "The scheme's code: `text-generation`." },
    inDefinedTermSet: { iri: term('schema', 'inDefinedTermSet'), kind: 'url', doc: 'The scheme.' },
    description: { iri: term('schema', 'description'), kind: 'string', doc: 'What it means.' },
    closeMatch: {
      iri: term('skos', 'closeMatch'),
      kind: 'reference',
      many: true,
      targets: ['DefinedTerm'],
      doc: 'Terms of other schemes that mean nearly the same, by a table shipped with Stemma. They are never merged. Written by the loader.',
    },
    subtype: { iri: term('stemma', 'subtype'), kind: 'string', doc: 'Group within the scheme: `nlp`.' },
  },
});
