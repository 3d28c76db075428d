import { licenseRules } from '../../../ontology/vocab/license-terms.ts';
import { notLegalAdvice } from './license.ts';
import type { LicensePair } from './license-pairs.ts';

/** Rules that judge makes itself, beside those of the table. */
const ofJudge = [
  { rule: 'several-licenses', says: 'several licences are stated' },
  { rule: 'kind-not-stated', says: 'the kind of derivation is not stated' },
];

const levels = { conflict: 'error', unknown: 'note', ok: 'none' } as const;

/** What stands before the results of a SARIF 2.1.0 log; `sarifTail` closes it. */
export function sarifHead(version: string): string {
  const rules = new Map([...licenseRules('steps'), ...ofJudge].map(({ rule, says }) => [rule, says]));
  const driver = {
    name: 'stemma license',
    version,
    rules: [...rules].map(([id, text]) => ({ id, shortDescription: { text }, help: { text: notLegalAdvice } })),
  };
  return `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":${JSON.stringify(driver)}},"results":[`;
}

export const sarifTail = ']}]}';

/** One pair as a result: at the derivative's IRI. */
export function sarifResult(pair: LicensePair): string {
  const { child, childUri, parent, type, childLicense, parentLicense, verdict, rule, says, clause, path } = pair;
  const stated = `${child} (${childLicense ?? 'no licence'}) from ${parent} (${parentLicense ?? 'no licence'})`;
  const rests = clause === null ? '' : ` ${clause.license} ${clause.text} ${clause.source}`;
  return JSON.stringify({
    ruleId: rule,
    level: levels[verdict],
    kind: verdict === 'conflict' ? 'fail' : verdict === 'ok' ? 'pass' : 'open',
    message: { text: `${stated}: ${says}.${rests}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: childUri } },
        logicalLocations: [{ fullyQualifiedName: child, kind: 'resource' }],
      },
    ],
    properties: { parent, type, childLicense, parentLicense, clause, path },
  });
}
