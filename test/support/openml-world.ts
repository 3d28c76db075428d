/** A tree as the server keeps it: texts, and lists of whatever stands several times. */
export type Tree = string | readonly Tree[] | { readonly [name: string]: Tree };

/** What an OpenML server knows. All of it is made up. */
export interface OpenmlWorld {
  /** Documents by what is asked for: `run/11`, `data/features/401`. */
  readonly documents: Readonly<Record<string, Tree>>;
  /** Codes of errors in place of documents; what is not told is unknown. */
  readonly errors: Readonly<Record<string, string>>;
  readonly rows: Readonly<Record<'run' | 'flow' | 'task' | 'data' | 'study' | 'evaluation', readonly OpenmlRow[]>>;
  /** Croissant documents by dataset, and documents of the website by index and number. */
  readonly croissant: Readonly<Record<string, unknown>>;
  readonly website: Readonly<Record<string, unknown>>;
}
export type OpenmlRow = Readonly<Record<string, Tree>>;

interface RunFacts {
  readonly id: string;
  readonly flow: string;
  readonly task: string;
  readonly setup: string;
  readonly error?: string;
  readonly evaluations?: readonly OpenmlRow[];
}

const accuracy = (value: string, more: OpenmlRow = {}): OpenmlRow => ({ name: 'predictive_accuracy', value, ...more });

const runs: readonly RunFacts[] = [
  {
    id: '11',
    flow: '101',
    task: '201',
    setup: '301',
    evaluations: [
      accuracy('0.91'),
      accuracy('0.9', { repeat: '0', fold: '0' }),
      accuracy('0.92', { repeat: '0', fold: '1' }),
    ],
  },
  { id: '12', flow: '103', task: '201', setup: '302', evaluations: [accuracy('0.5')] },
  { id: '13', flow: '101', task: '202', setup: '301', error: 'Out of memory after "fit" of R&D trees' },
  { id: '14', flow: '103', task: '202', setup: '302' },
  { id: '15', flow: '101', task: '201', setup: '301', error: 'evaluation failed' },
  { id: '16', flow: '101', task: '201', setup: '301' },
  { id: '17', flow: '104', task: '203', setup: '303', evaluations: [accuracy('0.7')] },
];
/** Shown only to who asks for runs with errors. */
const hidden: ReadonlySet<string> = new Set(['15']);

const datasetOf: Readonly<Record<string, string>> = { '201': '401', '202': '402', '203': '401' };

function runDocument({ id, flow, task, setup, error, evaluations }: RunFacts): Tree {
  return {
    run: {
      run_id: id,
      uploader: '7',
      uploader_name: 'Fern Adder',
      task_id: task,
      task_type: 'Supervised Classification',
      flow_id: flow,
      flow_name: `fern.Tree(${flow})`,
      setup_id: setup,
      ...(error === undefined ? {} : { error_message: error }),
      setup_string: [],
      parameter_setting: [
        { name: 'depth', value: '3', component: '102' },
        { name: 'seed', value: '1', component: flow },
      ],
      tag: ['openml-python'],
      input_data: {
        dataset: [
          { did: datasetOf[task] ?? '', name: 'leaves', url: 'https://openml.test/data/v1/download/1/leaves.arff' },
        ],
      },
      output_data: {
        file: [
          { did: '-1', file_id: `9${id}`, name: 'predictions', url: `https://openml.test/data/download/9${id}/p.arff` },
        ],
        ...(evaluations === undefined ? {} : { evaluation: evaluations }),
      },
    },
  };
}

function runRow({ id, flow, task, setup, error }: RunFacts): OpenmlRow {
  return {
    run_id: id,
    task_id: task,
    task_type_id: '1',
    setup_id: setup,
    flow_id: flow,
    uploader: '7',
    upload_time: `2026-0${Number(id) - 10}-01 10:00:00`,
    error_message: error ?? '',
    run_details: '',
    ...(hidden.has(id) ? { hidden: 'true' } : {}),
  };
}

const component = {
  id: '102',
  uploader: '7',
  name: 'fern.Leaf',
  version: '1',
  description: 'A leaf.',
  upload_date: '2026-01-01T09:00:00',
  parameter: [{ name: 'depth', data_type: 'integer', default_value: '5' }],
};

