import { encodePointer } from '../../../src/core/json-pointer.ts';
import { modelFileOf, recordOfFile } from '../config/file-record.ts';
import { isObject } from '../../found.ts';
import { IssueList } from '../../issue-list.ts';
import type { MapInput, MapResult } from '../../source.ts';
import type { ModelRecord } from '../model-record.ts';
import { Place } from '../../place.ts';
import { isPackedTensor } from './safetensors-header.ts';

const method = 'safetensors-index';

/**
 * `model.safetensors.index.json`: how weights are spread over several files. What they come to in bytes, and in parameters where the
 * library that wrote it counted them, not where several weights are packed into one element.
 */
export function mapWeightIndex(input: MapInput): MapResult {
  const issues = new IssueList();
  const file = modelFileOf(input, issues);
  if (file === undefined) return { entities: [], issues: issues.all() };
  if (!isObject(input.value)) {
    issues.wrongShape('an index of weights', '', input.value);
    return { entities: [], issues: issues.all() };
  }
  if (file.path.includes('/')) {
    issues.inform('part-of-model', 'the weights of a part are not those of the whole', '', file.path);
    return { entities: [], issues: issues.all() };
  }
  const record = recordOfFile(input, file, issues);
  const index = new Place(input.value, encodePointer);
  sayTotal(record, 'weightsSize', index.at('metadata').at('total_size'));
  const parameters = index.at('metadata').at('total_parameters');
  const packed = index
    .at('weight_map')
    .members()
    .find(([name]) => isPackedTensor(name));
  if (packed === undefined) sayTotal(record, 'parameterCount', parameters);
  else {
    const message = 'elements hold several weights each: they are not counted as parameters';
    issues.inform('packed-weights', message, packed[1].pointer, packed[0]);
  }
  const entity = record.entity.build();
  return { entities: entity.evidence.length === 0 ? [] : [entity], issues: issues.all() };
}

/** Some tools write a whole number with a fraction of nought. */
function sayTotal(record: ModelRecord, property: string, { value, isEmpty, pointer }: Place): void {
  if (isEmpty) return;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) {
    record.say(property, value, { method, pointer });
  } else record.issues.wrongShape('a whole number above nought', pointer, value);
}
