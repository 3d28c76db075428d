import { defineEntity } from '../define.ts';
import { term } from '../namespaces.ts';
import { authoredWork, describedWork, licensedWork } from './creative-work.ts';
import { everyEntity, everyNode } from './every-entity.ts';
import { hubCounters } from './hub-repository.ts';
import { contributorNames, experimentWork, siteCounters } from './openml-work.ts';

const one = { kind: 'reference', many: true } as const;

/** Parts of a whole, whatever it is. */
export const hasPart = {
  ...one,
  iri: term('schema', 'hasPart'),
  targets: ['Flow', 'Task', 'Run', 'Dataset', 'Setup'],
  doc: 'Its parts. Of a component of a flow the literal is its role.',
} as const;

export const flow = defineEntity({
  label: 'Flow',
  iri: term('mls', 'Implementation'),
  subClassOf: [term('schema', 'SoftwareApplication')],
  doc: 'Code that learns, in one version. It is no trained model: runs of it make some.',
  properties: {
    ...everyEntity('Flow'),
    name: { ...everyNode.name, indexed: true, doc: 'As the source writes it, version left out: `weka.REPTree`.' },
    version: { iri: term('schema', 'version'), kind: 'string', doc: "The source's own count of its versions." },
    softwareVersion: {
      iri: term('schema', 'softwareVersion'),
      kind: 'string',
      doc: 'Version of the software, as written: `sklearn_0.18.dev0`.',
    },
    description: describedWork.description,
    ...experimentWork,
    authorNames: authoredWork.authorNames,
    contributorNames,
    license: licensedWork.license,
    licenseTag: licensedWork.licenseTag,
    className: { iri: term('stemma', 'className'), kind: 'string', doc: 'Class in its library, as written.' },
    implements: {
      ...one,
      iri: term('mls', 'implements'),
      targets: ['DefinedTerm'],
      doc: 'Algorithm, read from its name or class: the outermost one.',
    },
    hasHyperParameter: {
      ...one,
      iri: term('mls', 'hasHyperParameter'),
      targets: ['HyperParameter'],
      doc: 'Its hyper-parameters, those of its components left out.',
    },
    hasPart,
    components: {
      iri: term('stemma', 'components'),
      kind: 'string',
      many: true,
      ordered: true,
      doc: 'Its components in the order of the source, role and short id: `estimator=openml:flow/4255`.',
    },
    dependencies: { iri: term('stemma', 'dependencies'), kind: 'string', doc: 'What it needs, as written.' },
    softwareRequirements: {
      ...one,
      iri: term('schema', 'softwareRequirements'),
      targets: ['SoftwareApplication'],
      doc: 'Software it needs; the range of versions stands in the literal.',
    },
    installationNotes: { iri: term('stemma', 'installationNotes'), kind: 'string', doc: 'How it is set up.' },
    downloadUrl: { iri: term('schema', 'downloadUrl'), kind: 'url', many: true, doc: 'Where its code or binary is.' },
    downloadsAllTime: hubCounters.downloadsAllTime,
    likes: hubCounters.likes,
    ...siteCounters,
  },
});
