/** An artifact of the made-up collection: its description, and the names of its files with their contents. */
export interface HyphaArtifact {
  readonly alias: string;
  readonly type: string;
  /** Absent from the list where `isBare`. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Labels with the descriptions of old, oldest first; the newest is `manifest`. */
  readonly earlier?: readonly Readonly<Record<string, unknown>>[];
  readonly modified?: number;
  readonly isBare?: true;
  readonly isStaged?: true;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly testReport?: Readonly<Record<string, unknown>>;
}

const sha = (letter: string): string => letter.repeat(64);
const mail = (name: string): string => [name, 'lab.example'].join('@');

/** A model as 0.5 describes it. */
export const newModel: HyphaArtifact = {
  alias: 'brave-otter',
  type: 'model',
  modified: 1_751_400_000,
  files: {
    'rdf.yaml': 'type: model\n',
    'documentation.md': `# Brave otter\n\nFinds membranes. Write to ${mail('ann')}.\n`,
    'weights.pt': 'weights',
    'extra/macro.ijm': 'macro',
    'LICENSE.txt': 'words',
  },
  earlier: [{ type: 'model', name: 'Brave otter, first', description: 'As it was.', license: 'MIT', tags: ['2d'] }],
  config: {
    zenodo: {
      doi: '10.5281/zenodo.900002',
      conceptdoi: '10.5281/zenodo.900001',
      links: { html: 'https://zenodo.org/records/900002' },
      metadata: { publication_date: '2025-06-30', access_right: 'open' },
    },
  },
  testReport: { status: 'passed', scores: { overall: 1 } },
  manifest: {
    type: 'model',
    format_version: '0.5.6',
    id: 'brave-otter',
    id_emoji: '🦦',
    name: 'Membranes in 3D',
    description: `Membranes in volumes. Asked for by ${mail('bob')}.`,
    documentation: 'documentation.md',
    covers: ['cover.png', { source: './extra/second.png' }],
    version: 1.2,
    timestamp: '2025-06-01T10:00:00.000000+00:00',
    license: 'GPL-3.0',
    authors: [
      {
        name: 'Ann Able',
        orcid: '0000-0002-1825-0097',
        affiliation: 'Lab',
        github_user: 'ann-able',
        email: mail('ann'),
      },
      { name: 'Bob Bold', orcid: '0000-0002-1825-0098' },
      { name: mail('cleo') },
    ],
    maintainers: [{ github_user: 'bob-bold' }],
    packaged_by: [{ name: 'Ann Able', orcid: 'https://orcid.org/0000-0002-1825-0097' }],
    uploader: { name: 'Ann Able', email: mail('ann') },
    cite: [
      { text: 'architecture', doi: '10.1007/978-3-319-24574-4_28' },
      { text: 'training', url: 'https://doi.org/10.1038/NMETH.4151' },
      { text: 'preprint', url: 'https://arxiv.org/abs/2106.09685v2' },
      { text: 'A book of 1990' },
      { text: 'bad', doi: '11.1/x' },
    ],
    tags: ['electron-microscopy', '3D', 'Instance segmentation', 'mitochondria', 'platynereis', 'our-own-word'],
    git_repo: 'https://git.example/otter',
    links: ['lab/viewer', 'lab/train-notebook', 'https://lab.example/more', 'gone/tool', 'Lab.example'],
    training_data: { id: 'lab/EM_cells' },
    parent: { id: 'calm-heron' },
    attachments: [{ source: 'extra/macro.ijm', sha256: sha('a') }, { source: '../outside.txt' }],
    inputs: [
      {
        id: 'raw',
        axes: [
          { type: 'batch' },
          { type: 'channel', channel_names: ['em'] },
          { type: 'space', id: 'z', size: 32 },
          { type: 'space', id: 'y', size: { min: 64, step: 16 }, unit: 'nanometer', scale: 4 },
          { type: 'space', id: 'x', size: { min: 64, step: 16 } },
        ],
        data: { type: 'float32' },
        test_tensor: { source: 'test_in.npy', sha256: sha('b') },
        preprocessing: [{ id: 'zero_mean_unit_variance', kwargs: {} }],
      },
    ],
    outputs: [
      {
        id: 'affinities',
        axes: [
          { type: 'batch' },
          { type: 'channel', channel_names: ['a', 'b'] },
          { type: 'space', id: 'z', size: { tensor_id: 'raw', axis_id: 'z' } },
          { type: 'space', id: 'y', size: { tensor_id: 'raw', axis_id: 'y', offset: -8 } },
          { type: 'space', id: 'x', size: { min: 1, max: 9 } },
        ],
        data: [{ type: 'float32' }, { type: 'uint8' }],
      },
    ],
    weights: {
      pytorch_state_dict: {
        source: 'weights.pt',
        sha256: sha('C'),
        pytorch_version: '2.1',
        architecture: { callable: 'UNet3D', import_from: 'lab.models' },
      },
      onnx: {
        source: 'https://files.example/otter/weights.onnx',
        sha256: 'short',
        opset_version: 15,
        parent: 'pytorch_state_dict',
      },
      torchscript: { source: '/absolute.pt', parent: 'keras_hdf5' },
    },
    config: {
      bioimageio: {
        status: 'accepted',
        architecture_type: '3D U-Net',
        target_structure: ['membranes of cells'],
        bias_risks_limitations: { known_biases: 'One species.', limitations: 'No light microscopy.' },
        out_of_scope_use: 'Not for diagnosis.',
        model_parameter_count: 19_000_000,
        memory_requirements_inference: '8 GB',
        environmental_impact: { co2_emitted: 1.5, hardware_type: '1 GPU', compute_region: 'Lyon' },
        evaluations: [
          {
            dataset_id: 'lab/EM_cells',
            dataset_role: 'test',
            metrics: ['Dice'],
            evaluation_factors: ['overall', 'low SNR'],
            results: [[0.91, 'n/a']],
            results_summary: 'Good.',
          },
        ],
      },
    },
  },
};

