import type { IssueLine } from '../../ontology/entity.ts';
import { readLines } from '../core/ndjson.ts';
import { issuesPath } from '../core/run/run-paths.ts';

/** One thing the mapper could not use. */
export type IssueExample = Pick<IssueLine, 'pointer' | 'message' | 'file' | 'offset' | 'length'> &
  Partial<Pick<IssueLine, 'key' | 'literal'>>;

/** Issues of one code. */
export interface IssueGroup {
  readonly code: string;
  readonly severity: IssueLine['severity'];
  readonly total: number;
  /** The first ten. */
  readonly examples: readonly IssueExample[];
}

const mostExamples = 10;

/** All issues of a run by code, the most frequent first. Reads the file once; memory is bounded by codes and examples. */
export async function issueGroups(dataDir: string, run: string): Promise<readonly IssueGroup[]> {
  const groups = new Map<string, { severity: IssueLine['severity']; total: number; examples: IssueExample[] }>();
  for await (const { line } of readLines(issuesPath(dataDir, run))) {
    const { code, severity, key, pointer, literal, message, file, offset, length } = JSON.parse(
      line.toString(),
    ) as IssueLine;
    const group = groups.get(code) ?? { severity, total: 0, examples: [] };
    groups.set(code, group);
    group.total += 1;
    if (group.examples.length === mostExamples) continue;
    group.examples.push({
      ...(key === undefined ? {} : { key }),
      pointer,
      ...(literal === undefined ? {} : { literal }),
      message,
      file,
      offset,
      length,
    });
  }
  return [...groups]
    .map(([code, group]) => ({ code, ...group }))
    .sort((a, b) => b.total - a.total || (a.code < b.code ? -1 : 1));
}
