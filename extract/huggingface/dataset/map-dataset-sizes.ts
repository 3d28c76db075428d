import { readCount } from '../exact-integer.ts';
import { isObject, type JsonObject } from '../../found.ts';
import type { DatasetRecord } from './dataset-record.ts';

/** Configurations (subsets), and what the card's `dataset_info` counts: one object, or one for each configuration. */
export function mapSizes(record: DatasetRecord): void {
  const infos = objectsOf(record, 'dataset_info');
  for (const { value, path } of [...objectsOf(record, 'configs'), ...infos]) sayConfig(record, value, path);
  if (infos.length === 0) return;
  saySum(
    record,
    'downloadSize',
    infos.map(({ value, path }) => count(record, value, 'download_size', path)),
  );
  saySum(
    record,
    'datasetSize',
    infos.map(({ value, path }) => count(record, value, 'dataset_size', path)),
  );
  saySum(
    record,
    'rowCount',
    infos.flatMap(({ value, path }) => rowsOf(record, value, path)),
  );
}

type Path = readonly (string | number)[];

interface Placed {
  readonly value: JsonObject;
  readonly path: Path;
}

function objectsOf(record: DatasetRecord, key: string): readonly Placed[] {
  const stated = record.card.field(key);
  if (stated === undefined) return [];
  const listed: readonly unknown[] = Array.isArray(stated.value) ? stated.value : [stated.value];
  const found: Placed[] = [];
  for (let i = 0; i < listed.length; i++) {
    const path = Array.isArray(stated.value) ? [stated.key, i] : [stated.key];
    const value = listed[i];
    if (isObject(value)) found.push({ value, path });
    else record.issues.wrongShape('an object', record.card.pointer(...path), value);
  }
  return found;
}

function sayConfig(record: DatasetRecord, value: JsonObject, path: Path): void {
  const name = value['config_name'];
  if (name === undefined || name === null || name === '') return;
  const pointer = record.card.pointer(...path, 'config_name');
  const text = record.textOf(name, pointer);
  if (text !== undefined) record.say('configNames', text, { method: 'yaml-frontmatter', pointer });
}

/** Undefined: not stated, or no count. */
function count(record: DatasetRecord, value: JsonObject, key: string, path: Path): bigint | undefined {
  const stated = value[key];
  if (stated === undefined || stated === null) return undefined;
  const pointer = record.card.pointer(...path, key);
  const reading = readCount(stated, () => record.source(pointer));
  if ('value' in reading) return BigInt(reading.value);
  record.issues.wrongShape('a whole number, not negative', pointer, stated);
  return undefined;
}

function rowsOf(record: DatasetRecord, value: JsonObject, path: Path): readonly (bigint | undefined)[] {
  const splits = value['splits'];
  if (splits === undefined || splits === null) return [undefined];
  if (!Array.isArray(splits)) {
    record.issues.wrongShape('a list', record.card.pointer(...path, 'splits'), splits);
    return [undefined];
  }
  return Array.from(splits, (split: unknown, i) => {
    const at = [...path, 'splits', i];
    if (isObject(split)) return count(record, split, 'num_examples', at);
    record.issues.wrongShape('an object', record.card.pointer(...at), split);
    return undefined;
  });
}

/** A sum of which a part is unknown would say too little: then nothing is said. */
function saySum(record: DatasetRecord, property: string, parts: readonly (bigint | undefined)[]): void {
  let sum = 0n;
  for (const part of parts) {
    if (part === undefined) return;
    sum += part;
  }
  if (parts.length === 0 || sum > most) return;
  const value = sum <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(sum) : sum.toString();
  record.say(property, value, { method: 'yaml-frontmatter', pointer: record.card.pointer('dataset_info') });
}

const most = 2n ** 63n - 1n;
