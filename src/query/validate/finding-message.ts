import type { Finding } from '../../../graph/shacl/judge.ts';
import { compactTerm } from '../../../ontology/namespaces.ts';

/** What is wrong, in words: the rule's own, else what the constraint asks. */
export function findingMessage({ shape, path = '', component }: Finding): string {
  if (shape.message !== undefined) return shape.message;
  const name = compactTerm(path);
  const [first] = shape.anyOf;
  const asked = 'path' in first ? first : undefined;
  switch (component.replace('ConstraintComponent', '')) {
    case 'MinCount':
      return `no ${name}`;
    case 'MaxCount':
      return `several values of ${name}, of which there is one`;
    case 'NodeKind':
      return `a value of ${name} that is no IRI`;
    case 'Datatype':
      return `a value of ${name} that is no ${compactTerm(asked?.datatype ?? '')}`;
    default:
      return `a value of ${name} that is no ${(asked?.classes ?? []).map(compactTerm).join(' or ')}`;
  }
}