function flowDocument(id: string, components: readonly Tree[]): Tree {
  return {
    flow: {
      id,
      uploader: '7',
      name: 'fern.Tree',
      version: id,
      external_version: 'fern==1.0',
      description: 'Grows trees.',
      creator: ['Fern Adder', 'Moss Álvarez'],
      upload_date: '2026-01-01T09:00:00',
      language: 'English',
      dependencies: 'fern==1.0\nnumpy>=2',
      parameter: [{ name: 'seed', data_type: 'integer', default_value: [] }],
      component: components.map((flow) => ({ identifier: 'leaf', flow })),
      tag: ['Verified'],
    },
  };
}

function taskDocument(id: string, tags: readonly string[]): Tree {
  return {
    task: {
      task_id: id,
      task_name: `Task ${id}`,
      task_type_id: '1',
      task_type: 'Supervised Classification',
      input: [
        { name: 'source_data', data_set: { data_set_id: datasetOf[id] ?? '', target_feature: 'class' } },
        {
          name: 'estimation_procedure',
          estimation_procedure: {
            id: '1',
            type: 'crossvalidation',
            parameter: [
              { name: 'number_repeats', value: '1' },
              { name: 'number_folds', value: '2' },
              { name: 'percentage' },
            ],
          },
        },
        { name: 'evaluation_measures', evaluation_measures: { evaluation_measure: 'predictive_accuracy' } },
      ],
      tag: tags,
    },
  };
}

function datasetDocument(id: string, checksum: string): Tree {
  return {
    data_set_description: {
      id,
      name: 'leaves',
      version: '1',
      description: '**Author**: Fern Adder\n\nLeaves of 3 ferns.',
      format: 'ARFF',
      creator: 'Fern Adder',
      upload_date: '2026-01-01T08:00:00',
      licence: 'Public',
      url: 'https://openml.test/data/v1/download/1/leaves.arff',
      file_id: '1',
      default_target_attribute: 'class',
      tag: ['study_501'],
      visibility: 'public',
      status: 'active',
      md5_checksum: checksum,
    },
  };
}

const features: Tree = {
  data_features: {
    feature: [
      {
        index: '0',
        name: 'width',
        data_type: 'numeric',
        is_target: 'false',
        is_ignore: 'false',
        is_row_identifier: 'false',
      },
      {
        index: '1',
        name: 'class',
        data_type: 'nominal',
        nominal_value: ['a', 'b'],
        is_target: 'true',
        is_ignore: 'false',
        is_row_identifier: 'false',
      },
    ],
  },
};

const row = (run: RunFacts, more: OpenmlRow): OpenmlRow => ({
  run_id: run.id,
  uploader: '7',
  task_id: run.task,
  setup_id: run.setup,
  flow_id: run.flow,
  flow_name: `fern.Tree(${run.flow})`,
  data_id: datasetOf[run.task] ?? '',
  data_name: 'leaves',
  evaluation_engine_id: '1',
  function: 'predictive_accuracy',
  upload_time: '2026-09-01 10:00:00',
  ...more,
});

/** Of the runs whose own record holds none; by fold also of others. */
const evaluations: readonly OpenmlRow[] = runs.flatMap((run) => {
  if (run.id === '14') return [row(run, { value: '0.64' }), row(run, { values: '[0.6,0.68]', per_fold: 'true' })];
  return run.id === '12' ? [row(run, { values: '[0.4,0.6]', per_fold: 'true' })] : [];
});

const known = runs.filter(({ id }) => id !== '16');
const md5 = 'd41d8cd98f00b204e9800998ecf8427e';

