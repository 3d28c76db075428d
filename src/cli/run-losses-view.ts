import type { IssueGroup } from './issue-groups.ts';
import type { Output } from './output.ts';
import type { MissedKind } from './run-contents.ts';
import { cut, grouped, oneLine } from './text.ts';

/** A line for each reason and resource: how many could not be had, and a few of them. */
export async function printMissedKinds(output: Output, missed: readonly MissedKind[]): Promise<void> {
  for (const { kind, resource, count, examples } of missed) {
    const more = count > examples.length ? ', …' : '';
    await output.text(oneLine(`missed ${kind} ${resource}: ${grouped(count)}: ${examples.join(', ')}${more}`));
  }
}

/** A line a code with its true total, then the first ten: of what, where, what stood there. */
export async function printIssueGroups(output: Output, groups: readonly IssueGroup[]): Promise<void> {
  for (const { code, total, examples } of groups) {
    await output.line(`issue ${code}: ${grouped(total)}`);
    for (const { key = '—', pointer, literal, message } of examples) {
      const line = oneLine(`  ${key} ${pointer} ${message}${literal === undefined ? '' : `: ${literal}`}`);
      await output.text(output.terminal ? cut(line, output.width) : line);
    }
  }
}