/** A model as 0.4 describes it. */
export const oldModel: HyphaArtifact = {
  alias: 'calm-heron',
  type: 'model',
  modified: 1_700_000_000,
  files: { 'rdf.yaml': 'type: model\n', 'README.md': '# Calm heron\n' },
  manifest: {
    type: 'model',
    format_version: '0.4.10',
    id: '10.5281/zenodo.800001/800002',
    name: 'Nuclei in 2D',
    description: 'Nuclei by fluorescence.',
    documentation: 'README.md',
    license: 'CC-BY-4.0',
    version: null,
    version_number: 2,
    authors: [{ name: 'Ann Able', orcid: '0000-0002-1825-0097' }],
    cite: [{ text: 'data', doi: 'https://doi.org/10.5281/zenodo.800003' }],
    tags: ['2D', 'nuclei', 'fluorescence-light-microscopy', 'unet'],
    links: ['lab/viewer'],
    training_data: { id: '0000' },
    inputs: [
      { name: 'input0', axes: 'bcyx', data_type: 'float32', shape: { min: [1, 1, 64, 64], step: [0, 0, 16, 16] } },
    ],
    outputs: [
      {
        name: 'output0',
        axes: 'bcyx',
        data_type: 'float32',
        shape: { reference_tensor: 'input0', scale: [1, 2, 1, 1], offset: [0, 0, -4, -4] },
      },
    ],
    test_inputs: ['test_in.npy'],
    test_outputs: ['test_out.npy'],
    weights: {
      keras_hdf5: { source: 'weights.h5', sha256: sha('d'), tensorflow_version: 1.15 },
      pytorch_state_dict: {
        source: 'weights.pt',
        sha256: sha('e'),
        architecture: 'unet.py:UNet2d',
        pytorch_version: 1.1,
      },
    },
    attachments: { files: ['macro.ijm'] },
    run_mode: { name: 'deepimagej' },
    config: { _conceptdoi: '10.5281/zenodo.800001', bioimageio: { nickname: 'calm-heron', nickname_icon: '🐦' } },
  },
};

export const dataset: HyphaArtifact = {
  alias: 'crisp-bagel',
  type: 'dataset',
  files: { 'rdf.yaml': 'type: dataset\n', 'cover.png': 'png' },
  manifest: {
    type: 'dataset',
    format_version: '0.3.0',
    id: 'lab/em_cells',
    name: 'Cells by electrons',
    description: 'Volumes of cells.',
    documentation: 'https://lab.example/README.md',
    covers: ['cover.png'],
    license: null,
    authors: [{ name: 'Bob Bold' }],
    tags: ['electron-microscopy', '3d', 'semantic-segmentation', 'mouse'],
    source: 'https://huggingface.co/datasets/lab/em-cells',
    version: '1.0',
  },
};

export const application: HyphaArtifact = {
  alias: 'lab:viewer',
  type: 'application',
  files: { 'rdf.yaml': 'type: application\n' },
  manifest: {
    type: 'application',
    format_version: '0.2.4',
    id: 'lab/viewer',
    name: 'Viewer',
    description: 'Shows volumes.',
    icon: '👁',
    license: 'MIT',
    tags: ['software', 'viewer'],
    git_repo: 'https://git.example/viewer',
    download_url: 'https://lab.example/viewer.zip',
    links: ['lab/em_cells'],
  },
};

export const notebook: HyphaArtifact = {
  alias: 'soft-scarf',
  type: 'notebook',
  files: { 'rdf.yaml': 'type: notebook\n' },
  manifest: {
    type: 'notebook',
    format_version: '0.2.4',
    id: 'lab/train-notebook',
    name: 'Train it',
    description: 'How it is trained.',
    license: 'my own words',
    authors: [{ name: 'Ann Able' }],
    source: 'https://lab.example/train.ipynb',
    status: 'in-review',
  },
};

/** All that is left of a description that could not be read. */
export const broken: HyphaArtifact = {
  alias: 'lonely-mouse',
  type: 'model',
  files: {},
  manifest: { type: 'model', id: 'lonely-mouse', authors: 'nobody', tags: 7, weights: [], cite: {}, inputs: {} },
};

/** The list shows it without its description. */
export const bare: HyphaArtifact = {
  alias: 'plain-fox',
  type: 'model',
  isBare: true,
  files: { 'rdf.yaml': 'type: model\n' },
  manifest: { type: 'model', format_version: '0.5.4', id: 'plain-fox', name: 'Plain fox', license: 'MIT' },
};

export const staged: HyphaArtifact = {
  alias: 'early-newt',
  type: 'model',
  isStaged: true,
  files: {},
  manifest: { type: 'model', name: 'Early newt', license: 'MIT' },
};

export const someArtifacts: readonly HyphaArtifact[] = [
  newModel,
  oldModel,
  dataset,
  application,
  notebook,
  broken,
  bare,
  staged,
];
