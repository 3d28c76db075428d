import { isObject } from '../found.ts';
import { boundedJson, piecesThatFit } from '../bounded-json.ts';
import type { CroissantRecord } from './croissant-record.ts';
import { elementsOf } from './members.ts';

/** Characters of JSON of one document that are kept. A dataset with thousands of configurations has megabytes. */
export const longestJson = 32_768;

/** Record sets and their fields, as they stand. Too long: without the rows inside them; still too long: as many as fit. */
export function mapRecordSets(record: CroissantRecord): void {
  const held = record.members.get('recordSet');
  if (held === undefined) return;
  const sets = elementsOf(held).map(({ value }) => value);
  if (!sets.some(isObject)) {
    record.issues.wrongShape('record sets', held.pointer, held.value);
    return;
  }
  const whole = boundedJson(sets, longestJson);
  if (whole !== undefined) {
    record.state('croissantRecordSets', whole, held.pointer);
    return;
  }
  const kept = piecesThatFit(sets.map(withoutRows), longestJson);
  record.issues.inform(
    'record-sets-cut',
    `longer than ${longestJson} characters: rows inside record sets are left out, and of the sets those that do not fit`,
    held.pointer,
    `${kept.length} of ${sets.length}`,
  );
  if (kept.length > 0) record.state('croissantRecordSets', `[${kept.join(',')}]`, held.pointer);
}

const rows: ReadonlySet<string> = new Set(['data', 'cr:data', 'examples', 'cr:examples']);

function withoutRows(set: unknown): unknown {
  return isObject(set) ? Object.fromEntries(Object.entries(set).filter(([key]) => !rows.has(key))) : set;
}

/** The `rai` fields together, as they stand; those that do not fit are left out. */
export function mapResponsibleAi(record: CroissantRecord): void {
  const pieces: string[] = [];
  let room = longestJson - 2;
  let first: string | undefined;
  for (const name of record.members.names) {
    const held = name.startsWith('rai:') ? record.members.get(name) : undefined;
    if (held === undefined) continue;
    first ??= held.pointer;
    const piece = boundedJson(held.value, room - name.length - 4);
    if (piece === undefined) {
      record.issues.inform('text-cut', 'does not fit beside the other fields', held.pointer);
      continue;
    }
    const pair = `${JSON.stringify(name)}:${piece}`;
    pieces.push(pair);
    room -= pair.length + 1;
  }
  if (first !== undefined && pieces.length > 0) record.state('responsibleAi', `{${pieces.join(',')}}`, first);
}
