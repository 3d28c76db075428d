import { createHash } from 'node:crypto';
import type { Detail } from '../query/validate/detail.ts';
import type { RuleDoc } from '../query/validate/all-rules.ts';

const levels = { Violation: 'error', Warning: 'warning', Info: 'note' } as const;

/** What stands before the results of a SARIF 2.1.0 log. Places are bytes of files below `DATA`, the data directory. */
export function sarifHead(rules: readonly RuleDoc[], version: string): string {
  const driver = {
    name: 'stemma',
    version,
    rules: rules.map(({ rule, severity, message }) => ({
      id: rule,
      shortDescription: { text: message },
      defaultConfiguration: { level: levels[severity] },
    })),
  };
  const head = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
  };
  return `${JSON.stringify(head).slice(0, -1)},"runs":[{"tool":${JSON.stringify({ driver })},"columnKind":"unicodeCodePoints","results":[`;
}

export const sarifEnd = ']}]}';

export function sarifResult(detail: Detail, rules: ReadonlyMap<string, number>): string {
  const { rule, severity, message, focus, id, path, value, place } = detail;
  const text = value === undefined ? '' : 'iri' in value ? value.iri : value.text;
  const shown = value === undefined || text === focus ? '' : `: ${text.slice(0, 200)}`;
  const physical =
    place === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: place.file, uriBaseId: 'DATA' },
            region: { byteOffset: place.offset, byteLength: place.length },
          },
        };
  const { record, pointer, run, source } = place ?? {};
  return JSON.stringify({
    ruleId: rule,
    ruleIndex: rules.get(rule) ?? -1,
    level: levels[severity],
    message: { text: `${id}: ${message}${shown}` },
    locations: [{ ...physical, logicalLocations: [{ name: id, fullyQualifiedName: focus }] }],
    partialFingerprints: { 'stemmaFinding/v1': fingerprint([rule, focus, path ?? '', text]) },
    ...(place === undefined ? {} : { properties: { source, run, record, pointer } }),
  });
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
