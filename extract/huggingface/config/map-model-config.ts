import { mintSoftware } from '../../../ontology/iri.ts';
import type { MapInput, MapResult } from '../../source.ts';
import { isObject } from '../../found.ts';
import { IssueList } from '../../issue-list.ts';
import type { ModelRecord } from '../model-record.ts';
import { Place } from '../../place.ts';
import { encodePointer } from '../../../src/core/json-pointer.ts';
import { modelFileOf, recordOfFile } from './file-record.ts';
import { quantizationOfConfig } from './quantization.ts';

const method = 'model-config';

/**
 * `config.json` of a model: architecture, number format, quantisation, longest input, version of the library that wrote it. Not
 * lineage: `_name_or_path` is what was loaded last, which may as well be the model itself or a folder.
 */
export function mapModelConfig(input: MapInput): MapResult {
  const issues = new IssueList();
  const file = modelFileOf(input, issues);
  if (file === undefined) return { entities: [], issues: issues.all() };
  if (!isObject(input.value)) {
    issues.wrongShape('a configuration', '', input.value);
    return { entities: [], issues: issues.all() };
  }
  if (file.path !== 'config.json') {
    issues.inform('part-of-model', 'the configuration of a part says nothing of the whole', '', file.path);
    return { entities: [], issues: issues.all() };
  }
  const record = recordOfFile(input, file, issues);
  const config = new Place(input.value, encodePointer);
  sayCategory(record, config);
  sayFormat(record, config);
  sayContext(record, config);
  sayLibrary(record, config, 'transformers_version', 'transformers');
  sayLibrary(record, config, '_diffusers_version', 'diffusers');
  const entity = record.entity.build();
  return { entities: entity.evidence.length === 0 ? [] : [entity], issues: issues.all() };
}

function sayCategory(record: ModelRecord, config: Place): void {
  const architectures = config.at('architectures');
  if (!architectures.isEmpty) {
    for (const { value, pointer } of record.texts(architectures.value, architectures.pointer)) {
      if (value !== '') record.say('modelCategory', value, { method, pointer });
    }
  }
  for (const key of ['model_type', '_class_name']) {
    const place = config.at(key);
    if (place.isEmpty || place.value === '') continue;
    const type = record.textOf(place.value, place.pointer);
    if (type !== undefined) record.say('modelCategory', type, { method, pointer: place.pointer });
  }
}

/** What libraries call number formats, and what headers of weights call them. */
const formats: ReadonlyMap<unknown, string> = new Map([
  ['bfloat16', 'BF16'],
  ['float16', 'F16'],
  ['float32', 'F32'],
  ['float64', 'F64'],
  ['torch.bfloat16', 'BF16'],
  ['torch.float16', 'F16'],
  ['torch.float32', 'F32'],
]);

/** Less sure than a header: a loader's default can be overridden. Of quantised weights it is the format of the computation. */
const formatConfidence = 0.8;

function sayFormat(record: ModelRecord, config: Place): void {
  const quantized = config.at('quantization_config');
  const quantization = quantizationOfConfig(quantized);
  if (quantization !== undefined) record.say('quantization', quantization, { method, pointer: quantized.pointer });
  if (!quantized.isEmpty) return;
  for (const key of ['dtype', 'torch_dtype']) {
    const { value, pointer } = config.at(key);
    const format = formats.get(value);
    if (format === undefined) continue;
    record.say('tensorType', format, { method, pointer, literal: String(value), confidence: formatConfidence });
  }
}

/** Names of one figure in different families. The first that is there counts. */
const contextKeys = ['max_position_embeddings', 'n_positions', 'n_ctx', 'max_seq_len', 'seq_length'];

function sayContext(record: ModelRecord, config: Place): void {
  for (const part of [config, config.at('text_config')]) {
    for (const key of contextKeys) {
      const { value, pointer } = part.at(key);
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) continue;
      record.say('contextLength', value, { method, pointer });
      return;
    }
  }
}

const version = /^\d[\w.+-]{0,63}$/;

/** The library that wrote the file, with its version as the literal. */
export function sayLibrary(record: ModelRecord, config: Place, key: string, name: string): void {
  const { value, pointer } = config.at(key);
  if (typeof value !== 'string' || !version.test(value)) return;
  record.say('softwareRequirements', mintSoftware('pypi', name), { method, pointer, literal: value });
}
