import { afterAll, beforeAll, describe } from 'vitest';
import { describeDefinition } from './definition.ts';
import { describeDirt } from './dirt.ts';
import { describeExtraction } from './extracting.ts';
import { describeLoading } from './loading.ts';
import { describeMapping } from './mapping.ts';
import { describeSecrets } from './secrets.ts';
import type { Subject } from './subject.ts';
import { wholeRunOf, type WholeRun } from './whole-run.ts';

export type { Subject } from './subject.ts';

/** What every source must pass. */
export function describeSource(subject: Subject): void {
  describe(subject.source.name, () => {
    let found: WholeRun | undefined;
    const whole = (): WholeRun => {
      if (found === undefined) throw new Error('there is no run');
      return found;
    };
    beforeAll(async () => {
      found = await wholeRunOf(subject);
    });
    afterAll(() => found?.close());

    describeDefinition(subject);
    describeExtraction(subject, whole);
    describeMapping(subject, whole);
    describeLoading(subject, whole);
    describeSecrets(subject, whole);
    describeDirt(subject, whole);
  });
}
