import type { BioimageioKind } from '../../ontology/iri-bioimageio.ts';
import type { EntityLabel } from '../../ontology/model.ts';

const labels: Readonly<Record<BioimageioKind, EntityLabel>> = {
  model: 'MLModel',
  dataset: 'Dataset',
  application: 'SoftwareApplication',
  notebook: 'SoftwareSourceCode',
  resource: 'CreativeWork',
};

export function labelOfKind(kind: BioimageioKind): EntityLabel {
  return labels[kind];
}

export function isKind(value: unknown): value is BioimageioKind {
  return typeof value === 'string' && Object.hasOwn(labels, value);
}
