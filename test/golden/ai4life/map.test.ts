import { describe, expect, it } from 'vitest';
import { map } from '../../../extract/ai4life/map.ts';
import type { MapInput } from '../../../extract/source.ts';
import { resolvePointer } from '../../../src/core/json-pointer.ts';
import { expectGolden } from '../../support/golden.ts';
import { recordInput } from '../../support/map-input.ts';
import { ScriptedHypha } from '../../support/scripted-hypha/index.ts';

const hypha = new ScriptedHypha();
const artifactAt = (alias: string, query = ''): [url: string, body: string] => {
  const url = `https://hypha.aicell.io/bioimage-io/artifacts/${alias}${query}`;
  return [url, hypha.reply(url).body];
};

/** What the extractor notes of whom an answer tells. */
function about(input: MapInput, context: Readonly<Record<string, unknown>>): MapInput {
  return { ...input, line: { ...input.line, context } };
}

const records = {
  'model-0.5': 'brave-otter',
  'model-0.4': 'calm-heron',
  dataset: 'crisp-bagel',
  application: 'lab:viewer',
  notebook: 'soft-scarf',
  'broken-description': 'lonely-mouse',
  staged: 'early-newt',
} as const;

describe('a record of the collection', () => {
  it.each(Object.entries(records))('%s is mapped so', (name, alias) => {
    const [url, body] = artifactAt(alias);
    const result = map(recordInput('ai4life_records', url, body));
    for (const { pointer } of result.entities.flatMap((entity) => entity.evidence))
      expect(resolvePointer(JSON.parse(body), pointer)).toBeDefined();
    expectGolden(new URL(`${name}.expected.json`, import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
  });
});

describe('what belongs to a record', () => {
  const context = { alias: 'brave-otter', kind: 'model', modified: 1 };

  it('is mapped so: an earlier version, a file, the documentation, a report of tests', () => {
    const [versionUrl, version] = artifactAt('brave-otter', '?version=v0&silent=true');
    const [filesUrl, files] = artifactAt('brave-otter', '/files/extra/?silent=true');
    const [pageUrl, page] = artifactAt('brave-otter', '/files/documentation.md?silent=true&use_proxy=true');
    const [reportUrl, report] = artifactAt('test-report-brave-otter', '/files/published/test_report.json');
    const [row] = JSON.parse(files) as unknown[];
    const results = [
      map(about(recordInput('ai4life_versions', versionUrl, version), { ...context, version: 'v0' })),
      map(about(recordInput('ai4life_files', filesUrl, JSON.stringify(row)), context)),
      map(about(recordInput('ai4life_documentation', pageUrl, page, page), context)),
      map(about(recordInput('ai4life_test_reports', reportUrl, report), context)),
    ];

    expectGolden(new URL('parts.expected.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`);
  });
});
