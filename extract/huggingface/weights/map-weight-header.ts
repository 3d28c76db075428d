import type { Method } from '../../../ontology/evidence.ts';
import type { MappedEntity } from '../../../ontology/entity.ts';
import { elementAt } from '../../../src/core/json-locate.ts';
import { encodePointer } from '../../../src/core/json-pointer.ts';
import { bytesPointer } from '../../../src/core/locate.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { modelFileOf, recordOfFile } from '../config/file-record.ts';
import type { EntityBuilder } from '../../entity-builder.ts';
import type { RepoFile } from '../file-url.ts';
import { IssueList } from '../../issue-list.ts';
import type { ModelRecord } from '../model-record.ts';
import { describeFile } from './describe-file.ts';
import { type GgufHeader, type GgufValue, isGguf, readGgufHeader } from './gguf-header.ts';
import { type HeaderReading, readSafetensorsHeader, type SafetensorsHeader } from './safetensors-header.ts';
import { ggufFileTypeOf } from './tensor-types.ts';
import { isShard } from './weight-files.ts';

/**
 * The first bytes of a weight file: what its header says of the file, and of the model where the file is the whole of it. Counts are
 * of elements; where several weights are packed into one, nothing is counted as parameters and an issue says so.
 */
export function mapWeightHeader(input: MapInput): MapResult {
  const issues = new IssueList();
  const file = modelFileOf(input, issues);
  if (file === undefined) return { entities: [], issues: issues.all() };
  if (file.range !== undefined && file.range[0] !== 0) {
    issues.warn('not-from-start', 'a range that does not begin the file holds no header', '');
    return { entities: [], issues: issues.all() };
  }
  const { bytes } = input;
  if (bytes.length === 0) {
    issues.warn('empty-file', 'the file is empty', '');
    return { entities: [], issues: issues.all() };
  }
  const start = bytesPointer({ offset: 0, length: Math.min(bytes.length, 8) });
  const listed = { method: 'file-listing', pointer: start, literal: file.path } as const;
  const described = describeFile(file.id, file.path, { revision: file.revision }, listed);
  if (described === undefined) {
    issues.warn('not-weights', 'the name of the file is not that of weights', '', file.path);
    return { entities: [], issues: issues.all() };
  }
  const model = recordOfFile(input, file, issues);
  const work = { bytes, file, entity: described.entity, model, issues, start };
  const read = isGguf(bytes)
    ? mapGguf(work, readGgufHeader(bytes))
    : mapSafetensors(work, readSafetensorsHeader(bytes));
  if (!read) return { entities: [], issues: issues.all() };
  return { entities: [...built(model.entity), described.entity.build()], issues: issues.all() };
}

interface Work {
  readonly bytes: Buffer;
  readonly file: RepoFile;
  readonly entity: EntityBuilder;
  readonly model: ModelRecord;
  readonly issues: IssueList;
  /** Of the first bytes: the length of the header, or the magic number. */
  readonly start: string;
}

/** Nothing is told of a model of which nothing is known. */
function built(entity: EntityBuilder): readonly MappedEntity[] {
  const model = entity.build();
  return model.evidence.length === 0 ? [] : [model];
}

/** False when there is no header to read. */
function isRead<T>(reading: HeaderReading<T>, { issues, start }: Work): reading is { readonly header: T } {
  if ('header' in reading) return true;
  if ('cut' in reading) {
    issues.inform('header-cut', 'the range ends before the header does', start);
  } else {
    issues.warn('malformed-header', `this is no header of weights: ${reading.fault}`, start);
  }
  return false;
}

function mapSafetensors(work: Work, reading: HeaderReading<SafetensorsHeader>): boolean {
  if (!isRead(reading, work)) return false;
  const { bytes, file, entity, model, issues, start } = work;
  const { length, elements, formats, dataBytes, packed, tensors } = reading.header;
  const method = 'safetensors-header';
  const whole = { method, pointer: bytesPointer({ offset: 8, length }) } as const;
  const isWhole = !isShard(file.path);
  const json = bytes.subarray(8, 8 + length);
  entity.add('contentSize', 8 + length + dataBytes, { method, pointer: start });
  for (const [format, { example }] of formats) {
    const at = elementAt(json, encodePointer([example, 'dtype']));
    const pointer = at === undefined ? whole.pointer : bytesPointer({ ...at, offset: at.offset + 8 });
    entity.add('tensorType', format, { method, pointer });
    model.say('tensorType', format, { method, pointer });
  }
  if (packed) {
    const message = `${elements} elements hold several weights each: they are not counted as parameters`;
    issues.inform('packed-weights', message, whole.pointer, [...formats.keys()].join(', '));
  } else if (tensors > 0) {
    entity.add('parameterCount', elements, whole);
    if (isWhole) model.say('parameterCount', elements, whole);
  }
  return true;
}

function mapGguf(work: Work, reading: HeaderReading<GgufHeader>): boolean {
  if (!isRead(reading, work)) return false;
  const { file, entity, model } = work;
  const { values, tensors } = reading.header;
  const method = 'gguf-header';
  const label = labelOf(values.get('general.file_type'));
  if (label !== undefined) entity.add('quantization', label.value, label.witness);
  const table = tensors === undefined ? undefined : { method: method as Method, pointer: bytesPointer(tensors) };
  for (const type of tensors?.types ?? []) {
    if (table !== undefined && !type.includes(' ')) entity.add('tensorType', type, table);
  }
  if (tensors !== undefined && table !== undefined) entity.add('parameterCount', tensors.elements, table);
  if (!describesModel(values, file.path)) return true;
  const architecture = values.get('general.architecture');
  if (typeof architecture?.value === 'string' && /^[\w.-]{1,64}$/.test(architecture.value)) {
    model.say('modelCategory', architecture.value, { method, pointer: bytesPointer(architecture) });
    sayInteger(model, 'contextLength', values.get(`${architecture.value}.context_length`));
  }
  if (label !== undefined) model.say('quantization', label.value, label.witness);
  const splits = values.get('split.count')?.value;
  if (isShard(file.path) || (typeof splits === 'number' && splits > 1)) return true;
  if (tensors !== undefined && table !== undefined) model.say('parameterCount', tensors.elements, table);
  else sayInteger(model, 'parameterCount', values.get('general.parameter_count'));
  return true;
}

/** Projectors of images and adapters stand beside a model in the same format. */
function describesModel(values: ReadonlyMap<string, GgufValue>, path: string): boolean {
  const type = values.get('general.type')?.value;
  return (type === undefined || type === 'model') && !/(?:^|\/)mmproj/i.test(path);
}

function labelOf(stated: GgufValue | undefined) {
  const label = typeof stated?.value === 'number' ? ggufFileTypeOf(stated.value) : undefined;
  if (stated === undefined || label === undefined) return undefined;
  const witness = { method: 'gguf-header', pointer: bytesPointer(stated), literal: String(stated.value) } as const;
  return { value: label, witness };
}

function sayInteger(model: ModelRecord, property: string, stated: GgufValue | undefined): void {
  if (typeof stated?.value !== 'number' || !Number.isSafeInteger(stated.value) || stated.value <= 0) return;
  model.say(property, stated.value, { method: 'gguf-header', pointer: bytesPointer(stated) });
}
