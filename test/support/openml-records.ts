import { map } from '../../extract/openml/map.ts';
import type { MapResult } from '../../extract/source.ts';
import type { MappedEntity } from '../../ontology/entity.ts';
import { recordInput } from './map-input.ts';

const api = 'https://www.openml.org/api/v1';

/** Addresses that matter to the mapper: only these answers do not say what they are about. */
const urls: Readonly<Record<string, string>> = {
  openml_data_features: `${api}/json/data/features/61`,
  openml_data_qualities: `${api}/json/data/qualities/61`,
  openml_croissant: 'https://www.openml.org/croissant/dataset/61',
};

/** An answer of OpenML, JSON or XML, through the mapper. */
export function mapOpenml(resource: string, body: string | Buffer | object, url?: string): MapResult {
  const bytes =
    typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  const text = bytes.toString();
  const value: unknown = text.trimStart().startsWith('<') ? text : JSON.parse(text);
  return map(recordInput(resource, url ?? urls[resource] ?? `${api}/json/x`, bytes, value));
}

/**
 * The XML of which the server's own conversion makes this JSON: members are elements, lists are elements of one name, `[]` is an
 * empty element, and members called `name` of an `input` are attributes.
 */
export function asXml(root: string, value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, value, ' xmlns:oml="http://openml.org/openml"')}\n`;
}

function element(name: string, value: unknown, attributes = ''): string {
  if (Array.isArray(value) && value.length > 0) return value.map((item) => element(name, item)).join('');
  if (Array.isArray(value) || value === null) return `<oml:${name}${attributes}></oml:${name}>`;
  if (typeof value !== 'object') return `<oml:${name}${attributes}>${escapeXml(String(value))}</oml:${name}>`;
  const members = Object.entries(value as object);
  const isMarked = name === 'input';
  const marks = members
    .filter(([key]) => isMarked && key === 'name')
    .map(([key, text]) => ` ${key}="${escapeXml(String(text))}"`);
  const inside = members
    .filter(([key]) => !(isMarked && key === 'name'))
    .map(([key, one]) => element(key, one))
    .join('\n');
  return `<oml:${name}${attributes}${marks.join('')}>${inside}</oml:${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** What is said, whatever the place: for answers that must say the same. */
export function saidIn(result: MapResult): unknown {
  return result.entities.map(({ evidence, ...values }) => [
    values,
    evidence.map(({ property, value, method, confidence, literal }) => [property, value, method, confidence, literal]),
  ]);
}

export function byId(result: MapResult, id: string): MappedEntity {
  const found = result.entities.find((entity) => entity.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${result.entities.map((one) => one.id).join(', ')}`);
  return found;
}

/** A run with two settings of two flows, data, files, and a measure with folds. */
export const plainRun = {
  run_id: '7001',
  uploader: '42',
  uploader_name: 'Ada Example',
  task_id: '59',
  task_type: 'Supervised Classification',
  flow_id: '900',
  flow_name: 'weka.Bagging_J48(3)',
  setup_id: '77',
  setup_string: 'weka.classifiers.meta.Bagging -- -P 100',
  parameter_setting: [
    { name: 'P', value: '100', component: '900' },
    { name: 'C', value: '0.25', component: '901' },
  ],
  tag: ['first', 'second'],
  input_data: { dataset: { did: '61', name: 'iris', url: 'http://www.openml.org/data/download/61/iris.arff' } },
  output_data: {
    file: [
      { did: '-1', file_id: '5', name: 'description', url: 'https://api.openml.org/data/download/5/d.xml' },
      { did: '-1', file_id: '6', name: 'predictions', url: 'https://www.openml.org/data/download/6/p.arff' },
    ],
    evaluation: [
      { name: 'predictive_accuracy', value: '0.95' },
      { name: 'area_under_roc_curve', value: '0.99', array_data: '[1,0.98,0.99]' },
      { name: 'usercpu_time_millis', value: '12.5' },
      { name: 'predictive_accuracy', value: '1', repeat: '0', fold: '0' },
      { name: 'predictive_accuracy', value: '0.9', repeat: '0', fold: '1' },
    ],
  },
};

export const plainTask = {
  task_id: '59',
  task_name: 'Task 59: iris (Supervised Classification)',
  task_type_id: '1',
  task_type: 'Supervised Classification',
  input: [
    { name: 'source_data', data_set: { data_set_id: '61', target_feature: 'class' } },
    {
      name: 'estimation_procedure',
      estimation_procedure: {
        id: '1',
        type: 'crossvalidation',
        data_splits_url: 'http://api.openml.org/api_splits/get/59/Task_59_splits.arff',
        parameter: [
          { name: 'number_repeats', value: '1' },
          { name: 'number_folds', value: '10' },
          { name: 'percentage', value: [] },
          { name: 'stratified_sampling', value: 'true' },
        ],
      },
    },
    { name: 'cost_matrix', cost_matrix: [] },
    { name: 'evaluation_measures', evaluation_measures: { evaluation_measure: 'predictive_accuracy' } },
  ],
  tag: 'basic',
};

export const plainFlow = {
  id: '900',
  uploader: '42',
  name: 'weka.Bagging_J48',
  version: '3',
  external_version: 'Weka_3.7.12_9862',
  description: 'Bagging by a person who can be reached (ada@example.org).',
  creator: ['Ada Example <ada@example.org>', 'Bo Example'],
  contributor: 'Cy Example',
  upload_date: '2014-04-23T18:55:43',
  licence: 'public domain',
  language: 'English',
  dependencies: 'Weka_3.7.12',
  parameter: [
    { name: 'P', data_type: 'option', default_value: '100', description: 'Size of each bag' },
    { name: 'S', data_type: 'option', default_value: [], description: [] },
  ],
  component: {
    identifier: 'W',
    flow: {
      id: '901',
      uploader: '42',
      name: 'weka.J48',
      version: '2',
      upload_date: '0000-00-00 00:00:00',
      parameter: { name: 'C', data_type: 'option', default_value: '0.25', description: 'Pruning' },
    },
  },
  tag: 'weka',
};

export const plainDataset = {
  id: '61',
  name: 'iris',
  version: '1',
  description: '**Author**: R. Example  \n**Please cite**: https://doi.org/10.1111/j.1469-1809.1936.tb02137.x',
  description_version: '1',
  format: 'ARFF',
  creator: 'R. Example',
  contributor: ['Ada Example', 'Bo Example'],
  collection_date: '1936',
  upload_date: '2014-04-06T23:23:39',
  language: 'English',
  licence: 'Public',
  url: 'https://api.openml.org/data/v1/download/61/iris.arff',
  parquet_url: 'http://openml1.win.tue.nl/datasets/0000/0061/dataset_61.pq',
  file_id: '61',
  default_target_attribute: 'class',
  row_id_attribute: 'id',
  ignore_attribute: ['a', 'b'],
  version_label: 'first',
  citation: 'Example, R. (1936), see arXiv:1407.7722',
  tag: ['uci', 'study_1'],
  visibility: 'public',
  original_data_url: 'http://www.openml.org/d/2',
  paper_url: 'https://doi.org/10.1145/2641190.2641198',
  status: 'active',
  processing_date: '2020-11-20 19:02:18',
  md5_checksum: 'AD484452702105CBF3D30F8DEABA39A9',
};
