import { createHash } from 'node:crypto';
import { readmeOf } from './card-text.ts';
import type { FileContent, VirtualFile } from './things.ts';
import type { World, WorldDataset, WorldModel } from './world.ts';

export type Row = Readonly<Record<string, unknown>> & { readonly _id: string; readonly id: string };

/** A file with what the Hub says of it. */
export interface HeldFile extends VirtualFile {
  readonly path: string;
  /** Kept outside git: its ETag is the SHA-256, else the git blob's id. */
  readonly lfs: boolean;
  readonly oid: string;
}

const lfsEnding = /\.(?:safetensors|gguf|bin|pt|onnx|parquet)$/;

function held(path: string, content: FileContent): HeldFile {
  const { head, size } =
    typeof content === 'string' || Buffer.isBuffer(content)
      ? { head: Buffer.from(content), size: Buffer.byteLength(content) }
      : content;
  const lfs = lfsEnding.test(path);
  const digest = createHash(lfs ? 'sha256' : 'sha1').update(lfs ? '' : `blob ${size}\0`);
  // Of a virtual file the zeros are not hashed: only that the oid depends on the content matters.
  return {
    path,
    head,
    size,
    lfs,
    oid: digest
      .update(head)
      .update(lfs ? String(size) : '')
      .digest('hex'),
  };
}

/** The files of a model, in the order of the Hub. */
export function filesOfModel(model: WorldModel): readonly HeldFile[] {
  const readme = readmeOf(model);
  const all = {
    '.gitattributes': '*.safetensors filter=lfs diff=lfs merge=lfs -text\n',
    ...(readme === undefined ? {} : { 'README.md': readme }),
    ...model.files,
  };
  return Object.entries(all)
    .map(([path, content]) => held(path, content))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export function filesOfDataset(dataset: WorldDataset): readonly HeldFile[] {
  return Object.entries({ '.gitattributes': '', ...dataset.files }).map(([path, content]) => held(path, content));
}

const words = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

/** Tags as the Hub derives them from card, files and text. */
function tagsOfModel(model: WorldModel): string[] {
  const front = model.front ?? {};
  const files = Object.keys(model.files ?? {});
  const readme = readmeOf(model)?.toString('utf8') ?? '';
  const papers = [...readme.matchAll(/arxiv\.org\/(?:abs|pdf)\/(\d{4}\.\d{4,5})/g)].map((match) => `arxiv:${match[1]}`);
  const bases = model.base?.ids.flatMap((id) => [`base_model:${id}`, `base_model:${model.base?.relation}:${id}`]);
  return [
    ...new Set([
      ...words(front['library_name']),
      ...['safetensors', 'gguf'].filter((ending) => files.some((file) => file.endsWith(`.${ending}`))),
      ...words(front['pipeline_tag']),
      ...words(front['tags']),
      ...words(front['language']),
      ...words(front['datasets']).map((dataset) => `dataset:${dataset}`),
      ...papers,
      ...(bases ?? []),
      ...words(front['license']).map((license) => `license:${license}`),
      ...(model.tags ?? []),
      'region:us',
    ]),
  ];
}

/** Everything the Hub may be asked of a model. */
export function modelRow(model: WorldModel, world: World): Row {
  const { _id, id, sha, createdAt, lastModified, front = {} } = model;
  const files = filesOfModel(model);
  const number = Number.parseInt(_id.slice(-4), 16);
  const namespace = id.includes('/') ? { author: id.split('/')[0] } : {};
  const bases = model.base?.ids.map((base) => ({ _id: world.models.get(base)?._id ?? 'f'.repeat(24), id: base }));
  return {
    _id,
    id,
    ...namespace,
    sha,
    createdAt,
    lastModified,
    private: model.absence === 'private',
    disabled: model.absence === 'disabled',
    gated: model.gated ?? false,
    // Counters move every night, whatever else does.
    downloads: number + world.night,
    downloadsAllTime: number * 10 + world.night,
    likes: number % 50,
    trendingScore: number % 7,
    tags: tagsOfModel(model),
    'model-index': front['model-index'] ?? null,
    cardData: front,
    ...(typeof front['library_name'] === 'string' ? { library_name: front['library_name'] } : {}),
    ...(typeof front['pipeline_tag'] === 'string' ? { pipeline_tag: front['pipeline_tag'] } : {}),
    ...(bases === undefined ? {} : { baseModels: { relation: model.base?.relation, models: bases } }),
    siblings: files.map(({ path }) => ({ rfilename: path })),
    spaces: [],
    usedStorage: files.reduce((sum, { size }) => sum + size, 0),
    ...model.row,
  };
}

/** Everything the Hub may be asked of a data set. */
export function datasetRow(dataset: WorldDataset): Row {
  const { _id, id, sha, createdAt, lastModified, front = {} } = dataset;
  const number = Number.parseInt(_id.slice(-4), 16);
  const prefixed = (key: string): string[] => words(front[key]).map((value) => `${key}:${value}`);
  return {
    _id,
    id,
    ...(id.includes('/') ? { author: id.split('/')[0] } : {}),
    sha,
    createdAt,
    lastModified,
    private: false,
    disabled: dataset.absence === 'disabled',
    gated: dataset.gated ?? false,
    downloads: number,
    likes: number % 50,
    tags: [
      ...['task_categories', 'task_ids', 'language', 'license', 'size_categories', 'multilinguality'].flatMap(prefixed),
      ...prefixed('source_datasets'),
      'region:us',
    ],
    cardData: front,
    description: dataset.description ?? '',
    citation: dataset.citation ?? null,
    siblings: filesOfDataset(dataset).map(({ path }) => ({ rfilename: path })),
    ...dataset.row,
  };
}