/** Seven runs: with folds, without, failed, unevaluated, hidden, listed but gone, and one of a flow nobody knows. */
export const openmlWorld: OpenmlWorld = {
  documents: {
    ...Object.fromEntries(known.map((run) => [`run/${run.id}`, runDocument(run)])),
    'flow/101': flowDocument('101', [component]),
    'flow/103': flowDocument('103', []),
    'task/201': taskDocument('201', ['study_501', 'basic']),
    'task/202': taskDocument('202', []),
    'setup/301': {
      setup_parameters: {
        setup_id: '301',
        flow_id: '101',
        parameter: [
          {
            id: '1',
            flow_id: '102',
            flow_name: 'fern.Leaf',
            full_name: 'fern.Leaf(1)_depth',
            parameter_name: 'depth',
            data_type: 'integer',
            default_value: '5',
            value: '3',
          },
        ],
      },
    },
    'setup/302': { setup_parameters: { setup_id: '302', flow_id: '103', parameter: [] } },
    'data/401': datasetDocument('401', md5),
    'data/402': datasetDocument('402', '00000000000000000000000000000402'),
    'data/features/401': features,
    'data/qualities/401': {
      data_qualities: {
        quality: [
          { name: 'NumberOfInstances', value: '150.0' },
          { name: 'Dimensionality', value: [] },
        ],
      },
    },
    'study/501': {
      study: {
        id: '501',
        alias: 'ferns',
        main_entity_type: 'task',
        name: 'Ferns',
        status: 'active',
        creation_date: '2026-01-02 00:00:00',
        creator: '7',
        data: { data_id: ['401', '402'] },
        tasks: { task_id: ['201'] },
      },
    },
    'tasktype/list': {
      task_types: {
        task_type: [
          { id: '1', name: 'Supervised Classification' },
          { id: '2', name: 'Supervised Regression' },
        ],
      },
    },
    'estimationprocedure/list': {
      estimationprocedures: {
        estimationprocedure: [
          {
            id: '1',
            ttid: '1',
            name: '2-fold Crossvalidation',
            type: 'crossvalidation',
            repeats: '1',
            folds: '2',
            stratified_sampling: 'true',
          },
        ],
      },
    },
    'evaluationmeasure/list': { evaluation_measures: { measures: { measure: ['predictive_accuracy', 'kappa'] } } },
  },
  errors: { 'data/features/402': '273', 'data/qualities/402': '362', 'task/203': '153', 'flow/104': '181' },
  rows: {
    run: runs.map(runRow),
    flow: ['101', '102', '103'].map((id) => ({
      id,
      full_name: `fern.Tree(${id})`,
      name: 'fern.Tree',
      version: id,
      external_version: 'fern==1.0',
      uploader: '7',
    })),
    task: ['201', '202', '203'].map((id) => ({
      task_id: id,
      task_type_id: '1',
      task_type: 'Supervised Classification',
      did: datasetOf[id] ?? '',
      name: 'leaves',
      status: 'active',
      format: 'ARFF',
      input: [{ name: 'source_data', value: datasetOf[id] ?? '' }],
      quality: [{ name: 'NumberOfInstances', value: '150.0' }],
    })),
    data: ['401', '402', '403'].map((did) => ({
      did,
      name: 'leaves',
      version: '1',
      status: did === '403' ? 'deactivated' : 'active',
      format: 'ARFF',
      md5_checksum: md5,
      file_id: '1',
      uploader: '7',
      quality: [{ name: 'NumberOfInstances', value: '150.0' }],
      tag: ['fern'],
    })),
    study: [
      {
        id: '501',
        alias: 'ferns',
        main_entity_type: 'task',
        name: 'Ferns',
        status: 'active',
        creation_date: '2026-01-02 00:00:00',
        creator: '7',
      },
    ],
    evaluation: evaluations,
  },
  croissant: {
    '401': {
      '@context': { '@vocab': 'https://schema.org/', cr: 'http://mlcommons.org/croissant/' },
      '@type': 'Dataset',
      name: 'leaves',
      url: 'https://www.openml.org/d/401',
      version: '1',
      license: 'Public',
      distribution: [
        {
          '@type': 'cr:FileObject',
          '@id': 'data-file',
          contentUrl: 'https://openml.test/data/v1/download/1/leaves.arff',
          encodingFormat: 'text/x-arff',
          md5,
        },
      ],
    },
  },
  website: {
    'data/401': {
      _index: 'data',
      _type: 'data',
      _id: '401',
      found: true,
      _source: { data_id: 401, nr_of_likes: 2, nr_of_downloads: 5, total_downloads: 9, reach: 3 },
    },
    'flow/101': {
      _index: 'flow',
      _type: 'flow',
      _id: '101',
      found: true,
      _source: { flow_id: 101, nr_of_likes: 1, runs: 4 },
    },
  },
};
