import type { MappingIssue } from '../ontology/entity.ts';
import { withoutEmails } from './e-mail.ts';
import { preview } from './preview.ts';

/** No record fills `issues.ndjson` alone: past this many, one last issue says that there were more. */
const most = 1000;

/** The issues of one record, in the order in which they were met. */
export class IssueList {
  readonly #issues: MappingIssue[] = [];
  #beyond = 0;

  /** Something that should have been a fact and could not be used. */
  warn(code: string, message: string, pointer: string, found?: unknown): void {
    this.#add('warning', code, message, pointer, found);
  }

  /** Something a reader may want to know although nothing is lost. */
  inform(code: string, message: string, pointer: string, found?: unknown): void {
    this.#add('info', code, message, pointer, found);
  }

  wrongShape(expected: string, pointer: string, found: unknown): void {
    this.warn('wrong-shape', `expected ${expected}`, pointer, found);
  }

  /** `found`: the value that was not taken, as it stands. */
  secondValue(property: string, pointer: string, found: unknown): void {
    this.inform('second-value', `${property} has another value already`, pointer, found);
  }

  all(): readonly MappingIssue[] {
    if (this.#beyond === 0) return this.#issues;
    const message = `${this.#beyond} further issues of this record are not listed`;
    return [...this.#issues, { severity: 'warning', code: 'more-issues', message, pointer: '' }];
  }

  #add(severity: MappingIssue['severity'], code: string, message: string, pointer: string, found: unknown): void {
    if (this.#issues.length >= most) {
      this.#beyond += 1;
      return;
    }
    const issue = { severity, code, message, pointer };
    this.#issues.push(found === undefined ? issue : { ...issue, literal: withoutEmails(preview(found)) });
  }
}
