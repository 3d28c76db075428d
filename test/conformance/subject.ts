import type { SourceDefinition } from '../../extract/source.ts';
import type { SourceFixture } from '../support/source-fixtures/index.ts';

/** A source under test. */
export interface Subject {
  readonly source: SourceDefinition;
  /** Its folder, with a slash at the end. */
  readonly folder: URL;
  readonly fixture: SourceFixture;
  /** The sources it stands beside. */
  readonly others: readonly SourceDefinition[];
}
