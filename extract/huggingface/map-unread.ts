import type { ModelRecord } from './model-record.ts';

/** Parts kept in the bytes and not mapped yet: only what is broken in them is said. */
export function checkUnread(record: ModelRecord): void {
  checkList(record, record.root['model-index'], '/model-index', []);
  checkList(record, record.card.values['model-index'], record.card.pointer('model-index'), []);
  checkList(record, record.card.values['metrics'], record.card.pointer('metrics'), ['string']);
}

function checkList(record: ModelRecord, stated: unknown, pointer: string, also: readonly string[]): void {
  if (stated === undefined || stated === null || Array.isArray(stated) || also.includes(typeof stated)) return;
  record.issues.wrongShape('a list', pointer, stated);
}
