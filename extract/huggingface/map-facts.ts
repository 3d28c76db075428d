import { mintSoftware } from '../../ontology/iri.ts';
import { quantizationOfConfig } from './config/quantization.ts';
import { readCount } from './exact-integer.ts';
import { isUtcDateTime } from '../iso-date.ts';
import { type HubRecord, isObject, keyPointer } from './hub-record.ts';
import { placeAt } from '../place.ts';

/** `createdAt` of everything older than the Hub's record of it. */
const oldestDates = { model: '2022-03-02T23:29:04.000Z', dataset: '2022-03-02T23:29:22.000Z' } as const;

/** When it was made and changed, by the Hub. */
export function mapDates(record: HubRecord): void {
  sayDate(record, 'dateCreated', 'createdAt');
  sayDate(record, 'dateModified', 'lastModified');
  const oldestDate = oldestDates[record.kind];
  if (!record.entity.has('dateCreated', oldestDate)) return;
  record.say('dateCreatedBound', 'on-or-before', { method: 'hub-api', pointer: '/createdAt', literal: oldestDate });
}

function sayDate(record: HubRecord, property: string, key: string): void {
  const found = record.text(key);
  if (found === undefined) return;
  if (isUtcDateTime(found.value)) record.say(property, found.value, { method: 'hub-api', pointer: found.pointer });
  else record.issues.wrongShape('a date and time in UTC', found.pointer, found.value);
}

const conditions = {
  false: 'open',
  auto: 'gated, granted at once',
  manual: 'gated, granted by the owner',
} as const;

/** How it can be had. */
export function mapAccess(record: HubRecord): void {
  const { gated, disabled } = record.root;
  if (gated === false || gated === 'auto' || gated === 'manual') {
    record.say('gated', String(gated), { method: 'hub-api', pointer: '/gated' });
    const literal = String(gated);
    record.say('conditionsOfAccess', conditions[literal as keyof typeof conditions], {
      method: 'hub-api',
      pointer: '/gated',
      literal,
    });
  } else if (gated === true) {
    record.issues.warn('gated-unspecified', 'gated, but it is not said how access is granted', '/gated', gated);
  } else if (gated !== undefined && gated !== null) {
    record.issues.wrongShape('false, auto or manual', '/gated', gated);
  }
  if (typeof disabled === 'boolean') record.say('disabled', disabled, { method: 'hub-api', pointer: '/disabled' });
  else if (disabled !== undefined && disabled !== null) record.issues.wrongShape('a boolean', '/disabled', disabled);
}

/** Figures that change daily. */
export function mapCounters(record: HubRecord): void {
  for (const key of ['downloads', 'downloadsAllTime', 'likes']) sayCount(record, key, record.root[key], `/${key}`);
  const score = record.root['trendingScore'];
  if (score === undefined || score === null) return;
  if (typeof score === 'number' && Number.isFinite(score)) {
    record.say('trendingScore', score + 0, { method: 'hub-api', pointer: '/trendingScore' });
  } else {
    record.issues.wrongShape('a number', '/trendingScore', score);
  }
}

/** `confidence`: only to lower what a field of the Hub is trusted. False when there is no such figure. */
export function sayCount(
  record: HubRecord,
  property: string,
  stated: unknown,
  pointer: string,
  confidence?: number,
): boolean {
  if (stated === undefined || stated === null) return false;
  const reading = readCount(stated, () => record.source(pointer));
  if ('value' in reading) {
    const witness = { method: 'hub-api', pointer } as const;
    record.say(property, reading.value, confidence === undefined ? witness : { ...witness, confidence });
    return true;
  }
  const literal = record.source(pointer) ?? stated;
  if (reading.fault === 'wrong-shape') record.issues.wrongShape('a whole number, not negative', pointer, literal);
  else record.issues.warn(reading.fault, 'more than 64 bits hold', pointer, literal);
  return false;
}

