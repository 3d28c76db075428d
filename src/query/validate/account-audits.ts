import type { EntityLine } from '../../../ontology/entity.ts';
import { entityOf, propertyOf } from '../../../ontology/model.ts';
import type { Detail } from './detail.ts';
import { placeIn } from './places.ts';

export const accountAudits = {
  'A4-witness-without-value': 'evidence for a value that the account does not give',
  'A5-value-without-witness': 'a value that no witness stands for',
} as const;

/** Whether the values of an account and its witnesses are of each other. */
export function auditAccount(account: EntityLine): readonly Detail[] {
  const { '@id': focus, '@type': label, id, evidence } = account;
  const witnessed = new Set(evidence.map(({ property, value }) => `${property}\n${value}`));
  const given = new Set<string>();
  const found: Detail[] = [];
  const say = (rule: keyof typeof accountAudits, property: string, value: unknown, place: Detail['place']): void => {
    const path = propertyOf(label, property)?.iri;
    found.push({
      rule,
      kind: 'audit',
      severity: 'Violation',
      message: accountAudits[rule],
      focus,
      id,
      ...(path === undefined ? {} : { path }),
      value: { text: String(value) },
      ...(place === undefined ? {} : { place }),
    });
  };
  for (const property of Object.keys(entityOf(label)?.properties ?? {})) {
    if (property === 'id') continue;
    for (const value of [account[property] ?? []].flat() as readonly unknown[]) {
      given.add(`${property}\n${String(value)}`);
      if (!witnessed.has(`${property}\n${String(value)}`))
        say('A5-value-without-witness', property, value, placeIn(account));
    }
  }
  for (const witness of evidence) {
    if (!given.has(`${witness.property}\n${witness.value}`))
      say('A4-witness-without-value', witness.property, witness.value, placeIn(account, witness));
  }
  return found;
}

/** The account without references that no witness stands for: the graph takes none of them. */
export function soundAccount(account: EntityLine): EntityLine {
  const witnessed = new Set(account.evidence.map(({ property, value }) => `${property}\n${value}`));
  const changed: Record<string, unknown> = {};
  for (const [property, { kind }] of Object.entries(entityOf(account['@type'])?.properties ?? {})) {
    const values = kind === 'reference' ? account[property] : undefined;
    if (!Array.isArray(values)) continue;
    const sound = values.filter((value) => witnessed.has(`${property}\n${String(value)}`));
    if (sound.length < values.length) changed[property] = sound;
  }
  return Object.keys(changed).length === 0 ? account : { ...account, ...changed };
}
