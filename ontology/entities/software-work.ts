import type { PropertyDefinition } from '../define.ts';
import { term } from '../namespaces.ts';
import { artifact } from './artifact.ts';
import { authoredWork, citingWork, describedWork, licensedWork } from './creative-work.ts';
import { hubCounters, hubRepository } from './hub-repository.ts';
import { modelCard } from './model-card.ts';

/** What is told of software that stands at a source as a thing of its own: an application, a notebook. */
export const softwareWork = {
  ...describedWork,
  sourceId: hubRepository.sourceId,
  foldedId: hubRepository.foldedId,
  version: { iri: term('schema', 'version'), kind: 'string', doc: 'Version, as its authors call it.' },
  conditionsOfAccess: hubRepository.conditionsOfAccess,
  ...authoredWork,
  license: licensedWork.license,
  licenseTag: licensedWork.licenseTag,
  keywords: licensedWork.keywords,
  citation: citingWork.citation,
  codeRepository: modelCard.codeRepository,
  readme: modelCard.readme,
  ...artifact,
  downloadsAllTime: hubCounters.downloadsAllTime,
} as const satisfies Record<string, PropertyDefinition>;
