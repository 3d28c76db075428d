import { claimSteps, valueSteps } from '../../ontology/precedence.ts';
import { precedenceSection } from '../../ontology/docs.ts';
import { authority } from './past/authority.ts';

/** The rule by which accounts become one graph, as data. */
export interface Rules {
  /** Of a property with one value, in order: the first that tells two accounts apart decides. */
  readonly value: typeof valueSteps;
  /** Which references do not stand as they are told. */
  readonly claims: typeof claimSteps;
  /** Sources and their resources, most authoritative first. */
  readonly authority: readonly string[];
}

export function mergeRules(): Rules {
  return { value: valueSteps, claims: claimSteps, authority };
}

export function rulesPage(): string {
  const order = authority.map((part, index) => `${index + 1}. \`${part.replace(' ', '` `')}\``);
  return [precedenceSection(), '', '### Sources and their resources, most authoritative first', '', ...order].join(
    '\n',
  );
}