/** Parameters and their number formats, as the Hub reads them from the weights. */
export function mapSize(record: HubRecord): void {
  const safetensors = record.object('safetensors');
  const gguf = record.object('gguf');
  const formats = safetensors?.['parameters'];
  const sure = isPacked(record, formats, safetensors?.['total']) ? packedConfidence : undefined;
  const counted = sayCount(record, 'parameterCount', safetensors?.['total'], '/safetensors/total', sure);
  if (!counted) sayCount(record, 'parameterCount', gguf?.['total'], '/gguf/total');
  if (formats === undefined || formats === null) return;
  if (!isObject(formats)) {
    record.issues.wrongShape('an object', '/safetensors/parameters', formats);
    return;
  }
  for (const format of Object.keys(formats)) {
    const pointer = keyPointer('safetensors', 'parameters', format);
    if (numberFormat.test(format)) record.say('tensorType', format, { method: 'hub-api', pointer });
    else record.issues.wrongShape('a number format', pointer, format);
  }
}

const numberFormat = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;

/** Integers of these widths hold several weights each in the usual packings (GPTQ and AWQ: I32; bitsandbytes, MXFP4: U8). */
const packing: readonly string[] = ['I32', 'U32', 'U8'];
/** A count of elements that may be an eighth of the parameters. */
const packedConfidence = 0.5;

/** Whether a good part of the elements counted are containers. The count stays what the Hub states; it is trusted less. */
function isPacked(record: HubRecord, formats: unknown, total: unknown): boolean {
  if (!isObject(formats) || typeof total !== 'number') return false;
  let containers = 0;
  for (const format of packing) {
    const count = Object.hasOwn(formats, format) ? formats[format] : 0;
    if (typeof count === 'number') containers += count;
  }
  if (containers * 10 < total || containers === 0) return false;
  record.issues.inform(
    'packed-weights',
    'many elements may hold several weights each',
    '/safetensors/parameters',
    formats,
  );
  return true;
}

/** Architecture, longest input and bytes, as the Hub states them. */
export function mapShape(record: HubRecord): void {
  const gguf = isObject(record.root['gguf']) ? record.root['gguf'] : undefined;
  const architecture = gguf?.['architecture'];
  if (typeof architecture === 'string' && /^[\w.-]{1,64}$/.test(architecture)) {
    record.say('modelCategory', architecture, { method: 'hub-api', pointer: '/gguf/architecture' });
  } else if (architecture !== undefined && architecture !== null) {
    record.issues.wrongShape('an architecture', '/gguf/architecture', architecture);
  }
  sayCount(record, 'contextLength', gguf?.['context_length'], '/gguf/context_length');
  sayCount(record, 'usedStorage', record.root['usedStorage'], '/usedStorage');
}

/** Architecture, model type and quantisation, as the configuration writes them. */
export function mapCategory(record: HubRecord): void {
  const config = record.object('config');
  const architectures = config?.['architectures'];
  if (architectures !== undefined && architectures !== null) {
    for (const { value, pointer } of record.texts(architectures, '/config/architectures')) {
      if (value !== '') record.say('modelCategory', value, { method: 'hub-api', pointer });
    }
  }
  const type = record.text('model_type', 'config');
  if (type !== undefined) record.say('modelCategory', type.value, { method: 'hub-api', pointer: type.pointer });
  if (config?.['quantization_config'] === undefined) return;
  const quantization = quantizationOfConfig(placeAt(config, 'quantization_config'));
  if (quantization === undefined) return;
  record.say('quantization', quantization, { method: 'hub-api', pointer: '/config/quantization_config' });
}

/** The Hub says so of models which that library loads. */
export function mapRequirements(record: HubRecord): void {
  const info = record.object('transformersInfo');
  if (info === undefined) return;
  const loader = info['auto_model'];
  const literal = typeof loader === 'string' ? loader : undefined;
  if (literal === undefined) record.issues.wrongShape('the name of a class', '/transformersInfo', info);
  else {
    const witness = { method: 'hub-api', pointer: '/transformersInfo/auto_model', literal } as const;
    record.say('softwareRequirements', mintSoftware('pypi', 'transformers'), witness);
  }
}
